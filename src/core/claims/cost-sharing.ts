import { planYearOf } from '../calendar/plan-year.ts';
import { type FamilyBook, personYearIn } from '../coverage/accumulators.ts';
import { type Amount, sumOfAmounts } from '../money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { adjudicateLine, emptyDecision, type LineDecision, memberOwes } from './adjudicate.ts';
import { explainLine, type Step, type WriteAmount } from './explain.ts';

/** A claim of one person as it is submitted. */
export interface SubmittedClaim {
  readonly id: string;
  readonly person: string;
  readonly lines: readonly SubmittedLine[];
}

/** A line of a claim: a service on a day in a network, what was charged and what of it is allowed. */
export interface SubmittedLine {
  readonly id: string;
  readonly serviceDate: number;
  readonly service?: string | undefined;
  readonly network: string;
  readonly charge: Amount;
  readonly allowed: Amount;
}

/** A line's decision with the names of its claim and line, and the steps to it where they were asked for. */
export interface DecidedLine extends LineDecision {
  readonly claim: string;
  readonly line: string;
  readonly steps: Step[];
}

/** The sums over all lines. */
export interface CostSharingTotals {
  readonly charge: Amount;
  readonly allowed: Amount;
  readonly memberPays: Amount;
  readonly planPays: Amount;
  readonly notCovered: Amount;
  readonly writeOff: Amount;
  readonly balanceBill: Amount;
  readonly memberOwes: Amount;
}

/**
 * Adjudicates the claims of one family in the order given, each line in the plan year of its service date, adding to
 * the family's book. `write`, where given, asks for the steps of every line.
 * Refused: `unknown_reference` for a service or network the plan has not, `inconsistent` for allowed above charge,
 * `too_large` for sums beyond 2^53 - 1 minor units. Source: CALCULATORS.md, cost-sharing.
 */
export function costSharing(
  book: FamilyBook,
  claims: readonly SubmittedClaim[],
  write?: WriteAmount,
): { lines: DecidedLine[]; totals: CostSharingTotals } | Refusal {
  const { plan } = book;
  const lines: DecidedLine[] = [];
  for (const [claimIndex, claim] of claims.entries()) {
    for (const [lineIndex, line] of claim.lines.entries()) {
      const at = `claims[${claimIndex}].lines[${lineIndex}]`;
      const place = placeOf(book, line, at);
      if (isRefusal(place)) return place;
      const planYear = planYearOf(line.serviceDate, plan.planYearStart);
      const year = personYearIn(book, claim.person, planYear);
      const decided: DecidedLine = { claim: claim.id, line: line.id, steps: [], ...emptyDecision() };
      const { service, network } = place;
      if (write === undefined)
        adjudicateLine(plan, year, service, network, line.charge, line.allowed, decided);
      else
        decided.steps.push(
          ...explainLine(plan, year, service, network, line.charge, line.allowed, decided, write),
        );
      lines.push(decided);
    }
  }
  const totals = totalsOf(claims, lines);
  return isRefusal(totals) ? totals : (accumulatorRefusal(book) ?? { lines, totals });
}

function placeOf(
  { plan }: FamilyBook,
  line: SubmittedLine,
  at: string,
): { service: number; network: number } | Refusal {
  const network = plan.networkIndex.get(line.network);
  if (network === undefined) {
    return refuse(
      'unknown_reference',
      `${at}.network`,
      `one of ${plan.networkNames.join(', ')}`,
      line.network,
    );
  }
  const service = line.service === undefined ? 0 : plan.serviceIndex.get(line.service);
  if (service === undefined) {
    const known = `no service, or one of ${[...plan.serviceIndex.keys()].join(', ')}`;
    return refuse('unknown_reference', `${at}.service`, known, line.service);
  }
  if (line.allowed > line.charge) {
    return refuse(
      'inconsistent',
      `${at}.allowed`,
      'at most the charge',
      `${line.allowed - line.charge} minor units more`,
    );
  }
  return { service, network };
}

function totalsOf(
  claims: readonly SubmittedClaim[],
  lines: readonly DecidedLine[],
): CostSharingTotals | Refusal {
  const charges = claims.flatMap((claim) => claim.lines.map((line) => line.charge));
  const sums = {
    charge: sumOfAmounts(charges),
    allowed: sumOfAmounts(lines.map((line) => line.allowed)),
    memberPays: sumOfAmounts(lines.map((line) => line.memberPays)),
    planPays: sumOfAmounts(lines.map((line) => line.planPays)),
    notCovered: sumOfAmounts(lines.map((line) => line.notCovered)),
    writeOff: sumOfAmounts(lines.map((line) => line.writeOff)),
    balanceBill: sumOfAmounts(lines.map((line) => line.balanceBill)),
    memberOwes: sumOfAmounts(lines.map(memberOwes)),
  };
  for (const [name, sum] of Object.entries(sums)) {
    if (sum === undefined)
      return refuse('too_large', 'claims', 'sums up to 2^53 - 1 minor units', `a larger ${name}`);
  }
  return sums as CostSharingTotals;
}

/** Accumulators only grow, so one look at the end finds any that has left the exact range on the way. */
function accumulatorRefusal(book: FamilyBook): Refusal | undefined {
  const uses = [...book.years.values(), ...[...book.persons.values()].map(({ year }) => year)];
  const beyond = uses.some((use) =>
    [...use.deductible, ...use.outOfPocket].some((amount) => amount > Number.MAX_SAFE_INTEGER),
  );
  const expected = 'accumulators up to 2^53 - 1 minor units';
  return beyond ? refuse('too_large', 'accumulators', expected, 'a larger one') : undefined;
}
