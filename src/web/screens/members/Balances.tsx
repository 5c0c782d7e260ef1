import { Bar, BarRow } from '../../parts/Bars.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { type Balance, useBalances, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

/** What moves a member's part of the pool, in the order in which it is read. */
export const PARTS = [
  ...(['broughtAlong', 'contributions', 'assessments', 'otherIncome', 'claims', 'recoveries'] as const),
  ...(['administration', 'stopLossPremium', 'distributed'] as const),
];

/** Each member's part of the pool's net position, and what it is made of. */
export function Balances() {
  const t = useMembersWords();
  const { amount, money } = useFigures();
  const nameOf = useNames();
  const balances = useBalances();
  const written = (figure: string | undefined) =>
    figure === undefined ? t('withheld') : signOf(figure) === 0 ? t('none') : amount(figure);
  const columns: Column<Balance>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (row) => nameOf(row.member),
      by: (row) => nameOf(row.member),
    },
    ...[...PARTS, 'balance' as const].map(
      (key): Column<Balance> => ({
        ...{
          key,
          heading: t(key),
          side: 'end',
          isDetail: key !== 'balance',
          cell: (row) => written(row[key]),
        },
        ...{ by: (row) => lengthOf(row[key] ?? '0'), csv: (row) => row[key] ?? '' },
      }),
    ),
  ];
  return (
    <Read of={balances}>
      {({ members, pool, total }) => {
        const shown = members.filter(({ balance }) => balance !== undefined);
        const below = shown.filter(({ balance }) => signOf(balance!) < 0);
        const scale = Math.max(0, ...shown.map(({ balance }) => Math.abs(lengthOf(balance!))));
        return (
          <>
            <Answer about={t('balancesAbout')}>
              {total?.balance === undefined
                ? t('balancesWithheld')
                : t(signOf(total.balance) < 0 ? 'balancesShort' : 'balancesAnswer', {
                    amount: money(total.balance.replace('-', '')),
                  })}{' '}
              {shown.length > 0 && t('balancesBelow', { count: below.length })}
            </Answer>
            <Columns>
              <Section title={t('balancesWho')} measure={t('balancesWhoMeasure')}>
                {shown
                  .toSorted((one, other) => lengthOf(one.balance!) - lengthOf(other.balance!))
                  .map(({ member, balance }) => (
                    <BarRow key={member} name={nameOf(member)} figures={<bdi>{amount(balance!)}</bdi>}>
                      <Bar
                        scale={scale}
                        label={`${nameOf(member)}: ${amount(balance!)}`}
                        parts={[
                          {
                            length: Math.abs(lengthOf(balance!)),
                            kind: signOf(balance!) < 0 ? 'over' : 'settled',
                          },
                        ]}
                      />
                    </BarRow>
                  ))}
              </Section>
              <Section title={t('balancesParts')} measure={t('balancesPartsMeasure')}>
                <DataTable
                  name={t('balancesParts')}
                  columns={columns}
                  rows={pool === undefined ? members : [...members, { ...pool, member: t('poolItself') }]}
                  keyOf={({ member }) => member}
                  foot={
                    total && {
                      member: t('inAll'),
                      ...Object.fromEntries(
                        [...PARTS, 'balance' as const].map((key) => [key, written(total[key])]),
                      ),
                    }
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
