import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LineInForce } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import type { PartitionOutput } from '../ports/run.ts';

const CREATED = 201;
const AMOUNTS = [
  ...['charge', 'allowed', 'copay', 'deductible', 'coinsurance', 'planPays', 'notCovered', 'writeOff'],
  'balanceBill',
] as const satisfies (keyof LineInForce)[];

/** How a claim was decided, as it is answered: every line with where each cent of its charge goes. */
export function claimAnswer(
  consortium: Consortium,
  claim: string,
  version: number,
  lines: readonly LineInForce[],
): KeptAnswer {
  const { currency, members, plans } = consortium.document;
  const written = lines.map((line) => ({
    line: line.line,
    member: members[indexOf(consortium.members, members, line.memberId)]!.code,
    plan: plans[indexOf(consortium.plans, plans, line.planId)]!.code,
    ...Object.fromEntries(AMOUNTS.map((name) => [name, formatAmount(line[name], currency)])),
    reason: line.reason,
  }));
  const total = Object.fromEntries(
    AMOUNTS.map((name) => [
      name,
      formatAmount(
        lines.reduce((sum, line) => sum + line[name], 0),
        currency,
      ),
    ]),
  );
  const [first] = lines;
  const paid = first === undefined ? {} : { paid: formatDay(first.paidDay) };
  return { status: CREATED, answer: JSON.stringify({ claim, version, ...paid, lines: written, total }) };
}

/** The place of a member or plan in the document, by its identifier. */
function indexOf(
  identifiers: ReadonlyMap<string, number>,
  items: readonly { readonly code: string }[],
  identifier: number,
): number {
  return items.findIndex(({ code }) => identifiers.get(code) === identifier);
}

/** The decided lines of the claim at a place of a partition; `codes` are what its lines are called. */
export function decidedLines(
  { staged, decided }: PartitionOutput,
  claim: number,
  codes: readonly { readonly line: string }[],
): LineInForce[] {
  return codes.map(({ line }, index) => {
    const at = staged.firstLine[claim]! + index;
    return {
      ...{ claimId: staged.claimId[claim]!, version: staged.version[claim]!, line },
      ...{ paidDay: decided.paidDay[claim]!, memberId: decided.memberId[at]!, planId: decided.planId[at]! },
      ...{ charge: staged.charge[at]!, allowed: staged.allowed[at]!, copay: decided.copay[at]! },
      ...{ deductible: decided.deductible[at]!, coinsurance: decided.coinsurance[at]! },
      ...{ planPays: decided.planPays[at]!, notCovered: decided.notCovered[at]! },
      ...{ writeOff: decided.writeOff[at]!, balanceBill: decided.balanceBill[at]! },
      reason: decided.reasons[decided.reason[at]!]!,
    };
  });
}
