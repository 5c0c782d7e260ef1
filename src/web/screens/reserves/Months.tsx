import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import type { BenefitReserve, Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

type MonthOfBenefit = NonNullable<BenefitReserve['months']>[number];
const FIGURES = ['paid', 'unpaid', 'known', 'notReported', 'largePaid', 'largeKnown'] as const;
type MonthRow = Pick<MonthOfBenefit, (typeof FIGURES)[number] | 'month'>;

function summed(benefits: readonly BenefitReserve[]): MonthRow[] {
  const rows = new Map<string, MonthRow>();
  for (const { month, ...one } of benefits.flatMap(({ months }) => months ?? [])) {
    const before = rows.get(month);
    const sums = FIGURES.map((name) => [name, before ? sumOf([before[name], one[name]]) : one[name]]);
    rows.set(month, { month, ...Object.fromEntries(sums) } as MonthRow);
  }
  return [...rows.values()].sort((one, other) => one.month.localeCompare(other.month));
}

/** What each month of service has cost and will still cost, with what large claims are apart. */
export function Months({ reserve }: { readonly reserve: Reserve }) {
  const t = useReserveWords();
  const { month, amount, short } = useFigures();
  const rows = summed(reserve.benefits);
  const headings = {
    ...{ paid: t('viewPaid'), unpaid: t('unpaid'), known: t('known'), notReported: t('notReported') },
    ...{ largePaid: t('largePaid'), largeKnown: t('largeKnown') },
  };
  const columns: Column<MonthRow>[] = [
    { key: 'month', heading: t('serviceMonth'), cell: (row) => month(row.month), by: (row) => row.month },
    ...FIGURES.map(
      (name): Column<MonthRow> => ({
        ...{ key: name, heading: headings[name], side: 'end', isDetail: !['paid', 'unpaid'].includes(name) },
        ...{ cell: (row) => amount(row[name]), by: (row) => Number(row[name]), csv: (row) => row[name] },
      }),
    ),
  ];
  const foot = Object.fromEntries(
    FIGURES.map((name) => [name, amount(sumOf(rows.map((row) => row[name])))] as const),
  );
  const { largeAbove } = reserve;
  return (
    <Section
      title={t('largeTitle')}
      measure={
        largeAbove === undefined ? t('largeMeasureNone') : t('largeMeasure', { above: short(largeAbove) })
      }
    >
      <DataTable
        name={t('largeTitle')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.month}
        foot={{ month: t('allMonths'), ...foot }}
        sortedBy={{ key: 'month', isDescending: true }}
      />
    </Section>
  );
}
