import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { BankAccount } from './BankAccount.tsx';
import { membersKey } from './reads.ts';
import { useMembersWords } from './words.ts';

type Account = Got<'/api/v1/consortia/{consortium}/bank-accounts'>['accounts'][number];
type Draw = Got<'/api/v1/consortia/{consortium}/draws'>['draws'][number];

/** The bank: accounts against the books, and the draws that funded claims paid elsewhere. */
export function Bank() {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const { amount, count, day } = useFigures();
  const [filters, set] = useFilters();
  const accounts = useRead([...membersKey(pool), 'bank'], () =>
    api.GET('/api/v1/consortia/{consortium}/bank-accounts', { params: { path } }),
  );
  const draws = useRead([...membersKey(pool), 'draws'], () =>
    api.GET('/api/v1/consortia/{consortium}/draws', { params: { path } }),
  );
  if (filters.account !== undefined) return <BankAccount account={filters.account} />;

  const accountColumns: Column<Account>[] = [
    { key: 'name', heading: t('account'), cell: ({ name }) => name, by: ({ name }) => name },
    {
      key: 'lastLine',
      heading: t('lastLine'),
      isDetail: true,
      cell: ({ lastLine }) => (lastLine === undefined ? t('notYet') : day(lastLine)),
      by: ({ lastLine = '' }) => lastLine,
    },
    ...(['bankBalance', 'bookBalance'] as const).map(
      (key): Column<Account> => ({
        ...{ key, heading: t(key), side: 'end', isDetail: key === 'bookBalance' },
        ...{ cell: (row) => amount(row[key]), by: (row) => lengthOf(row[key]), csv: (row) => row[key] },
      }),
    ),
    {
      key: 'open',
      heading: t('inNoMatch'),
      side: 'end',
      cell: (row) => count(row.openLines + row.openItems),
      by: (row) => row.openLines + row.openItems,
    },
  ];
  const drawColumns: Column<Draw>[] = [
    { key: 'funded', heading: t('funded'), cell: ({ funded }) => day(funded), by: ({ funded }) => funded },
    { key: 'file', heading: t('register'), cell: ({ file }) => <code>{file}</code>, by: ({ file }) => file },
    {
      key: 'rows',
      heading: t('rows'),
      side: 'end',
      isDetail: true,
      cell: ({ rows }) => count(rows),
      by: ({ rows }) => rows,
    },
    {
      key: 'matched',
      heading: t('atBank'),
      isDetail: true,
      cell: ({ matched }) => t(matched ? 'matched' : 'notYet'),
      by: ({ matched }) => (matched ? 1 : 0),
    },
    {
      key: 'amount',
      heading: t('amount'),
      side: 'end',
      cell: (row) => amount(row.amount),
      by: (row) => lengthOf(row.amount),
      csv: (row) => row.amount,
    },
  ];
  return (
    <Read of={accounts}>
      {({ accounts: found }) => {
        const open = found.reduce((sum, { openLines, openItems }) => sum + openLines + openItems, 0);
        return (
          <>
            <Answer>
              {found.length === 0
                ? t('bankNone')
                : open === 0
                  ? t('bankAgrees')
                  : t('bankOpen', { count: open })}
            </Answer>
            <Columns>
              <Section title={t('bankAccounts')} measure={t('bankAccountsMeasure')}>
                {found.length === 0 ? (
                  <Empty title={t('bankNone')}>{t('bankNoneNext')}</Empty>
                ) : (
                  <DataTable
                    name={t('bankAccounts')}
                    columns={accountColumns}
                    rows={found}
                    keyOf={({ account }) => account}
                    onOpen={({ account }) => set({ account }, { isStep: true })}
                  />
                )}
              </Section>
              <Section title={t('draws')} measure={t('drawsMeasure')}>
                <Read of={draws}>
                  {({ draws: all }) =>
                    all.length === 0 ? (
                      <Empty title={t('drawsNone')} />
                    ) : (
                      <DataTable
                        name={t('draws')}
                        columns={drawColumns}
                        rows={all}
                        keyOf={(row) => `${row.register} ${row.funded}`}
                        sortedBy={{ key: 'funded', isDescending: true }}
                        foot={{ funded: t('inAll'), amount: amount(sumOf(all.map((row) => row.amount))) }}
                      />
                    )
                  }
                </Read>
              </Section>
            </Columns>
          </>
        );
      }}
    </Read>
  );
}
