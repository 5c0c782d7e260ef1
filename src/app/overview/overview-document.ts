import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, type Month } from '../../core/calendar/month.ts';
import type { Band } from '../../core/loss-ratio/loss-ratio.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { formatRatio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ContractPosition } from '../stop-loss.ts';
import type { RatioRow } from '../year-ratios.ts';
import { type ContractStanding, contractStandings } from './contract-standing.ts';
import type { EmployerYear } from './overview.ts';
import { DRAWS } from './projection.ts';
import type { OverviewMonth, YearOverview } from './year-overview.ts';

/** An amount three times: eight of ten outcomes lie between the first and the last. */
interface Range {
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

/** The overview as it is answered. Without a year nothing was charged yet. */
export interface OverviewDocument {
  readonly currency: string;
  readonly years: readonly string[];
  readonly year?: YearDocument;
}

/** A year of the pool. Amounts are null where claims of too few persons would show. */
export interface YearDocument {
  readonly year: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** The last month that was charged. */
  readonly last: string;
  readonly employees: number;
  readonly band?: { readonly from?: string; readonly to?: string };
  readonly funded: { readonly toDate: string; readonly year: string };
  /** Of employers' figures `paid` and `unpaid` are left out: claims are those on record. */
  readonly claims: { readonly toDate: string | null; readonly paid?: string; readonly unpaid?: string };
  readonly lossRatio: string | null;
  readonly projection?: Range & {
    readonly lossRatio: Range;
    readonly chanceOverFunding: string;
    readonly draws: number;
    readonly monthsBefore: number;
    readonly basis: 'season' | 'level';
  };
  readonly reserves?: {
    readonly held: string;
    readonly required: string;
    readonly law: readonly {
      readonly name: string;
      readonly held: string;
      readonly required: string;
      readonly citation: string;
    }[];
  };
  readonly months: readonly MonthDocument[];
  readonly members: readonly MemberDocument[];
  readonly contracts: readonly ContractStanding[];
  readonly withheld: boolean;
}

/** A month that is known has claims, one to come a range. */
export interface MonthDocument {
  readonly month: string;
  readonly funded: string;
  readonly claims?: string | null;
  readonly paid?: string;
  readonly unpaid?: string;
  readonly ahead?: Range;
}

/** A member's year so far beside its year before. */
export interface MemberDocument {
  readonly member: string;
  readonly name: string;
  readonly employees: number;
  readonly funded: string;
  readonly claims: string | null;
  readonly lossRatio: string | null;
  readonly before: string | null;
}

/** What an overview is made of. */
export interface OverviewParts {
  readonly years: readonly number[];
  readonly year: number;
  readonly last: Month;
  readonly overview: YearOverview;
  readonly positions: readonly ContractPosition[];
  readonly band: Band | undefined;
  readonly employer: EmployerYear | undefined;
}

/** Of each contract: however large the pool, its overview is not. The contracts themselves tell of all persons. */
const MOST_PERSONS = 8;

/** How many figures of an estimate an employer sees. */
const FIGURES_OF_ESTIMATES = 3;

/** The overview as one document. */
export function overviewDocument(consortium: Consortium, parts: OverviewParts): OverviewDocument {
  const { years, year, overview, positions, band, employer, last } = parts;
  const { window, asOf, employees, funded, projection, reserves, requirement } = overview;
  const { currency } = consortium.document;
  const write = (minor: number) => formatAmount(minor, currency);
  const isWhole = employer?.isWhole !== false;
  // To the cent an estimate would tell of the few persons who were paid since.
  const estimate = (minor: number) =>
    employer === undefined ? minor : Number(minor.toPrecision(FIGURES_OF_ESTIMATES));
  const about = (minor: number) => write(estimate(minor));
  const rangeOf = (range: { low: number; likely: number; high: number }, text: (one: number) => string) => ({
    ...{ low: text(range.low), likely: text(range.likely), high: text(range.high) },
  });
  const sum = (of: 'paid' | 'unpaid') =>
    overview.months.reduce((all, { incurred }) => all + (incurred?.[of] ?? 0), 0);
  const [paid, unpaid] = [sum('paid'), sum('unpaid')];
  const total = employer?.byMonth.total;
  const known = overview.months.filter(({ month }) => month <= asOf).length;
  return {
    currency: currency.code,
    years: years.map(String),
    year: {
      ...{ year: String(year), from: formatDay(window.from), to: formatDay(window.to) },
      ...{ asOf: formatMonth(asOf), last: formatMonth(last), employees },
      ...(band && {
        band: {
          ...(band.from && { from: formatRatio(band.from) }),
          ...(band.to && { to: formatRatio(band.to) }),
        },
      }),
      funded: { toDate: write(funded.toDate), year: write(funded.year) },
      claims:
        total === undefined
          ? { toDate: write(paid + unpaid), paid: write(paid), unpaid: write(unpaid) }
          : { toDate: claimsOf(total, write) },
      lossRatio: total === undefined ? ratioText(paid + unpaid, funded.toDate) : seenRatio(total),
      ...(projection &&
        isWhole && {
          projection: {
            ...rangeOf(projection.year, about),
            lossRatio: rangeOf(projection.year, (one) => ratioText(estimate(one), funded.year) ?? '0'),
            ...{
              chanceOverFunding: projection.chances[0]!.toFixed(4),
              draws: DRAWS,
              monthsBefore: projection.monthsBefore,
              basis: projection.basis,
            },
          },
        }),
      ...(isWhole && {
        reserves: {
          ...{ held: about(reserves.held), required: about(reserves.required) },
          law:
            requirement === undefined || isRefusal(requirement)
              ? []
              : requirement.items.map(({ name, held, required, citation }) => ({
                  ...{ name, held: about(held), required: about(required), citation },
                })),
        },
      }),
      months: [
        ...(employer === undefined
          ? overview.months.slice(0, known).map((month) => knownMonth(month, write))
          : employer.byMonth.rows.map((row) => ({
              ...{
                month: row.of!,
                funded: write(row.experience.contributions),
                claims: claimsOf(row, write),
              },
            }))),
        ...overview.months.slice(known).map(({ month, funded: of }, at) => ({
          ...{ month: formatMonth(month), funded: write(of) },
          ...(projection && isWhole && { ahead: rangeOf(projection.months[at]!, about) }),
        })),
      ],
      members: membersOf(consortium, parts, write),
      contracts: contractStandings(consortium, positions, MOST_PERSONS),
      withheld: !isWhole || (total !== undefined && total.withheld !== undefined),
    },
  };
}

function knownMonth(
  { month, funded, incurred }: OverviewMonth,
  write: (minor: number) => string,
): MonthDocument {
  const { paid, unpaid } = incurred!;
  return {
    ...{ month: formatMonth(month), funded: write(funded) },
    ...{ claims: write(paid + unpaid), paid: write(paid), unpaid: write(unpaid) },
  };
}

function membersOf(
  { document, members }: Consortium,
  { overview, employer }: OverviewParts,
  write: (minor: number) => string,
): MemberDocument[] {
  const byId = new Map(overview.members.map((one) => [one.memberId, one]));
  return document.members.map(({ code, name }) => {
    const { employees, funded, claims, before } = byId.get(members.get(code)!)!;
    const row = employer?.byMember.rows.find(({ of }) => of === code);
    if (row !== undefined)
      return {
        ...{ member: code, name, employees, funded: write(row.experience.contributions) },
        ...{ claims: claimsOf(row, write), lossRatio: seenRatio(row) },
        before: seenRatio(employer?.before?.rows.find(({ of }) => of === code)),
      };
    return {
      ...{ member: code, name, employees, funded: write(funded), claims: write(claims) },
      ...{ lossRatio: ratioText(claims, funded), before: ratioText(before.claims, before.funded) },
    };
  });
}

const claimsOf = ({ withheld, experience }: RatioRow, write: (minor: number) => string) =>
  withheld === 'all' ? null : write(experience.claims);

const seenRatio = (row: RatioRow | undefined) =>
  row?.ratios === undefined ? null : formatRatio(row.ratios.lossRatio);

/** Null where there is nothing to divide by. */
function ratioText(amount: number, by: number): string | null {
  return by > 0 ? formatRatio(ratioOf(amount, by)) : null;
}
