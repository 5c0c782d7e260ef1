import { formatMonth, type Month } from '../../core/calendar/month.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore } from '../ports/leaving.ts';
import type { EnrolledPersons } from '../ports/members.ts';
import { codeOf } from './bill-month.ts';

/** The member organisations, with when each joined and, where it leaves, its last month. */
export async function memberDocuments(
  store: LeavingStore,
  { consortiumId, document, members }: Consortium,
  seen: ReadonlyMap<string, number>,
) {
  const withdrawals = await store.withdrawals(consortiumId);
  const lastMonths = new Map(withdrawals.map(({ memberId, lastMonth }) => [memberId, lastMonth]));
  return document.members
    .filter(({ code }) => seen.has(code))
    .map(({ code, name, region, joined }) => {
      const lastMonth = lastMonths.get(members.get(code)!);
      return {
        ...{ member: code, name },
        ...(region !== undefined && { region }),
        ...(joined !== undefined && { joined: formatMonth(joined) }),
        ...(lastMonth !== undefined && { lastMonth: formatMonth(lastMonth) }),
      };
    });
}

/** From whom numbers of persons are withheld: `own` is the member that whoever asks works for, or was sent by. */
export interface CountsWithheld {
  readonly leastPersons: number;
  readonly own: number | undefined;
}

/**
 * Who is enrolled, by month, member, plan and tier. Subscribers are always shown: bills are of them. Of another member,
 * `withheld` leaves out how many persons there are in all of its tiers where in one of them there are too few, and in all
 * of the pool where it is so of one member; so that none can be found by subtraction.
 */
export function rosterDocument(
  consortium: Consortium,
  enrolled: readonly EnrolledPersons[],
  months: readonly Month[],
  withheld?: CountsWithheld,
) {
  const byMonth = Map.groupBy(enrolled, ({ month }) => month);
  return months.map((month) => {
    const all = byMonth.get(month) ?? [];
    const members = [...Map.groupBy(all, ({ memberId }) => memberId)].map(([memberId, rows]) =>
      memberEnrolled(consortium, memberId, rows, withheld),
    );
    const isHidden = members.some((member) => 'withheld' in member);
    return { month: formatMonth(month), ...countsOf(all, isHidden), members };
  });
}

function memberEnrolled(
  { document, members, plans }: Consortium,
  memberId: number,
  rows: readonly EnrolledPersons[],
  withheld: CountsWithheld | undefined,
) {
  const isHidden =
    withheld !== undefined &&
    memberId !== withheld.own &&
    rows.some(({ persons }) => persons < withheld.leastPersons);
  return {
    member: codeOf(members, memberId),
    ...countsOf(rows, isHidden),
    tiers: rows.map(({ planId, tier, subscribers, persons }) => ({
      ...{ plan: codeOf(plans, planId), tier, status: document.tiers.get(tier)?.status },
      ...{ subscribers, ...(!isHidden && { persons }) },
    })),
  };
}

function countsOf(rows: readonly EnrolledPersons[], isHidden: boolean) {
  const sum = (of: 'subscribers' | 'persons') => rows.reduce((total, row) => total + row[of], 0);
  return {
    subscribers: sum('subscribers'),
    ...(isHidden ? { withheld: true } : { persons: sum('persons') }),
  };
}
