import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { useAskingWords } from '../../parts/words.ts';
import { BillSheet } from './BillSheet.tsx';
import { Corrections } from './Corrections.tsx';
import styles from './Members.module.css';
import { ChargeMonth, IssueBills, RecordReceipt } from './MoneyActions.tsx';
import { Receipts } from './Receipts.tsx';
import { membersKey, type Standing, useArrears, useBills, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

/** Bills: what members were asked for, month by month; and what there is to do about it. */
export function Bills() {
  const [{ month }] = useFilters();
  return month === undefined ? <AllBills /> : <BillsOfMonth month={month} />;
}

function AllBills() {
  const t = useMembersWords();
  const { money, month } = useFigures();
  const [bills, arrears] = [useBills(), useArrears()];
  const unbilled = sumOf((arrears.data?.members ?? []).map((one) => one.unbilled));
  return (
    <Read of={bills}>
      {({ bills: all }) => {
        const last = all
          .map((bill) => bill.month)
          .sort()
          .at(-1);
        const ofLast = all.filter((bill) => bill.month === last);
        return (
          <>
            <Answer
              about={signOf(unbilled) === 0 ? undefined : t('unbilledAbout', { amount: money(unbilled) })}
            >
              {last === undefined
                ? t('billsNone')
                : t('billsAnswer', {
                    ...{ month: month(last), amount: money(sumOf(ofLast.map(({ amount }) => amount))) },
                    open: money(sumOf(all.map(({ open }) => open))),
                  })}
            </Answer>
            <div className={styles.verbs}>
              <IssueBills />
              <ChargeMonth />
              <RecordReceipt />
            </div>
            <Columns>
              <Section title={t('billsTitle')} measure={t('billsMeasure')}>
                {all.length === 0 ? (
                  <Empty title={t('billsNone')}>{t('billsNoneNext')}</Empty>
                ) : (
                  <BillTable bills={all} />
                )}
              </Section>
              <Receipts />
              <Corrections />
            </Columns>
          </>
        );
      }}
    </Read>
  );
}

/** Bills with what is open of each; opening one shows it with its lines. */
export function BillTable({
  bills,
  isOfOne = false,
}: {
  readonly bills: readonly Standing[];
  readonly isOfOne?: boolean;
}) {
  const t = useMembersWords();
  const { amount, day, month } = useFigures();
  const nameOf = useNames();
  const [, set] = useFilters();
  const columns: Column<Standing>[] = [
    { key: 'month', heading: t('month'), cell: (bill) => month(bill.month), by: (bill) => bill.month },
    ...(isOfOne
      ? []
      : [
          {
            key: 'member',
            heading: t('member'),
            cell: (bill: Standing) => nameOf(bill.member),
            by: (bill: Standing) => bill.member,
          },
        ]),
    { key: 'due', heading: t('due'), isDetail: true, cell: ({ due }) => day(due), by: ({ due }) => due },
    ...(['employer', 'employees', 'amount', 'open'] as const).map(
      (key): Column<Standing> => ({
        ...{ key, heading: t(key), side: 'end', isDetail: key !== 'amount' },
        ...{ by: (bill) => lengthOf(bill[key]), csv: (bill) => bill[key] },
        cell: (bill) => (key === 'open' && signOf(bill.open) === 0 ? t('none') : amount(bill[key])),
      }),
    ),
    {
      key: 'status',
      heading: t('status'),
      cell: ({ status }) => t(status === 'overdue' ? 'overdueBill' : status),
      by: ({ status }) => status,
    },
  ];
  return (
    <DataTable
      name={t('billsTitle')}
      columns={columns}
      rows={bills}
      keyOf={(bill) => `${bill.month} ${bill.member}`}
      sortedBy={{ key: 'month', isDescending: true }}
      onOpen={(bill) =>
        set({ tab: 'bills', month: bill.month, of: isOfOne ? undefined : bill.member }, { isStep: true })
      }
    />
  );
}

/** The bills of a month, or of one member in it, as they are sent; each on a sheet of its own. */
export function BillsOfMonth({ month, member }: { readonly month: string; readonly member?: string }) {
  const [t, asking] = [useMembersWords(), useAskingWords()];
  const { pool, path } = usePool();
  const { money, month: monthName } = useFigures();
  const [filters, set] = useFilters();
  const of = member ?? filters.of;
  const bills = useRead([...membersKey(pool), 'bills of', month, of], () =>
    api.GET('/api/v1/consortia/{consortium}/bills/{month}', {
      params: { path: { ...path, month }, query: of ? { member: of } : {} },
    }),
  );
  return (
    <>
      <Link className={`${styles.back} not-printed`} to="." search={{ tab: 'bills' } as never}>
        {t('billsAll')}
      </Link>
      <Read of={bills}>
        {({ bills: found }) => (
          <>
            <Answer>
              {found.length === 0
                ? t('billsNoneOf', { month: monthName(month) })
                : t('billsOf', {
                    ...{ count: found.length, month: monthName(month) },
                    amount: money(sumOf(found.map(({ amount }) => amount))),
                  })}
            </Answer>
            <div className={`${styles.verbs} not-printed`}>
              {found.length > 0 && (
                <Button leftSection={<IconPrinter size={17} aria-hidden />} onClick={() => window.print()}>
                  {asking('print')}
                </Button>
              )}
              {member === undefined && of !== undefined && (
                <Button variant="default" onClick={() => set({ of: undefined })}>
                  {t('billsOfAll')}
                </Button>
              )}
            </div>
            <Columns>
              {found.map((bill) => (
                <BillSheet key={bill.member} bill={bill} />
              ))}
            </Columns>
          </>
        )}
      </Read>
    </>
  );
}
