import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { useRatioNames } from './names.ts';
import type { RatioRow, YearRatios } from './ratio.ts';
import { useRatioWords } from './words.ts';

const AMOUNTS = ['contributions', 'claims', 'recoveries', 'administration'] as const;
const RATIOS = ['lossRatio', 'expenseRatio', 'combinedRatio'] as const;

/** The figures that the ratios are made of, exact. */
export function FiguresTable({ ratios }: { readonly ratios: YearRatios }) {
  const t = useRatioWords();
  const shared = useSharedWords();
  const { amount, percent, count } = useFigures();
  const { nameOf } = useRatioNames(ratios.by);
  const amounts = AMOUNTS.filter((name) => name !== 'recoveries' || ratios.basis === 'net');
  const headings = {
    ...{ contributions: t('contributions'), claims: t('claims'), recoveries: t('recoveries') },
    administration: t('administration'),
  };
  const money = (value: string | null | undefined) =>
    value === null || value === undefined ? shared('withheld') : amount(value);
  const ratio = (value: string | null) => (value === null ? '' : percent(value));
  const columns: Column<RatioRow>[] = [
    { key: 'name', heading: t('name'), cell: nameOf, by: nameOf },
    {
      ...{ key: 'months', heading: t('enrolmentMonths'), side: 'end', isDetail: true },
      ...{ cell: (row) => count(row.enrolmentMonths), by: (row) => row.enrolmentMonths },
    },
    ...amounts.map(
      (name): Column<RatioRow> => ({
        ...{ key: name, heading: headings[name], side: 'end', isDetail: true },
        ...{ cell: (row) => money(row[name]), by: (row) => Number(row[name] ?? 0) },
        csv: (row) => row[name] ?? '',
      }),
    ),
    ...RATIOS.map(
      (name): Column<RatioRow> => ({
        ...{ key: name, heading: t(name), side: 'end', isDetail: name !== 'lossRatio' },
        ...{ cell: (row) => ratio(row[name]), by: (row) => ratioNumber(row[name] ?? '0') },
        csv: (row) => row[name] ?? '',
      }),
    ),
  ];
  const { total } = ratios;
  const foot = {
    ...{ name: t('total'), months: count(total.enrolmentMonths) },
    ...Object.fromEntries(amounts.map((name) => [name, money(total[name])])),
    ...Object.fromEntries(RATIOS.map((name) => [name, ratio(total[name])])),
  };
  return (
    <Section title={t('tableTitle')} measure={t('tableMeasure', { currency: ratios.currency })}>
      <DataTable
        name={t('tableTitle')}
        columns={columns}
        rows={ratios.rows}
        keyOf={({ name }) => name}
        foot={foot}
      />
    </Section>
  );
}
