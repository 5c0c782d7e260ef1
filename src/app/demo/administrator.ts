import { planYearOf } from '../../core/calendar/plan-year.ts';
import { adjudicateLine, emptyDecision, type LineDecision } from '../../core/claims/adjudicate.ts';
import {
  accumulate,
  type FamilyYear,
  openFamilyYear,
  openPersonYear,
  type PersonYear,
} from '../../core/coverage/accumulators.ts';
import type { CompiledPlan } from '../../core/coverage/compile-plan.ts';
import { compiledIn } from '../../core/coverage/dated-design.ts';
import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { type DemoPerson, type Household, spanOn } from './person.ts';
import { SERVICES } from './services.ts';

/** What a claim came to, in cents; `allowed` is what person and plan share, without what is not covered. */
export interface PaidSums {
  readonly charge: number;
  readonly allowed: number;
  readonly memberPays: number;
  readonly planPays: number;
}

/** The administrator that pays claims elsewhere: it adjudicates as the plan says, with accumulators of its own. */
export class Administrator {
  readonly #plan: ConsortiumPlan;
  readonly #services: Int32Array;
  readonly #years = new Map<DemoPerson, Map<number, PersonYear>>();
  readonly #families = new Map<Household, Map<number, FamilyYear>>();
  readonly #decision: LineDecision = emptyDecision();

  constructor(plan: ConsortiumPlan) {
    this.#plan = plan;
    const { serviceIndex } = plan.designs[0]!.family;
    this.#services = Int32Array.from(SERVICES.map(({ service }) => serviceIndex.get(service)!));
  }

  /**
   * Pays a claim with its allowed amounts times `factor` (1 as submitted), at most the charge. `undos`, where given,
   * receives what takes the claim out of the accumulators again.
   */
  pay(
    columns: ClaimColumns,
    claim: number,
    person: DemoPerson,
    factor: number,
    undos?: (() => void)[],
  ): PaidSums {
    const day = columns.day[claim]!;
    const planYear = planYearOf(day, this.#plan.planYearStart);
    const coverage = spanOn(person, day)?.tier === 'employee' ? 'individual' : 'family';
    const plan = compiledIn(this.#plan.designs, planYear, coverage);
    const year = this.#yearOf(person, planYear, plan);
    const decision = this.#decision;
    const sums = { charge: 0, allowed: 0, memberPays: 0, planPays: 0 };
    for (let line = columns.firstLine[claim]!; line < columns.firstLine[claim + 1]!; line += 1) {
      const network = plan.networkIndex.get(columns.outOfNetwork[line] === 1 ? 'out' : 'in')!;
      const service = this.#services[columns.service[line]!]!;
      const charge = columns.charge[line]!;
      const allowed = Math.min(charge, Math.round(columns.allowed[line]! * factor));
      adjudicateLine(plan, year, service, network, charge, allowed, decision);
      sums.charge += charge;
      sums.allowed += decision.memberPays + decision.planPays;
      sums.memberPays += decision.memberPays;
      sums.planPays += decision.planPays;
      undos?.push(undoing(plan, year, service, network, decision));
    }
    return sums;
  }

  #yearOf(person: DemoPerson, planYear: number, plan: CompiledPlan): PersonYear {
    const family = opened(this.#families, person.household, planYear, () => openFamilyYear(plan));
    return opened(this.#years, person, planYear, () => openPersonYear(plan, family));
  }
}

/** Gives back what a line has added to the accumulators. */
function undoing(
  plan: CompiledPlan,
  year: PersonYear,
  service: number,
  network: number,
  { deductible, memberPays, planPays }: LineDecision,
): () => void {
  const index = service * plan.networks.length + network;
  return () => {
    if (!plan.terms[index]!.covered) return;
    for (const one of [network, ...plan.networks[network]!.feedsInto]) {
      accumulate(year, one, -deductible, -memberPays);
    }
    if (plan.terms[index]!.annualLimit !== Infinity) year.limitUsed![index]! -= planPays;
  };
}

function opened<K, V>(books: Map<K, Map<number, V>>, key: K, planYear: number, open: () => V): V {
  const years = books.get(key) ?? new Map<number, V>();
  books.set(key, years);
  const found = years.get(planYear) ?? open();
  years.set(planYear, found);
  return found;
}
