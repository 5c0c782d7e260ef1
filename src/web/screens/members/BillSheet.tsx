import { useDocumentNames } from '../../api/names.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './Members.module.css';
import { RecordReceipt } from './MoneyActions.tsx';
import { type Bill, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Line = Bill['lines'][number];

/** One member's bill of a month: what is asked for, by when, and line by line as employer and employees bear it. */
export function BillSheet({ bill }: { readonly bill: Bill }) {
  const t = useMembersWords();
  const { name: pool } = usePool();
  const { amount, money, count, day, month } = useFigures(bill.currency);
  const nameOf = useNames();
  const { planName } = useDocumentNames();
  const columns: Column<Line>[] = [
    { key: 'month', heading: t('month'), cell: (line) => month(line.month), by: (line) => line.month },
    {
      key: 'plan',
      heading: t('plan'),
      isDetail: true,
      cell: ({ plan }) => planName(plan),
      by: ({ plan }) => planName(plan),
    },
    {
      ...{ key: 'tier', heading: t('tier'), by: ({ tier }) => tier },
      cell: ({ tier, status }) => (status === undefined || status === 'active' ? tier : `${tier}, ${status}`),
    },
    {
      key: 'units',
      heading: t('units'),
      side: 'end',
      cell: ({ units }) => count(units),
      by: ({ units }) => units,
    },
    {
      ...{ key: 'rate', heading: t('rate'), side: 'end', isDetail: true, csv: ({ rate }) => rate },
      ...{ cell: ({ rate }) => amount(rate), by: ({ rate }) => lengthOf(rate) },
    },
    ...(['employer', 'employees', 'amount'] as const).map(
      (key): Column<Line> => ({
        ...{ key, heading: t(key), side: 'end', isDetail: key !== 'amount', csv: (line) => line[key] },
        ...{ cell: (line) => amount(line[key]), by: (line) => lengthOf(line[key]) },
      }),
    ),
  ];
  return (
    <div className={styles.sheet}>
      <Section
        title={`${nameOf(bill.member)}: ${money(bill.amount)}`}
        measure={t('billMeasure', {
          pool,
          month: month(bill.month),
          issued: day(bill.issued),
          due: day(bill.due),
        })}
        action={<RecordReceipt member={bill.member} bill={bill.month} />}
      >
        <DataTable
          name={t('billOf', { member: nameOf(bill.member), month: bill.month })}
          columns={columns}
          rows={bill.lines}
          keyOf={(line) => JSON.stringify(line)}
          foot={{
            month: t('inAll'),
            employer: amount(bill.employer),
            employees: amount(bill.employees),
            amount: amount(bill.amount),
          }}
        />
      </Section>
    </div>
  );
}
