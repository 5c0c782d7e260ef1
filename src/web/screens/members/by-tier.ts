import type { Enrolment } from './reads.ts';

/** The employees of a month by tier, over all members and plans. */
export interface EnrolledMonth {
  readonly month: string;
  readonly tiers: Readonly<Record<string, number>>;
  readonly total: number;
}

/** Employees by month and tier; the tiers with the most in the last month come first. */
export function bySubscribers(months: Enrolment): {
  readonly tiers: readonly string[];
  readonly rows: readonly EnrolledMonth[];
} {
  const rows = months.map(({ month, subscribers, members }) => {
    const tiers: Record<string, number> = {};
    for (const row of members.flatMap((member) => member.tiers))
      tiers[row.tier] = (tiers[row.tier] ?? 0) + row.subscribers;
    return { month, tiers, total: subscribers };
  });
  const last = rows.at(-1)?.tiers ?? {};
  const names = [...new Set(rows.flatMap(({ tiers }) => Object.keys(tiers)))];
  const tiers = names.sort((one, other) => (last[other] ?? 0) - (last[one] ?? 0) || one.localeCompare(other));
  return { tiers, rows };
}

/** The months from the first in which somebody was covered. */
export function fromFirstCovered(months: Enrolment): Enrolment {
  const first = months.findIndex(({ subscribers }) => subscribers > 0);
  return first < 0 ? [] : months.slice(first);
}
