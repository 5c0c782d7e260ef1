import { civilOf } from '../core/calendar/day.ts';
import type { Month } from '../core/calendar/month.ts';
import type { Window } from '../core/calendar/plan-year.ts';
import { allocate } from '../core/money/allocate.ts';
import { type Amount, amountOf, ZERO } from '../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { contributionRate } from './contribution-rate.ts';
import type { BooksStore, ChargeKind, PlanCharge } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';

/** What was earned and what it cost: enrolment months, contributions, what is paid out of them, and claims incurred. */
export interface Experience {
  readonly enrolmentMonths: number;
  readonly contributions: Amount;
  readonly stopLossPremium: Amount;
  readonly administration: Amount;
  /** Lines of claims. */
  readonly lines: number;
  readonly claims: Amount;
}

/** The experience of a member in a month, of one benefit where they are told apart. */
export interface ExperienceCell extends Experience {
  readonly memberId: number;
  readonly month: Month;
  readonly benefit: string | undefined;
}

const NOTHING: Experience = {
  enrolmentMonths: 0,
  contributions: ZERO,
  stopLossPremium: ZERO,
  administration: ZERO,
  lines: 0,
  claims: ZERO,
};

const FIELDS = Object.keys(NOTHING) as (keyof Experience)[];

const FIELD_OF = {
  contribution: 'contributions',
  administration: 'administration',
  'stop-loss premium': 'stopLossPremium',
} as const satisfies Record<ChargeKind, keyof Experience>;

/** The sum of what was earned and what it cost. */
export function sumOfExperience(cells: Iterable<Experience>): Experience {
  const sum: { -readonly [name in keyof Experience]: number } = { ...NOTHING };
  for (const cell of cells) for (const name of FIELDS) sum[name] = amountOf(sum[name] + cell[name]);
  return sum as Experience;
}

/**
 * The experience of a window. By benefit each charge is split as the rate that the document has for it is made
 * up (`byBenefit`), to the cent by largest remainder; enrolment counts in full for each benefit that its rate pays for.
 * Refused: a year that no day of ours lies in (`out_of_range`); by benefit alone a rate that does not say what it pays for (`missing_field`), or that the document
 * no longer has (`unknown_reference`).
 */
export async function experienceIn(
  store: BooksStore,
  consortium: Consortium,
  window: Window,
  isByBenefit: boolean,
): Promise<ExperienceCell[] | Refusal> {
  const { year } = civilOf(window.from);
  if (year < 1900 || year > 2199) return refuse('out_of_range', 'year', 'a year from 1900 to 2199', year);
  const { consortiumId } = consortium;
  const cells: ExperienceCell[] = [];
  const partsOf = isByBenefit ? ratesByBenefit(consortium) : undefined;
  for (const charge of await store.planCharges(consortiumId, window)) {
    const { memberId, month, kind, units, amount } = charge;
    const parts = partsOf?.(charge) ?? WHOLE;
    if (isRefusal(parts)) return parts;
    const amounts = allocate(BigInt(amount), parts.weights);
    for (const [place, benefit] of parts.benefits.entries()) {
      const enrolmentMonths = kind === 'contribution' && parts.weights[place]! > 0n ? units : 0;
      const charged = { [FIELD_OF[kind]]: Number(amounts[place]) as Amount };
      cells.push({ ...NOTHING, memberId, month, benefit, enrolmentMonths, ...charged });
    }
  }
  for (const { memberId, month, benefit, lines, planPays } of await store.benefitClaims(consortiumId, window))
    cells.push({
      ...NOTHING,
      ...{ memberId, month, benefit: isByBenefit ? benefit : undefined },
      ...{ lines, claims: amountOf(planPays) },
    });
  return cells;
}

/** The benefits that a rate pays for, and whole weights in the proportion of their parts. */
interface RateParts {
  readonly benefits: readonly (string | undefined)[];
  readonly weights: readonly bigint[];
}

const WHOLE: RateParts = { benefits: [undefined], weights: [1n] };

/** Finds what a charge pays for; each rate is looked up once. */
function ratesByBenefit({
  document,
  members,
  plans,
}: Consortium): (charge: PlanCharge) => RateParts | Refusal {
  const memberCodes = new Map([...members].map(([code, id]) => [id, code]));
  const planCodes = new Map([...plans].map(([code, id]) => [id, code]));
  const known = new Map<string, RateParts | Refusal>();
  const find = ({ month, memberId, planId, tier }: PlanCharge): RateParts | Refusal => {
    const contributor = { member: memberCodes.get(memberId)!, plan: planCodes.get(planId)!, tier };
    const rate = contributionRate(document, month, contributor);
    if (isRefusal(rate)) return rate;
    const { byBenefit } = rate;
    if (byBenefit === undefined) {
      const at = `contributions[${document.contributions.indexOf(rate)}].byBenefit`;
      const expected =
        'what part of the rate pays for which benefit, as the contributions of one are asked for';
      return refuse('missing_field', at, expected, undefined);
    }
    const shares = [...byBenefit.values()];
    const whole = shares.reduce((product, { denominator }) => product * denominator, 1n);
    return {
      benefits: [...byBenefit.keys()],
      weights: shares.map(({ numerator, denominator }) => numerator * (whole / denominator)),
    };
  };
  return (charge) => {
    const key = `${charge.month} ${charge.memberId} ${charge.planId} ${charge.tier}`;
    const found = known.get(key) ?? find(charge);
    known.set(key, found);
    return found;
  };
}
