import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { Bar, BarRow } from '../../parts/Bars.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { type AmountText, lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { today } from '../../parts/months.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { overdueOf } from './account.ts';
import styles from './Members.module.css';
import { RecordReceipt } from './MoneyActions.tsx';
import { type Arrears as Account, useArrears, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

/** The ages of what is owed, in days past due, as the API names them. */
const AGES = ['not due', '1 to 30', '31 to 60', '61 to 90', 'over 90'] as const;

/** What members owe on a day, by how long it is overdue. */
export function Arrears() {
  const t = useMembersWords();
  const { pool } = usePool();
  const { amount, money, day } = useFigures();
  const nameOf = useNames();
  const navigate = useNavigate();
  const [filters, set] = useFilters();
  const arrears = useArrears(undefined, filters.on);
  const owedAt = (account: Account, age: string): AmountText => account.daysPastDue[age] ?? '0.00';
  const figure = (text: AmountText) => (signOf(text) === 0 ? t('none') : amount(text));
  const column = (
    key: string,
    heading: string,
    of: (account: Account) => AmountText,
    isDetail = true,
  ): Column<Account> => ({
    ...{ key, heading, side: 'end', isDetail, cell: (one) => figure(of(one)) },
    ...{ by: (one) => lengthOf(of(one)), csv: of },
  });
  const columns: Column<Account>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (one) => nameOf(one.member),
      by: (one) => nameOf(one.member),
    },
    ...AGES.map((age) => column(age, t(age), (one) => owedAt(one, age))),
    column('broughtAlong', t('ofItBroughtAlong'), ({ broughtAlong }) => broughtAlong),
    column('unbilled', t('unbilled'), ({ unbilled }) => unbilled),
    column('credit', t('paidAhead'), ({ credit }) => credit),
    column('toPay', t('toPay'), ({ owed }) => owed, false),
  ];
  return (
    <Read of={arrears}>
      {({ on, members }) => {
        const behind = members
          .filter((one) => signOf(one.owed) > 0)
          .toSorted((one, other) => lengthOf(other.owed) - lengthOf(one.owed));
        const overdue = sumOf(members.map(overdueOf));
        const most = Math.max(0, ...behind.map((one) => lengthOf(one.owed)));
        const sums = Object.fromEntries([
          ...AGES.map((age) => [age, figure(sumOf(members.map((one) => owedAt(one, age))))]),
          ...(['unbilled', 'broughtAlong', 'credit'] as const).map((key) => [
            key,
            figure(sumOf(members.map((one) => one[key]))),
          ]),
        ]);
        return (
          <>
            <Answer about={t('arrearsAbout', { day: day(on) })}>
              {behind.length === 0
                ? t('arrearsNone')
                : t('arrearsAnswer', {
                    ...{ count: behind.length, amount: money(sumOf(behind.map(({ owed }) => owed))) },
                    overdue: signOf(overdue) === 0 ? t('none') : money(overdue),
                  })}
            </Answer>
            <div className={`${styles.verbs} not-printed`}>
              <TextInput
                type="date"
                label={t('onDay')}
                value={filters.on ?? today()}
                onChange={({ currentTarget: { value } }) => set({ on: value })}
              />
              <RecordReceipt />
            </div>
            <Columns>
              <Section title={t('arrearsWho')} measure={t('arrearsWhoMeasure')}>
                {behind.length === 0 ? (
                  <Empty title={t('arrearsNone')} />
                ) : (
                  behind.map((one) => (
                    <BarRow
                      key={one.member}
                      name={nameOf(one.member)}
                      figures={<bdi>{amount(one.owed)}</bdi>}
                    >
                      <Bar
                        scale={most}
                        label={`${nameOf(one.member)}: ${amount(one.owed)}`}
                        parts={[
                          { length: lengthOf(overdueOf(one)), kind: 'over' },
                          {
                            length: Math.max(0, lengthOf(one.owed) - lengthOf(overdueOf(one))),
                            kind: 'open',
                          },
                        ]}
                      />
                    </BarRow>
                  ))
                )}
              </Section>
              <Section title={t('arrearsAges')} measure={t('arrearsAgesMeasure')} note={t('arrearsNote')}>
                <DataTable
                  name={t('arrearsAges')}
                  columns={columns}
                  rows={members}
                  keyOf={({ member }) => member}
                  foot={{
                    member: t('inAll'),
                    ...sums,
                    toPay: figure(sumOf(members.map(({ owed }) => owed))),
                  }}
                  onOpen={({ member }) =>
                    void navigate({
                      to: '/pools/$pool/members/$detail',
                      params: { pool, detail: member },
                    } as never)
                  }
                />
              </Section>
            </Columns>
          </>
        );
      }}
    </Read>
  );
}
