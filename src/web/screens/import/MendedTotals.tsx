import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import type { RegisterTotals } from './registerTotals.ts';
import { useImportWords } from './words.ts';

/** The control totals of a register's refused rows, as they were and as they are mended: what the mended ones are held to. */
export function MendedTotals({
  before,
  after,
  isMinor,
}: {
  readonly before: RegisterTotals | undefined;
  readonly after: RegisterTotals | undefined;
  /** Amounts are in the smallest coin. */
  readonly isMinor: boolean;
}) {
  const t = useImportWords();
  const { amount, count } = useFigures();
  if (after === undefined) return <Status kind="alert">{t('mendNoTotals')}</Status>;
  const rows = [
    ...(before ? [{ name: t('totalsBefore'), ...before }] : []),
    { name: t('totalsAfter'), ...after },
  ];
  type Row = (typeof rows)[number];
  const figure = (key: 'charge' | 'allowed' | 'planPays'): Column<Row> => ({
    ...{ key, heading: t(key), side: 'end' },
    cell: (row) => <bdi>{amount(row[key])}</bdi>,
    by: (row) => lengthOf(row[key]),
    csv: (row) => row[key],
  });
  const isAlike = before !== undefined && lengthOf(before.planPays) === lengthOf(after.planPays);
  return (
    <>
      <DataTable
        name={t('controls')}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', heading: t('controls'), cell: ({ name }) => name, csv: ({ name }) => name },
          {
            ...{ key: 'rows', heading: t('rows'), side: 'end' },
            cell: (row) => count(row.rows),
            by: (row) => row.rows,
          },
          ...[figure('charge'), figure('allowed'), figure('planPays')],
        ]}
      />
      {isMinor && <p className="quiet">{t('totalsMinor')}</p>}
      {!isAlike && <Status kind="caution">{t('totalsDiffer')}</Status>}
    </>
  );
}
