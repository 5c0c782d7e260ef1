import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import styles from './Import.module.css';
import type { FileResult, Sums } from './job.ts';
import { useImportWords } from './words.ts';

/** The figures that a kind of file has, in the order in which they are told; texts are amounts. */
const FIGURES = [
  ...([
    'claims',
    'replaced',
    'voided',
    'charge',
    'allowed',
    'newPersons',
    'enrolments',
    'amounts',
    'months',
  ] as const),
  ...(['lines', 'moneyIn', 'moneyOut', 'ledger', 'accumulators', 'lag', 'stopLoss'] as const),
  ...(['recoverable', 'reimbursements', 'debits'] as const),
] as const;
const CONTROLS = ['register', 'taken', 'repeated', 'rejected'] as const;

/** What a file comes to, by its kind; of a register its control totals beside what becomes of its rows. */
export function FileFigures({ file }: { readonly file: FileResult }) {
  const t = useImportWords();
  const { money, amount, count } = useFigures();
  if (file.register !== undefined) {
    const rows = CONTROLS.flatMap((name) => (file[name] ? [{ name, ...file[name] }] : []));
    type Row = (typeof rows)[number];
    const figure = (key: Exclude<keyof Sums, 'rows'>): Column<Row> => ({
      ...{ key, heading: t(key), side: 'end', isDetail: key !== 'planPays' },
      cell: (row) => <bdi>{amount(row[key])}</bdi>,
      by: (row) => lengthOf(row[key]),
      csv: (row) => row[key],
    });
    const columns: Column<Row>[] = [
      { key: 'name', heading: t('controls'), cell: ({ name }) => t(`c_${name}`), csv: ({ name }) => name },
      { key: 'rows', heading: t('rows'), cell: (row) => count(row.rows), by: (row) => row.rows, side: 'end' },
      ...[figure('charge'), figure('allowed'), figure('planPays')],
    ];
    return (
      <>
        <p className="quiet">{t('controlsMeasure')}</p>
        <DataTable name={t('controls')} columns={columns} rows={rows} keyOf={({ name }) => name} />
      </>
    );
  }
  const told = file as unknown as Readonly<Record<string, string | number | undefined>>;
  const rows = FIGURES.flatMap((name) => (told[name] === undefined ? [] : [{ name, value: told[name] }]));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { key: 'figure', heading: t('figure'), cell: ({ name }) => t(`f_${name}`), csv: ({ name }) => name },
    {
      ...{ key: 'value', heading: t('value'), side: 'end', csv: ({ value }) => String(value) },
      cell: ({ value }) => <bdi>{typeof value === 'number' ? count(value) : money(value)}</bdi>,
    },
  ];
  return (
    <div className={styles.figures}>
      <DataTable name={t('figure')} columns={columns} rows={rows} keyOf={({ name }) => name} />
    </div>
  );
}
