import { formatDay } from '../../core/calendar/day.ts';
import { monthOf } from '../../core/calendar/month.ts';
import { type Window, wholeMonthsOf } from '../../core/calendar/plan-year.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import { positionsSeenBy } from '../seen-positions.ts';
import { yearsSeenBy } from '../seen-years.ts';
import { keptContractRecords, positionsOf } from '../stop-loss.ts';
import type { Viewer } from '../viewer.ts';
import { type ContractStanding, contractStandings } from './contract-standing.ts';

interface WindowDocument {
  readonly from: string;
  readonly to: string;
}

/** A contract with its terms, where the pool stands against it, and what of it is posted as recoverable. */
export interface ContractInForce extends ContractStanding {
  readonly incurred: WindowDocument;
  readonly paid: WindowDocument;
  /** Months incurred over months paid: "12/15". */
  readonly basis: string;
  readonly premiumPerEmployeePerMonth: string;
  readonly terms: {
    readonly specific?: {
      readonly deductible: string;
      readonly reimbursement: string;
      readonly aggregatingDeductible: string;
      readonly maximum?: string;
      readonly lasers: number;
    };
    readonly aggregate?: {
      readonly period: 'annual' | 'monthly';
      readonly minimumAttachment: string;
      readonly reimbursement: string;
      readonly maximum?: string;
      readonly accommodation: boolean;
    };
  };
  readonly posted: { readonly specific: string; readonly aggregate: string };
}

/** The contracts as they are answered. `owed` is what the ledger holds as recoverable and not received. */
export interface ContractsDocument {
  readonly currency: string;
  readonly contracts: readonly ContractInForce[];
  readonly owed?: string;
  readonly withheld: boolean;
}

/**
 * The stop-loss contracts as a viewer may see them: a carrier its own, an employer those persons without names of whom
 * notice is due, and none where claims of few persons would show. What the ledger holds of all contracts together is no
 * matter of one carrier.
 */
export async function contractsSeenBy(
  viewer: Viewer,
  books: BooksStore,
  consortium: Consortium,
): Promise<ContractsDocument | Refusal> {
  const { document, consortiumId } = consortium;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const positions = positionsOf(await keptContractRecords(books, consortium));
  if (isRefusal(positions)) return positions;
  const years = await yearsSeenBy(viewer, books, consortium);
  const isWithheld = years?.isWhole === false;
  const seen = positionsSeenBy(viewer, isWithheld ? [] : positions);
  const posted = await books.recoverablePosted(consortiumId);
  const standings = contractStandings(consortium, seen);
  const minimumOf = new Map(
    seen.map(({ contract, position }) => [contract, position.aggregate?.minimumAttachment ?? 0]),
  );
  const contracts = standings.map((standing): ContractInForce => {
    const { policy, premiumPerEmployeePerMonth } = document.stopLoss.find(
      (one) => one.contract === standing.contract,
    )!;
    const { specific, aggregate, incurred, paid } = policy;
    const postedOf = (part: 'specific' | 'aggregate') =>
      write(posted.find((one) => one.contract === standing.contract && one.part === part)?.amount ?? 0);
    return {
      ...standing,
      ...{
        incurred: windowOf(incurred),
        paid: windowOf(paid),
        basis: `${monthsIn(incurred)}/${monthsIn(paid)}`,
      },
      premiumPerEmployeePerMonth: write(premiumPerEmployeePerMonth),
      terms: {
        ...(specific && {
          specific: {
            deductible: write(specific.deductible),
            reimbursement: formatRatio(specific.reimbursement),
            aggregatingDeductible: write(specific.aggregatingDeductible),
            ...(specific.maximum !== undefined && { maximum: write(specific.maximum) }),
            lasers: specific.lasers.size,
          },
        }),
        ...(aggregate && {
          aggregate: {
            ...{ period: aggregate.period, minimumAttachment: write(minimumOf.get(standing.contract)!) },
            reimbursement: formatRatio(aggregate.reimbursement),
            ...(aggregate.maximum !== undefined && { maximum: write(aggregate.maximum) }),
            accommodation: aggregate.accommodation,
          },
        }),
      },
      posted: { specific: postedOf('specific'), aggregate: postedOf('aggregate') },
    };
  });
  const isCarrier = viewer.role === 'stop-loss carrier';
  return {
    ...{ currency: document.currency.code, contracts },
    ...(!isCarrier && !isWithheld && { owed: write(await owedOf(books, consortiumId)) }),
    withheld: isWithheld,
  };
}

async function owedOf(books: BooksStore, consortiumId: number): Promise<number> {
  return (await books.balances(consortiumId))
    .filter(({ account }) => account === 'stop-loss-recoverable')
    .reduce((sum, { debit, credit }) => sum + debit - credit, 0);
}

const windowOf = ({ from, to }: Window): WindowDocument => ({ from: formatDay(from), to: formatDay(to) });

/** The months that begin in a window. */
function monthsIn(window: Window): number {
  const { from, to } = wholeMonthsOf(window);
  return monthOf(to) - monthOf(from) + 1;
}
