import { formatDay } from '../core/calendar/day.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { formatRatio } from '../core/money/ratio.ts';
import type { RatioGroup } from './ratio-groups.ts';
import type { RatioRow, YearRatios, YearRatiosQuestion } from './year-ratios.ts';

/** The figures of a row; ratios are null where there is nothing to divide by. */
export interface RatioFigures {
  readonly enrolmentMonths: number;
  readonly contributions: string;
  readonly stopLossPremium?: string;
  /** Null where all of them are withheld. */
  readonly claims: string | null;
  readonly recoveries?: string;
  readonly administration: string;
  readonly lossRatio: string | null;
  readonly expenseRatio: string | null;
  readonly combinedRatio: string | null;
  readonly why?: string;
  readonly withheld?: 'in part' | 'all';
  readonly band?: { readonly from: string; readonly to: string };
  readonly minimum?: string;
  readonly alerts: { readonly code: string }[];
}

/** The ratios of a year as they are answered; a row names its member, benefit, region or month under `by`. */
export interface YearRatiosDocument {
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly basis: 'net' | 'gross';
  readonly by: RatioGroup;
  readonly rows: (RatioFigures & { readonly name: string } & {
    readonly [group in RatioGroup]?: string | null;
  })[];
  readonly total: RatioFigures;
}

/** The ratios of a year as one document; a ratio that is undefined is null, and `why` says in words what is missing. */
export function yearRatiosDocument(
  { window, rows, total }: YearRatios,
  { by, isNet }: Pick<YearRatiosQuestion, 'by' | 'isNet'>,
  currency: Currency,
): YearRatiosDocument {
  const row = (of: RatioRow) => rowDocument(of, isNet, (minor) => formatAmount(minor, currency));
  return {
    from: formatDay(window.from),
    to: formatDay(window.to),
    ...{ currency: currency.code, basis: isNet ? 'net' : 'gross', by },
    rows: rows.map((of) => ({ [by]: of.of ?? null, name: of.name, ...row(of) })),
    total: row(total),
  };
}

function rowDocument(row: RatioRow, isNet: boolean, write: (minor: number) => string): RatioFigures {
  const { experience, recoveries, ratios, standards, alerts, withheld } = row;
  const { band, minimum } = standards;
  const ratio = (name: 'lossRatio' | 'expenseRatio' | 'combinedRatio') =>
    ratios === undefined ? null : formatRatio(ratios[name]!);
  return {
    enrolmentMonths: experience.enrolmentMonths,
    contributions: write(experience.contributions),
    ...(isNet && { stopLossPremium: write(experience.stopLossPremium) }),
    claims: withheld === 'all' ? null : write(experience.claims),
    ...(isNet && { recoveries: write(recoveries) }),
    administration: write(experience.administration),
    ...{ lossRatio: ratio('lossRatio'), expenseRatio: ratio('expenseRatio') },
    combinedRatio: ratio('combinedRatio'),
    ...(ratios === undefined && { why: whyUndefined(row) }),
    ...(withheld && { withheld }),
    ...(band && { band: { from: formatRatio(band.from!), to: formatRatio(band.to!) } }),
    ...(minimum && { minimum: formatRatio(minimum) }),
    alerts: alerts.map((code) => ({ code })),
  };
}

/** Why a row has no ratios, in words. */
export function whyUndefined({ experience, withheld }: RatioRow): string {
  if (withheld === 'all') return 'claims of too few persons';
  return experience.contributions > 0 ? 'contributions do not exceed the premium' : 'no contributions';
}
