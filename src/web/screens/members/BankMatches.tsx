import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { membersKey } from './reads.ts';
import { useMembersWords } from './words.ts';

type Report = Got<'/api/v1/consortia/{consortium}/bank-accounts/{account}/reconciliation'>;
type Match = Report['matches'][number];

/** What is the same money at the bank and in the books: likely, and matched. */
export function BankMatches({ account, report }: { readonly account: string; readonly report: Report }) {
  const t = useMembersWords();
  const { may } = usePool();
  const { amount } = useFigures();
  const matchColumns: Column<Match>[] = [
    {
      key: 'number',
      heading: t('number'),
      side: 'end',
      cell: ({ number }) => number,
      by: ({ number }) => number,
    },
    { key: 'how', heading: t('how'), cell: ({ how }) => t(how), by: ({ how }) => how },
    {
      key: 'bank',
      heading: t('atBank'),
      isDetail: true,
      cell: ({ bank }) => <code>{bank.join(', ')}</code>,
      by: ({ bank }) => bank.join(' '),
    },
    {
      key: 'books',
      heading: t('inBooks'),
      isDetail: true,
      cell: ({ books }) => <code>{books.join(', ')}</code>,
      by: ({ books }) => books.join(' '),
    },
    ...(may('bank.reconcile')
      ? [
          {
            key: 'undo',
            heading: t('undo'),
            side: 'end' as const,
            cell: (one: Match) => <Undo account={account} number={one.number} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <Section title={t('likelyTitle')} measure={t('likelyMeasure')}>
        {report.likely.length === 0 ? (
          <Empty title={t('nothingOpen')} />
        ) : (
          <DataTable
            name={t('likelyTitle')}
            columns={[
              {
                key: 'line',
                heading: t('atBank'),
                cell: ({ line }) => <code>{line}</code>,
                by: ({ line }) => line,
              },
              {
                key: 'item',
                heading: t('inBooks'),
                cell: ({ item }) => <code>{item}</code>,
                by: ({ item }) => item,
              },
              {
                key: 'amount',
                heading: t('amount'),
                side: 'end',
                cell: (row) => amount(row.amount),
                by: (row) => lengthOf(row.amount),
              },
            ]}
            rows={report.likely}
            keyOf={({ line, item }) => `${line} ${item}`}
          />
        )}
      </Section>
      <Section title={t('matches')}>
        {report.matches.length === 0 ? (
          <Empty title={t('matchesNone')} />
        ) : (
          <DataTable
            name={t('matches')}
            columns={matchColumns}
            rows={report.matches}
            keyOf={({ number }) => String(number)}
          />
        )}
      </Section>
    </>
  );
}

function Undo({ account, number }: { readonly account: string; readonly number: number }) {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const change = useChange(
    ({ reason }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/bank-accounts/{account}/matches/{match}/undoing', {
        params: { path: { ...path, account, match: number }, header },
        body: { reason: reason! },
      }),
    [membersKey(pool)],
  );
  return (
    <Action
      verb={t('undo')}
      title={t('undoTitle', { number })}
      isSmall
      change={change}
      fields={[{ name: 'reason', label: t('reason') }]}
      said={({ undone }) => t('undone', { number: undone })}
    />
  );
}
