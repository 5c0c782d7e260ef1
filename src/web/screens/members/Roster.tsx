import { useNavigate } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { overdueOf } from './account.ts';
import { EnrolmentSection } from './Enrolment.tsx';
import { useArrears, useBalances, useEnrolment, useMembers } from './reads.ts';
import { useMembersWords } from './words.ts';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly joined: string | undefined;
  readonly lastMonth: string | undefined;
  readonly subscribers: number;
  readonly persons: number | undefined;
  readonly toPay: string;
  readonly balance: string | undefined;
}

/** The members: who is covered, who owes, and where each stands. */
export function Roster() {
  const t = useMembersWords();
  const { pool, may } = usePool();
  const { count, money, amount, month } = useFigures();
  const navigate = useNavigate();
  const [roster, enrolment, arrears, balances] = [useMembers(), useEnrolment(), useArrears(), useBalances()];

  const columns: Column<Row>[] = [
    { key: 'name', heading: t('member'), cell: ({ name }) => name, by: ({ name }) => name },
    {
      key: 'region',
      heading: t('region'),
      isDetail: true,
      cell: ({ region }) => region,
      by: ({ region }) => region,
    },
    {
      ...{ key: 'joined', heading: t('inPool'), isDetail: true, by: ({ joined = '' }) => joined },
      cell: ({ joined, lastMonth }) =>
        lastMonth !== undefined
          ? t('leaves', { month: month(lastMonth) })
          : joined === undefined
            ? t('fromBeginning')
            : t('since', { month: month(joined) }),
    },
    {
      ...{ key: 'subscribers', heading: t('employees'), side: 'end', by: ({ subscribers }) => subscribers },
      cell: ({ subscribers }) => count(subscribers),
    },
    {
      ...{ key: 'persons', heading: t('persons'), side: 'end', isDetail: true },
      cell: ({ persons }) => (persons === undefined ? t('withheld') : count(persons)),
      by: ({ persons = -1 }) => persons,
    },
    {
      ...{ key: 'toPay', heading: t('toPay'), side: 'end', by: ({ toPay }) => lengthOf(toPay) },
      csv: ({ toPay }) => toPay,
      cell: ({ toPay }) => (signOf(toPay) === 0 ? t('none') : amount(toPay)),
    },
    ...(may('balances.read')
      ? [
          {
            ...({ key: 'balance', heading: t('balance'), side: 'end', isDetail: true } as const),
            cell: ({ balance }: Row) => (balance === undefined ? t('withheld') : amount(balance)),
            by: ({ balance }: Row) => lengthOf(balance ?? '0'),
            csv: ({ balance }: Row) => balance ?? '',
          },
        ]
      : []),
  ];

  return (
    <Read of={roster}>
      {({ members }) => (
        <Read of={enrolment}>
          {({ months }) => (
            <Read of={arrears}>
              {({ members: accounts }) => {
                const last = months.at(-1);
                const rows = members.map((one): Row => {
                  const covered = last?.members.find(({ member }) => member === one.member);
                  const account = accounts.find(({ member }) => member === one.member);
                  return {
                    ...{ code: one.member, name: one.name, region: one.region ?? '' },
                    ...{ joined: one.joined, lastMonth: one.lastMonth },
                    subscribers: covered?.subscribers ?? 0,
                    persons: covered === undefined ? 0 : covered.persons,
                    toPay: account?.owed ?? '0.00',
                    balance: balances.data?.members.find(({ member }) => member === one.member)?.balance,
                  };
                });
                const toPay = sumOf(rows.map((row) => row.toPay));
                const overdue = sumOf(accounts.map(overdueOf));
                const behind = rows.filter((row) => signOf(row.toPay) > 0);
                return (
                  <>
                    <Answer about={last && t('rosterAbout', { month: month(last.month) })}>
                      {t('rosterAnswer', { count: rows.length, employees: count(last?.subscribers ?? 0) })}{' '}
                      {behind.length === 0
                        ? t('rosterPaid')
                        : t('rosterBehind', {
                            count: behind.length,
                            amount: money(sumOf(behind.map((row) => row.toPay))),
                          })}
                    </Answer>
                    <KeyFigures>
                      <KeyFigure name={t('employees')} value={count(last?.subscribers ?? 0)} />
                      <KeyFigure
                        name={t('persons')}
                        value={
                          last === undefined
                            ? count(0)
                            : last.persons === undefined
                              ? t('withheld')
                              : count(last.persons)
                        }
                      />
                      <KeyFigure name={t('toPay')} value={signOf(toPay) === 0 ? t('none') : money(toPay)}>
                        {t('toPayAbout')}
                      </KeyFigure>
                      <KeyFigure
                        name={t('overdue')}
                        value={signOf(overdue) === 0 ? t('none') : money(overdue)}
                      >
                        {t('overdueAbout')}
                      </KeyFigure>
                    </KeyFigures>
                    <Columns>
                      <EnrolmentSection months={months} />
                      <Section title={t('rosterTitle')} measure={t('rosterMeasure')}>
                        <DataTable
                          name={t('rosterTitle')}
                          columns={columns}
                          rows={rows}
                          keyOf={({ code }) => code}
                          onOpen={({ code }) =>
                            void navigate({
                              to: '/pools/$pool/members/$detail',
                              params: { pool, detail: code },
                            } as never)
                          }
                        />
                      </Section>
                    </Columns>
                  </>
                );
              }}
            </Read>
          )}
        </Read>
      )}
    </Read>
  );
}
