import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { usePages } from '../../api/pages.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Pages } from '../../parts/Pages.tsx';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { membersKey, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Receipt = Got<'/api/v1/consortia/{consortium}/receipts'>['items'][number];

/** What members paid in, the latest first. */
export function Receipts({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { amount, day, month } = useFigures();
  const nameOf = useNames();
  const receipts = usePages([...membersKey(pool), 'receipts', member], (after) =>
    api.GET('/api/v1/consortia/{consortium}/receipts', {
      params: { path, query: { limit: 24, ...(member && { member }), ...(after && { after }) } },
    }),
  );
  if (!may('receipts.read')) return null;
  const columns: Column<Receipt>[] = [
    { key: 'day', heading: t('day'), cell: (row) => day(row.day), by: (row) => row.day },
    ...(member === undefined
      ? [
          {
            key: 'member',
            heading: t('member'),
            cell: (row: Receipt) => nameOf(row.member),
            by: (row: Receipt) => row.member,
          },
        ]
      : []),
    {
      ...{ key: 'reference', heading: t('reference'), isDetail: true, by: ({ reference }) => reference },
      cell: ({ reference }) => <code>{reference}</code>,
    },
    {
      ...{ key: 'for', heading: t('for'), isDetail: true },
      cell: ({ bill, assessment, runOut }) =>
        bill !== undefined
          ? t('forBillOf', { month: month(bill) })
          : assessment !== undefined
            ? t('forAssessmentOf', { number: assessment })
            : t(runOut === true ? 'forRunOut' : 'forOldest'),
    },
    {
      ...{ key: 'amount', heading: t('amount'), side: 'end', csv: (row) => row.amount },
      ...{ cell: (row) => amount(row.amount), by: (row) => lengthOf(row.amount) },
    },
  ];
  return (
    <Section title={t('receipts')} measure={t('receiptsMeasure')}>
      <Pages of={receipts}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('receiptsNone')} />
          ) : (
            <DataTable
              name={t('receipts')}
              columns={columns}
              rows={items}
              isInPages
              keyOf={(row) => `${row.member} ${row.reference}`}
            />
          )
        }
      </Pages>
    </Section>
  );
}
