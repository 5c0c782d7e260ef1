import { Link } from '@tanstack/react-router';
import { Problem } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Read } from '../../parts/States.tsx';
import { type Tab, Tabs } from '../../parts/Tabs.tsx';
import { overdueOf } from './account.ts';
import { PARTS } from './Balances.tsx';
import { BillsOfMonth, BillTable } from './Bills.tsx';
import { Corrections } from './Corrections.tsx';
import { EnrolmentSection } from './Enrolment.tsx';
import { DraftWithdrawal, RecordWithdrawal } from './Leaving.tsx';
import styles from './Members.module.css';
import { RecordReceipt } from './MoneyActions.tsx';
import { Payments } from './Payments.tsx';
import { Rates } from './Rates.tsx';
import { Receipts } from './Receipts.tsx';
import {
  type Enrolment,
  useArrears,
  useBalances,
  useBills,
  useEnrolment,
  useMembers,
  useNames,
} from './reads.ts';
import { useMembersWords } from './words.ts';

/** One member: who of it is covered, what it was asked for and paid, and its part of the pool. */
export function OneMember({ member }: { readonly member: string }) {
  const t = useMembersWords();
  const { pool } = usePool();
  const members = useMembers();
  const tabs: Tab[] = [
    { name: 'standing', title: t('standing'), screen: () => <Standing member={member} /> },
    { name: 'bills', title: t('bills'), screen: () => <BillsOfOne member={member} /> },
    { name: 'rates', title: t('rates'), screen: () => <Rates member={member} /> },
  ];
  return (
    <>
      <Link
        className={`${styles.back} not-printed`}
        to={'/pools/$pool/members' as never}
        params={{ pool } as never}
      >
        {t('membersAll')}
      </Link>
      <Read of={members}>
        {({ members: known }) =>
          known.some((one) => one.member === member) ? (
            <Tabs label={t('partsOfMember')} tabs={tabs} />
          ) : (
            <Failed problem={new Problem(404, {})} />
          )
        }
      </Read>
    </>
  );
}

function Standing({ member }: { readonly member: string }) {
  const t = useMembersWords();
  const { count, money, amount, month } = useFigures();
  const nameOf = useNames();
  const [enrolment, arrears, balances] = [useEnrolment(member), useArrears(member), useBalances()];
  const balance = balances.data?.members.find((one) => one.member === member);
  return (
    <Read of={enrolment}>
      {({ months }) => (
        <Read of={arrears}>
          {({ members: [account] }) => {
            const last = months.at(-1);
            const toPay = account?.owed ?? '0.00';
            const overdue = account === undefined ? '0.00' : overdueOf(account);
            const employees = count(last?.subscribers ?? 0);
            return (
              <>
                <Answer about={last && t('rosterAbout', { month: month(last.month) })}>
                  {signOf(toPay) > 0
                    ? t('memberOwes', { name: nameOf(member), employees, amount: money(toPay) })
                    : t('memberPaid', { name: nameOf(member), employees })}
                </Answer>
                <KeyFigures>
                  <KeyFigure name={t('employees')} value={employees} />
                  <KeyFigure
                    name={t('persons')}
                    value={
                      last !== undefined && last.persons === undefined
                        ? t('withheld')
                        : count(last?.persons ?? 0)
                    }
                  />
                  <KeyFigure name={t('toPay')} value={signOf(toPay) === 0 ? t('none') : money(toPay)} />
                  <KeyFigure name={t('overdue')} value={signOf(overdue) === 0 ? t('none') : money(overdue)} />
                  {balance !== undefined && (
                    <KeyFigure
                      name={t('balance')}
                      value={balance.balance === undefined ? t('withheld') : money(balance.balance)}
                    />
                  )}
                </KeyFigures>
                <div className={`${styles.verbs} not-printed`}>
                  <RecordReceipt member={member} />
                  <DraftWithdrawal member={member} />
                  <RecordWithdrawal member={member} />
                </div>
                <Columns>
                  <EnrolmentSection months={months} />
                  {balance !== undefined && (
                    <Section title={t('balancesParts')} measure={t('balancesPartsMeasure')} span={6}>
                      <DataTable<(typeof PARTS)[number]>
                        name={t('balancesParts')}
                        columns={[
                          {
                            key: 'part',
                            heading: t('part'),
                            cell: (part) => t(part),
                            csv: (part) => t(part),
                          },
                          {
                            ...{
                              key: 'amount',
                              heading: t('amount'),
                              side: 'end',
                              csv: (part) => balance[part] ?? '',
                            },
                            cell: (part) =>
                              balance[part] === undefined ? t('withheld') : amount(balance[part]),
                          },
                        ]}
                        rows={PARTS}
                        keyOf={(part) => part}
                        foot={{
                          part: t('balance'),
                          amount: balance.balance === undefined ? t('withheld') : amount(balance.balance),
                        }}
                      />
                    </Section>
                  )}
                  {last !== undefined && <Tiers months={months} />}
                  <Receipts member={member} />
                  <Payments member={member} />
                </Columns>
              </>
            );
          }}
        </Read>
      )}
    </Read>
  );
}

