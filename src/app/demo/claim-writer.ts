import { power } from '../../core/arithmetic/elementary.ts';
import { lognormal, pareto } from '../../core/simulation/distributions.ts';
import type { RandomStream } from '../../core/simulation/random.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { LAST_RECEIVED } from './dates.ts';
import { medicalReceived, pharmacyReceived } from './lag.ts';
import { chargeFor } from './providers.ts';
import { isPharmacy, SERVICE, SERVICES } from './services.ts';

const TAIL_SHARE = 0.015;
const LARGEST_TAIL = 25;
const LEAST_CENTS = 150;
/** Submitted twice: about 2 % of all claims, more of medical ones than of pharmacy ones. */
const DUPLICATES_MEDICAL = 0.032;
const DUPLICATES_PHARMACY = 0.013;

interface Draft {
  readonly day: number;
  readonly provider: number;
  readonly outOfNetwork: boolean;
  readonly lines: { readonly service: number; readonly procedure: number; readonly weight: number }[];
}

/**
 * Gathers the claims of one person and setting, then writes them with amounts that sum to what was drawn for the
 * year: each line weighs a lognormal amount around its service's usual one, now and then with a Pareto tail.
 */
export class ClaimWriter {
  readonly #columns: ClaimColumns;
  readonly #random: RandomStream;
  readonly #person: number;
  readonly #here: boolean;
  #drafts: Draft[] = [];

  constructor(columns: ClaimColumns, random: RandomStream, person: number, here: boolean) {
    this.#columns = columns;
    this.#random = random;
    this.#person = person;
    this.#here = here;
  }

  /** Begins a claim; its lines are added next. */
  begin(day: number, provider: number, outOfNetwork: boolean): void {
    this.#drafts.push({ day, provider, outOfNetwork, lines: [] });
  }

  /** Adds a line of a service; the claim's second line of a service takes the next procedure. */
  line(service: number, procedure = this.#random.below(SERVICES[service]!.procedures.length)): void {
    const { lines } = this.#drafts.at(-1)!;
    const { medianCents, sigma, procedures } = SERVICES[service]!;
    const taken = lines.filter((line) => line.service === service).map((line) => line.procedure);
    let free = procedure;
    while (taken.includes(free) && taken.length < procedures.length) free = (free + 1) % procedures.length;
    const tail =
      this.#random.uniform() < TAIL_SHARE ? Math.min(LARGEST_TAIL, pareto(this.#random, 1, 1.4)) : 1;
    lines.push({
      service,
      procedure: free,
      weight: lognormal(this.#random, 0, sigma) * medianCents * tail,
    });
  }

  /** The lines of the claims begun so far and not yet written. */
  get lineCount(): number {
    return this.#drafts.reduce((count, draft) => count + draft.lines.length, 0);
  }

  /**
   * Writes the gathered claims for `cents` in all. Where that is more than the lines usually come to, a `stretch` over
   * 1 lets costly lines take more of the difference than small ones.
   */
  write(cents: number, stretch = 1): void {
    const lines = this.#drafts.flatMap((draft) => draft.lines);
    const natural = lines.reduce((sum, line) => sum + line.weight, 0);
    if (natural === 0) return;
    const tilt = cents > natural && stretch !== 1 ? stretch : 1;
    const weights = lines.map((line) => (tilt === 1 ? line.weight : power(line.weight, tilt)));
    const unit = cents / weights.reduce((sum, weight) => sum + weight, 0);
    let index = 0;
    for (const draft of this.#drafts) {
      this.#put(
        draft,
        draft.lines.map(() => Math.max(LEAST_CENTS, Math.round(weights[index++]! * unit))),
      );
    }
    this.#drafts = [];
  }

  #put(draft: Draft, allowed: readonly number[]): void {
    const random = this.#random;
    const first = draft.lines[0]!.service;
    const drug = isPharmacy(first);
    const inpatient = first === SERVICE.inpatient;
    const received = drug
      ? pharmacyReceived(draft.day)
      : medicalReceived(random, inpatient ? 'inpatient' : 'other', draft.day);
    const again = random.uniform();
    const later = 9 + random.below(40);
    if (received > LAST_RECEIVED) return;
    const columns = this.#columns;
    const claim = columns.addClaim(this.#person, draft.provider, draft.day, received);
    for (const [index, line] of draft.lines.entries()) {
      const cents = allowed[index]!;
      const charge = chargeFor(random, draft.provider, draft.outOfNetwork, cents);
      columns.addLine(line.service, draft.outOfNetwork ? 1 : 0, line.procedure, charge, cents);
    }
    const duplicated = this.#here && again < (drug ? DUPLICATES_PHARMACY : DUPLICATES_MEDICAL);
    if (duplicated && received + later <= LAST_RECEIVED) columns.addCopy(claim, received + later);
  }
}
