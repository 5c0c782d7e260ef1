import type { paths } from '../../../client/api-types.ts';
import type { Filters } from '../../parts/filters.ts';

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: infer Content } } };
}
  ? Content extends { 'application/json': infer Answer }
    ? Answer
    : never
  : never;

/** The ratios of a year as the API answers them. */
export type YearRatios = Get<'/api/v1/consortia/{consortium}/ratios/{year}'>;
export type RatioRow = YearRatios['rows'][number];
/** What moved the ratio from one year to another. */
export type RatioChanges = Get<'/api/v1/consortia/{consortium}/ratio-changes/{before}/{after}'>;

export const GROUPS = ['member', 'benefit', 'region', 'month'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * Ratios net of stop-loss are for those who may see what moved them: what is paid back is of one person or two, which an
 * employer is not to know.
 */
export const NET = 'ratio-change.read';

/** Of a benefit or a month there are only ratios gross of stop-loss. */
export const mayBeNet = (by: Group, { benefit }: Filters) =>
  (by === 'member' || by === 'region') && benefit === undefined;

/** What is asked, as the address says; a link to net ratios shows gross ones to who may not see net ones. */
export function questionOf(filters: Filters, by: Group, may: (capability: string) => boolean) {
  return {
    by,
    ...(filters.member && { member: filters.member }),
    ...(filters.benefit && { benefit: filters.benefit }),
    ...(filters.net === 'true' && may(NET) && mayBeNet(by, filters) && { net: 'true' as const }),
  };
}

/**
 * The life-years of a year: everybody covered on the first day of its months, over twelve; where not all of these are
 * charged, as many as are. Undefined where it is withheld how many there are, or nobody is covered.
 */
export function lifeYearsOf(
  chargedMonths: number,
  months: readonly { readonly subscribers: number; readonly persons?: number | undefined }[],
): number | undefined {
  const subscribers = months.reduce((sum, one) => sum + one.subscribers, 0);
  const persons = months.reduce((sum, one) => sum + (one.persons ?? Number.NaN), 0);
  if (subscribers === 0 || Number.isNaN(persons)) return undefined;
  return Math.round((((chargedMonths / subscribers) * persons) / 12) * 100) / 100;
}

/** A bar of a waterfall: it begins where the one before it ended. */
export interface Fall {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

/**
 * The waterfall from a ratio by its movers to another; movers that moved nothing are left out, at the written precision
 * of a tenth of a point. What is lost to rounding is less than is seen: the last bar ends where the ratio after is.
 */
export function fallsOf(before: number, parts: Readonly<Record<string, string>>): Fall[] {
  let at = before;
  return Object.entries(parts).flatMap(([name, part]) => {
    const from = at;
    at += Number(part);
    return Math.abs(Number(part)) < 0.0005 ? [] : [{ name, from, to: at, part: Number(part) }];
  });
}