/** Who of a member is covered in the last month, by plan and tier. */
function Tiers({ months }: { readonly months: Enrolment }) {
  const t = useMembersWords();
  const { count, month } = useFigures();
  const { planName } = useDocumentNames();
  const last = months.at(-1)!;
  const rows = last.members.flatMap(({ tiers }) => tiers);
  return (
    <Section title={t('tiersTitle')} measure={t('tiersMeasure', { month: month(last.month) })} span={6}>
      <DataTable<(typeof rows)[number]>
        name={t('tiersTitle')}
        columns={[
          {
            key: 'plan',
            heading: t('plan'),
            cell: ({ plan }) => planName(plan),
            by: ({ plan }) => planName(plan),
          },
          { key: 'tier', heading: t('tier'), cell: ({ tier }) => tier, by: ({ tier }) => tier },
          {
            key: 'subscribers',
            heading: t('employees'),
            side: 'end',
            cell: (row) => count(row.subscribers),
            by: (row) => row.subscribers,
          },
          {
            ...{
              key: 'persons',
              heading: t('persons'),
              side: 'end',
              isDetail: true,
              by: (row) => row.persons ?? -1,
            },
            cell: (row) => (row.persons === undefined ? t('withheld') : count(row.persons)),
          },
        ]}
        rows={rows}
        keyOf={({ plan, tier }) => `${plan} ${tier}`}
        foot={{
          plan: t('inAll'),
          subscribers: count(last.subscribers),
          persons: last.persons === undefined ? t('withheld') : count(last.persons),
        }}
      />
    </Section>
  );
}

function BillsOfOne({ member }: { readonly member: string }) {
  const t = useMembersWords();
  const { money, month } = useFigures();
  const nameOf = useNames();
  const [filters] = useFilters();
  const bills = useBills(member);
  if (filters.month !== undefined) return <BillsOfMonth month={filters.month} member={member} />;
  return (
    <Read of={bills}>
      {({ bills: all }) => {
        const latest = all.toSorted((one, other) => one.month.localeCompare(other.month)).at(-1);
        return (
          <>
            <Answer>
              {latest === undefined
                ? t('memberBillsNone', { name: nameOf(member) })
                : t('memberBills', {
                    ...{ name: nameOf(member), month: month(latest.month), amount: money(latest.amount) },
                    open: money(sumOf(all.map(({ open }) => open))),
                  })}
            </Answer>
            <Columns>
              <Section title={t('billsTitle')} measure={t('billsMeasure')}>
                {latest === undefined ? (
                  <Empty title={t('billsNone')}>{t('billsNoneNext')}</Empty>
                ) : (
                  <BillTable bills={all} isOfOne />
                )}
              </Section>
              <Corrections member={member} />
            </Columns>
          </>
        );
      }}
    </Read>
  );
}
