import type { Day } from '../core/calendar/day.ts';
import { type Amount, amountOf, formatAmount } from '../core/money/amount.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import { countedPayments } from '../core/stop-loss/eligible.ts';
import { covers, deductibleOf, type Payment } from '../core/stop-loss/policy.ts';
import { decisionInForce } from './explain-claim.ts';
import type { ClaimVersion, DecisionOnRecord } from './ports/claims.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import { type ContractRecord, keptContractRecords } from './stop-loss.ts';

/** What of a claim counts under a contract. */
export interface ClaimUnderContract {
  readonly contract: string;
  readonly carrier: string;
  readonly specific?: {
    readonly counts: Amount;
    readonly deductible: Amount;
    /** Where its person stood, of those who have come near the deductible; of others nobody keeps it. */
    readonly standing?: { readonly before: Amount; readonly after: Amount; readonly above: Amount };
  };
  readonly aggregate?: { readonly counts: Amount };
}

/**
 * What of the decision in force of a claim counts towards the stop-loss contracts, and where its person stood before and
 * with it, as one document: by what was paid by the end of its day, whoever paid it. Refused: `unknown_reference`.
 */
export async function claimStopLoss(
  stores: Pick<Stores, 'books' | 'claims'>,
  consortium: Consortium,
  code: string,
) {
  const versions = await stores.claims.versions(consortium.consortiumId, code);
  const current = versions.at(-1);
  if (current === undefined) return refuse('unknown_reference', 'claim', 'a claim of this consortium', code);
  const decision = decisionInForce(versions);
  const records = decision === undefined ? [] : await keptContractRecords(stores.books, consortium);
  const own = decision === undefined ? [] : paymentsOf(current, decision);
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  return {
    claim: code,
    contracts: records.flatMap((record) => {
      const { contract, carrier, specific, aggregate } = underContract(record, own);
      if (specific === undefined && aggregate === undefined) return [];
      return {
        ...{ contract, carrier },
        ...(specific && {
          specific: {
            ...{ counts: write(specific.counts), deductible: write(specific.deductible) },
            ...(specific.standing && {
              before: write(specific.standing.before),
              after: write(specific.standing.after),
              above: write(specific.standing.above),
            }),
          },
        }),
        ...(aggregate && { aggregate: { counts: write(aggregate.counts) } }),
      };
    }),
  };
}

/** The document of what a claim counts for. */
export type ClaimStopLoss = Exclude<Awaited<ReturnType<typeof claimStopLoss>>, Refusal>;

/** The lines of a decision as the plan paid them. */
function paymentsOf({ person, benefit, lines }: ClaimVersion, { paidDay, lines: decided }: DecisionOnRecord) {
  return decided.map(
    ({ lineNumber, planPays }): Payment => ({
      ...{ person: person ?? '', benefit, paid: paidDay as Day, amount: amountOf(planPays) },
      incurred: lines.find((line) => line.lineNumber === lineNumber)!.serviceDay as Day,
    }),
  );
}

/** The parts of a contract for which something of the payments of one person, all of one day, counts. */
export function underContract(
  { contract, carrier, policy, payments }: ContractRecord,
  own: readonly Payment[],
): ClaimUnderContract {
  const { specific, aggregate, runInMaximum } = policy;
  const of = own[0]?.person;
  const byThen = payments.filter(({ person, paid }) => person === of && own[0]!.paid >= paid);
  // Under a run-in maximum what a payment counts depends on those before it, and they are kept as sums by day.
  const isRunIn = runInMaximum !== undefined && own.some((one) => one.incurred < runInMaximum.incurredBefore);
  const sumOf = (benefits: readonly string[] | undefined, from: readonly Payment[]) =>
    countedPayments(policy, benefits, from).reduce(
      (sum, { counted }) => amountOf(sum + counted),
      0 as Amount,
    );
  const counts = specific === undefined ? 0 : sumOf(specific.benefits, own);
  const after = specific === undefined || isRunIn ? 0 : sumOf(specific.benefits, byThen);
  const deductible = specific === undefined ? (0 as Amount) : deductibleOf(specific, of ?? '');
  const above = amountOf(Math.max(0, after - deductible) - Math.max(0, after - counts - deductible));
  const inAggregate = aggregate === undefined ? 0 : sumOf(aggregate.benefits, own);
  return {
    ...{ contract, carrier },
    ...(counts !== 0 && {
      specific: {
        ...{ counts: amountOf(counts), deductible },
        ...(byThen.length > 0 &&
          !isRunIn && {
            standing: { before: amountOf(after - counts), after: amountOf(after), above },
          }),
      },
    }),
    ...(inAggregate !== 0 && {
      aggregate: { counts: isRunIn ? amountOf(inAggregate) : keptOf(inAggregate) },
    }),
  };

  /** What the pool keeps: of the specific's benefits at most up to the person's cap, as the aggregate counts it. */
  function keptOf(amount: number): Amount {
    if (specific === undefined || byThen.length === 0) return amountOf(amount);
    const isCapped = ({ benefit }: Payment) => covers(specific.benefits, benefit);
    if (!own.every(isCapped)) return amountOf(amount);
    const sum = sumOf(aggregate!.benefits, byThen.filter(isCapped));
    const cap =
      aggregate!.lasersInAggregate === 'laser' ? deductible : Math.min(deductible, specific.deductible);
    return amountOf(Math.min(sum, cap) - Math.min(sum - amount, cap));
  }
}
