import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { RegisterRows } from './RegisterRows.tsx';
import { useClaimsWords } from './words.ts';

/** The registers of claims paid elsewhere, as the API answers them. */
export function useRegisters() {
  const { pool, path } = usePool();
  return useRead(['registers', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/registers', { params: { path } }),
  );
}
export type Register = NonNullable<ReturnType<typeof useRegisters>['data']>['registers'][number];

/** Claims that others decided and paid: their registers with control totals, and the rows of one. */
export function Registers() {
  const read = useRegisters();
  const [{ register }] = useFilters();
  return (
    <Read of={read}>
      {({ registers }) => {
        const chosen = registers.find((one) => String(one.register) === register);
        return chosen === undefined ? (
          <RegisterList registers={registers} />
        ) : (
          <RegisterRows register={chosen} />
        );
      }}
    </Read>
  );
}

function RegisterList({ registers }: { readonly registers: readonly Register[] }) {
  const t = useClaimsWords();
  const { money, amount, count: write, currency, day } = useFigures();
  const [, setFilters] = useFilters();
  const sum = (name: 'charge' | 'allowed' | 'memberPays' | 'planPays') =>
    sumOf(registers.map((one) => one[name]));
  const rows = registers.reduce((total, one) => total + one.accepted, 0);
  const figure = (name: 'charge' | 'allowed' | 'memberPays' | 'planPays'): Column<Register> => ({
    ...{ key: name, heading: t(name), side: 'end', isDetail: name !== 'planPays' },
    cell: (one) => <bdi>{amount(one[name])}</bdi>,
    by: (one) => lengthOf(one[name]),
    csv: (one) => one[name],
  });
  const number = (name: 'rows' | 'repeated' | 'rejected'): Column<Register> => ({
    ...{ key: name, heading: t(name), side: 'end', isDetail: true },
    cell: (one) => write(one[name]),
    by: (one) => one[name],
  });
  const columns: Column<Register>[] = [
    { key: 'file', heading: t('register'), cell: ({ file }) => file, by: ({ file }) => file },
    ...[number('rows'), number('repeated'), number('rejected')],
    ...[figure('charge'), figure('allowed'), figure('memberPays'), figure('planPays')],
    {
      ...{ key: 'controls', heading: t('controls') },
      cell: ({ differences: { length } }) => (
        <Status kind={length === 0 ? 'good' : 'caution'}>
          {length === 0 ? t('controlsEqual') : t('controlsAccepted', { count: length })}
        </Status>
      ),
      by: ({ differences }) => differences.length,
    },
  ];
  const differences = registers.flatMap(({ file, differences: all }) => all.map((one) => ({ file, ...one })));
  type Difference = (typeof differences)[number];
  const ofDifference: Column<Difference>[] = [
    { key: 'file', heading: t('register'), cell: ({ file }) => file, by: ({ file }) => file },
    { key: 'control', heading: t('control'), cell: ({ control }) => control, by: ({ control }) => control },
    { key: 'funded', heading: t('funded'), cell: ({ funded }) => day(funded), by: ({ funded }) => funded },
    {
      key: 'register',
      heading: t('planPays'),
      cell: ({ register }) => amount(register),
      csv: ({ register }) => register,
      side: 'end',
    },
    {
      key: 'given',
      heading: t('given'),
      cell: ({ given }) => amount(given),
      csv: ({ given }) => given,
      side: 'end',
    },
    { key: 'reason', heading: t('reason'), cell: ({ reason }) => reason, csv: ({ reason }) => reason },
  ];
  const count = registers.length;
  return (
    <>
      <Answer about={t('registersAbout')}>
        {count === 0
          ? t('registersNone')
          : t('registersAnswer', {
              count,
              planPays: money(sum('planPays')),
              rows: t('rowCount', { count: rows, rows: write(rows) }),
            })}
      </Answer>
      <Columns>
        <Section title={t('registers')} measure={t('registersMeasure', { currency })}>
          {count === 0 ? (
            <Empty>{t('registersNext')}</Empty>
          ) : (
            <DataTable
              name={t('registers')}
              columns={columns}
              rows={registers.toReversed()}
              keyOf={({ register }) => String(register)}
              onOpen={({ register }) => setFilters({ register: String(register) }, { isStep: true })}
              foot={{
                ...{ file: t('total'), rows: write(rows), charge: amount(sum('charge')) },
                ...{ allowed: amount(sum('allowed')), memberPays: amount(sum('memberPays')) },
                planPays: amount(sum('planPays')),
              }}
            />
          )}
        </Section>
        {differences.length > 0 && (
          <Section title={t('differences')}>
            <DataTable
              name={t('differences')}
              columns={ofDifference}
              rows={differences}
              keyOf={({ file, control, funded }) => `${file} ${control} ${funded}`}
            />
          </Section>
        )}
      </Columns>
    </>
  );
}
