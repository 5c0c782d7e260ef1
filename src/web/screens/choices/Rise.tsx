import { DataTable } from '../../parts/DataTable.tsx';
import { signOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { Comparison } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** The four answers to a rise in cost, beside what is paid today. */
export function Rise({ comparison: { rise, currency } }: { readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const common = useSharedWords();
  const { amount } = useFigures(currency);
  if (rise === undefined) return null;
  const rows = [
    { name: t('today'), ...rise.current },
    ...rise.answers.map(({ answer, years, change, outOfPocketIncrease }) => ({
      name: t(answer as 'plan-is-cut'),
      total: years.expected.total,
      employer: years.expected.employer,
      employee: years.expected.employee,
      change,
      worst: years.worst.total,
      outOfPocketIncrease,
    })),
  ] as readonly Row[];
  const column = (
    key: string,
    heading: string,
    of: (row: Row) => string | undefined,
    { isDetail = true, isChange = false } = {},
  ) => ({
    ...{ key, heading, side: 'end' as const, isDetail },
    csv: (row: Row) => of(row) ?? '',
    cell: (row: Row) => {
      const value = of(row);
      if (value === undefined) return '';
      if (signOf(value) === 0) return <span className="quiet">{common('none')}</span>;
      return (
        <bdi>
          {isChange && signOf(value) > 0 ? '+' : ''}
          {amount(value)}
        </bdi>
      );
    },
  });
  return (
    <Section title={t('rise', { bid: rise.bid })} measure={t('riseMeasure', { currency })}>
      <DataTable<Row>
        name={t('answer')}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { key: 'answer', heading: t('answer'), csv: ({ name }) => name, cell: ({ name }) => name },
          column('total', t('expected'), ({ total }) => total, { isDetail: false }),
          column('employer', t('employer'), ({ employer }) => employer),
          column('employees', t('employees'), ({ employee }) => employee),
          column('employerChange', t('employerChange'), ({ change }) => change?.employer, {
            ...{ isDetail: false, isChange: true },
          }),
          column('employeesChange', t('employeesChange'), ({ change }) => change?.employee, {
            ...{ isDetail: false, isChange: true },
          }),
          column('worst', t('worst'), ({ worst }) => worst),
          column('outOfPocket', t('outOfPocket'), (row) => row.outOfPocketIncrease, { isChange: true }),
        ]}
      />
    </Section>
  );
}

interface Row {
  readonly name: string;
  readonly total: string;
  readonly employer: string;
  readonly employee: string;
  readonly change?: { readonly employer: string; readonly employee: string };
  readonly worst?: string;
  readonly outOfPocketIncrease?: string;
}
