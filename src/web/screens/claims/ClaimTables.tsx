import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import type { ClaimVersion, LineDecided } from './claimOf.ts';
import { partsOf, personPaysOf } from './falling.ts';
import { useStepWords } from './step-words.ts';
import { useClaimsWords } from './words.ts';

/** The lines of a claim, each with what was done and who pays it. */
export function LineTable({
  version,
  decided,
  chosen,
  onChoose,
}: {
  readonly version: ClaimVersion;
  readonly decided: readonly LineDecided[];
  readonly chosen: string | undefined;
  readonly onChoose: (line: string) => void;
}) {
  const t = useClaimsWords();
  const { amount, day } = useFigures();
  const of = ({ line }: Row) => decided.find((one) => one.line === line);
  type Row = ClaimVersion['lines'][number];
  const figure = (key: string, heading: string, value: (row: Row) => string | undefined): Column<Row> => ({
    ...{ key, heading, side: 'end', isDetail: key !== 'planPays' },
    cell: (row) => value(row) !== undefined && <bdi>{amount(value(row)!)}</bdi>,
    by: (row) => lengthOf(value(row) ?? '0'),
    csv: (row) => value(row) ?? '',
  });
  const columns: Column<Row>[] = [
    {
      key: 'line',
      heading: t('line'),
      cell: ({ line }) => <span className="code">{line}</span>,
      by: ({ line }) => line,
    },
    {
      ...{ key: 'service', heading: t('serviceOn'), by: ({ serviceDate }) => serviceDate },
      cell: ({ service, serviceDate }) => (
        <>
          {service === '' ? t('noService') : service}
          <div className="quiet">{day(serviceDate)}</div>
        </>
      ),
      csv: ({ service, serviceDate }) => `${serviceDate} ${service}`,
    },
    {
      ...{ key: 'network', heading: t('network'), isDetail: true },
      cell: ({ network }) => network,
      by: ({ network }) => network,
    },
    {
      ...{ key: 'procedure', heading: t('procedure'), isDetail: true },
      cell: ({ procedure }) => <span className="code">{procedure}</span>,
      by: ({ procedure }) => procedure,
    },
    figure('charge', t('charge'), ({ charge }) => charge),
    figure('allowed', t('allowed'), ({ allowed }) => allowed),
    figure('person', t('personPays'), (row) => (of(row) ? personPaysOf(of(row)!) : undefined)),
    figure('planPays', t('planPays'), (row) => of(row)?.planPays),
  ];
  const total = decided.length > 0 ? partsOf(decided) : undefined;
  return (
    <DataTable
      name={t('lineTable')}
      columns={columns}
      rows={version.lines}
      keyOf={({ line }) => line}
      onOpen={({ line }) => onChoose(line)}
      chosen={chosen}
      {...(total && {
        foot: {
          ...{ line: t('total'), charge: amount(total.charge), planPays: amount(total.planPays) },
          person: amount(personPaysOf(total)),
        },
      })}
    />
  );
}

/** Each term as it was applied to a line, with its numbers and its rule. */
export function StepTable({ line }: { readonly line: LineDecided }) {
  const t = useClaimsWords();
  const { term, formula, result } = useStepWords();
  type Row = LineDecided['steps'][number];
  const columns: Column<Row>[] = [
    { key: 'term', heading: t('term'), cell: term, csv: term },
    { key: 'formula', heading: t('formula'), cell: formula, csv: formula },
    {
      key: 'result',
      heading: t('result'),
      cell: (step) => <bdi>{result(step)}</bdi>,
      csv: ({ result }) => result,
      side: 'end',
    },
    {
      key: 'source',
      heading: t('source'),
      cell: ({ source }) => source,
      csv: ({ source }) => source,
      isDetail: true,
    },
  ];
  return <DataTable name={t('steps')} columns={columns} rows={line.steps} keyOf={(step) => step.code} />;
}

/** The codes of the adjustments of lines, in words. */
export function CodeTable({ lines }: { readonly lines: readonly LineDecided[] }) {
  const t = useClaimsWords();
  const { means } = useStepWords();
  const { amount } = useFigures();
  const rows = lines.flatMap(({ line, adjustments }) => adjustments.map((one) => ({ line, ...one })));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: 'code',
      heading: t('code'),
      cell: ({ group, reason }) => <span className="code">{`${group}-${reason}`}</span>,
      by: ({ group, reason }) => `${group}-${reason}`,
    },
    { key: 'words', heading: t('words'), cell: means, by: means },
    { key: 'line', heading: t('line'), cell: ({ line }) => line, by: ({ line }) => line, isDetail: true },
    {
      key: 'amount',
      heading: t('amount'),
      cell: (row) => <bdi>{amount(row.amount)}</bdi>,
      by: (row) => lengthOf(row.amount),
      csv: (row) => row.amount,
      side: 'end',
    },
  ];
  return (
    <DataTable
      name={t('codes')}
      columns={columns}
      rows={rows}
      keyOf={({ line, group, reason }) => `${line} ${group} ${reason}`}
    />
  );
}
