import { Checkbox, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { today } from '../../parts/months.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { negated } from './account.ts';
import { BankMatches } from './BankMatches.tsx';
import styles from './Members.module.css';
import { membersKey } from './reads.ts';
import { useMembersWords } from './words.ts';

const RECONCILIATION = '/api/v1/consortia/{consortium}/bank-accounts/{account}/reconciliation';
type Report = Got<typeof RECONCILIATION>;
type Item = Report['onlyBank'][number];

/** A bank account against the books by a day: from the bank's balance to that of the books, and what is in no match. */
export function BankAccount({ account }: { readonly account: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { money, amount, day } = useFigures();
  const [filters, set] = useFilters();
  const through = filters.through ?? today();
  const at = { ...path, account };
  const [chosen, choose] = useState<readonly string[]>([]);
  const touches = [membersKey(pool)];
  const report = useRead([...membersKey(pool), 'bank', account, through], () =>
    api.GET(RECONCILIATION, { params: { path: at, query: { through } } }),
  );
  const reconcile = useChange(
    ({ day: by, likely }: Given, header) =>
      api.POST(RECONCILIATION, {
        params: { path: at, header },
        body: { through: by!, ...(likely === 'true' && { acceptLikely: true }) },
      }),
    touches,
  );
  const match = useChange(
    (_: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/bank-accounts/{account}/matches', {
        params: { path: at, header },
        body: {
          lines: (report.data?.onlyBank ?? [])
            .map(({ code }) => code)
            .filter((code) => chosen.includes(`bank ${code}`)),
          items: (report.data?.onlyBooks ?? [])
            .map(({ code }) => code)
            .filter((code) => chosen.includes(`books ${code}`)),
        },
      }),
    touches,
  );
  const columns = (side: 'bank' | 'books'): Column<Item>[] => [
    ...(may('bank.reconcile')
      ? [
          {
            ...{ key: 'chosen', heading: t('chosen') },
            cell: ({ code }: Item) => (
              <Checkbox
                aria-label={t('chooseItem', { code })}
                checked={chosen.includes(`${side} ${code}`)}
                onChange={({ currentTarget: { checked } }) =>
                  choose((now) =>
                    checked ? [...now, `${side} ${code}`] : now.filter((one) => one !== `${side} ${code}`),
                  )
                }
              />
            ),
          },
        ]
      : []),
    { key: 'day', heading: t('day'), cell: (row) => day(row.day), by: (row) => row.day },
    { key: 'text', heading: t('text'), isDetail: true, cell: ({ text }) => text, by: ({ text }) => text },
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
    <>
      <Link className={`${styles.back} not-printed`} to="." search={{ tab: 'bank' } as never}>
        {t('bankAccounts')}
      </Link>
      <Read of={report}>
        {(found) => {
          const chosenOf = (side: string, items: readonly Item[]) =>
            sumOf(items.filter(({ code }) => chosen.includes(`${side} ${code}`)).map((one) => one.amount));
          const difference = sumOf([
            chosenOf('bank', found.onlyBank),
            negated(chosenOf('books', found.onlyBooks)),
          ]);
          const open = found.onlyBank.length + found.onlyBooks.length;
          return (
            <>
              <Answer about={t('reconciliationAbout', { account, day: day(found.through) })}>
                {open === 0
                  ? t('reconciled')
                  : t('reconciliationOpen', { count: open, likely: found.likely.length })}
              </Answer>
              <KeyFigures>
                <KeyFigure name={t('bankBalance')} value={money(found.bankBalance)} />
                <KeyFigure
                  name={t('onlyBank')}
                  value={money(negated(sumOf(found.onlyBank.map((one) => one.amount))))}
                />
                <KeyFigure
                  name={t('onlyBooks')}
                  value={money(sumOf(found.onlyBooks.map((one) => one.amount)))}
                />
                <KeyFigure name={t('bookBalance')} value={money(found.bookBalance)}>
                  {signOf(found.ledgerDifference) === 0
                    ? t('ledgerAgrees')
                    : t('ledgerDiffers', { amount: money(found.ledgerDifference) })}
                </KeyFigure>
              </KeyFigures>
              <div className={`${styles.verbs} not-printed`}>
                <TextInput
                  type="date"
                  label={t('throughDay')}
                  value={through}
                  onChange={({ currentTarget: { value } }) => set({ through: value })}
                />
                {may('bank.reconcile') && (
                  <Action
                    verb={t('reconcile')}
                    isMain
                    binds={t('reconcileBinds')}
                    change={reconcile}
                    fields={[
                      { name: 'day', label: t('throughDay'), kind: 'day', initial: through },
                      {
                        name: 'likely',
                        label: t('acceptLikely', { count: found.likely.length }),
                        kind: 'yes',
                        isOptional: true,
                      },
                    ]}
                    done={({ matched }) => t('reconcileDone', { count: matched })}
                  />
                )}
                {chosen.length > 0 && (
                  <Action
                    verb={t('match')}
                    binds={
                      signOf(difference) === 0
                        ? t('matchBinds')
                        : t('matchDiffers', { amount: money(difference) })
                    }
                    change={match}
                    done={({ match: number }) => t('matchDone', { number })}
                  />
                )}
              </div>
              <Columns>
                {(
                  [
                    ['bank', found.onlyBank, t('onlyBankTitle')],
                    ['books', found.onlyBooks, t('onlyBooksTitle')],
                  ] as const
                ).map(([side, items, title]) => (
                  <Section key={side} title={title} span={6}>
                    {items.length === 0 ? (
                      <Empty title={t('nothingOpen')} />
                    ) : (
                      <DataTable
                        name={title}
                        columns={columns(side)}
                        rows={items}
                        keyOf={({ code }) => code}
                      />
                    )}
                  </Section>
                ))}
                <BankMatches account={account} report={found} />
              </Columns>
            </>
          );
        }}
      </Read>
    </>
  );
}
