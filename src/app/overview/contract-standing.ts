import { formatMonth } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { formatRatio, ratioOf } from '../../core/money/ratio.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ContractPosition } from '../stop-loss.ts';

/** A person at half of the specific deductible or more. */
export interface PersonStanding {
  readonly person: string;
  readonly eligible: string;
  readonly deductible: string;
  /** What is paid of the deductible, above 1 where it is passed. */
  readonly share: string;
  readonly excess: string;
  readonly reimbursement: string;
}

/** The group against the attachment point, month by month as it adds up. */
export interface AggregateStanding {
  readonly eligible: string;
  readonly attachment: string;
  readonly share: string;
  readonly reimbursement: string;
  readonly months: readonly {
    readonly month: string;
    readonly eligible: string;
    readonly attachment: string;
  }[];
}

/** Where the pool stands against a contract. */
export interface ContractStanding {
  readonly contract: string;
  readonly carrier: string;
  readonly specific?: {
    readonly reimbursement: string;
    /** Persons at half of their deductible or more, and those over it. */
    readonly half: number;
    readonly over: number;
    /** The largest first, all of them or the first few. */
    readonly persons: readonly PersonStanding[];
  };
  readonly aggregate?: AggregateStanding;
}

/** Positions as they are shown: of the specific part those alone of whom notice is due, at most so many of a contract. */
export function contractStandings(
  { document }: Consortium,
  positions: readonly ContractPosition[],
  mostPersons = Number.POSITIVE_INFINITY,
): ContractStanding[] {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return positions.map(({ contract, carrier, position: { specific, aggregate, notices } }) => {
    const noticed = new Set(notices.map(({ person }) => person));
    const persons = (specific?.persons ?? []).filter(({ person }) => noticed.has(person));
    return {
      ...{ contract, carrier },
      ...(specific && {
        specific: {
          reimbursement: write(specific.reimbursement),
          half: persons.length,
          over: persons.filter(({ excess }) => excess > 0).length,
          persons: persons
            .sort((a, b) => b.eligible / b.deductible - a.eligible / a.deductible)
            .slice(0, mostPersons)
            .map(({ person, eligible, deductible, excess, reimbursement }) => ({
              ...{ person, eligible: write(eligible), deductible: write(deductible) },
              share: formatRatio(ratioOf(eligible, deductible)),
              ...{ excess: write(excess), reimbursement: write(reimbursement) },
            })),
        },
      }),
      ...(aggregate && {
        aggregate: {
          eligible: write(aggregate.eligible),
          attachment: write(aggregate.annualAttachment),
          share:
            aggregate.annualAttachment > 0
              ? formatRatio(ratioOf(aggregate.eligible, aggregate.annualAttachment))
              : '0',
          reimbursement: write(aggregate.reimbursement),
          months: aggregate.months.map(({ month, cumulativeEligible, cumulativeAttachment }) => ({
            month: formatMonth(month),
            eligible: write(cumulativeEligible),
            attachment: write(cumulativeAttachment),
          })),
        },
      }),
    };
  });
}
