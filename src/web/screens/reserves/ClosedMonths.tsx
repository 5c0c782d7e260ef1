import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { useReserveWords } from './words.ts';

interface Closed {
  readonly month: string;
  readonly benefit: string;
  readonly method: string;
  readonly unpaid: string;
}

/** The months that are closed, the latest first, with what was reserved at each. */
export function ClosedMonths() {
  const t = useReserveWords();
  const { pool, path } = usePool();
  const { month, amount } = useFigures();
  const closes = useRead(['closes', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/closes', { params: { path } }),
  );
  const columns: Column<Closed>[] = [
    { key: 'month', heading: t('month'), cell: (row) => month(row.month), by: (row) => row.month },
    { key: 'benefit', heading: t('benefit'), cell: (row) => row.benefit, by: (row) => row.benefit },
    {
      ...{ key: 'reserved', heading: t('reserved'), side: 'end', cell: (row) => amount(row.unpaid) },
      ...{ by: (row) => Number(row.unpaid), csv: (row) => row.unpaid },
    },
    { key: 'method', heading: t('byMethod'), cell: (row) => row.method, isDetail: true },
  ];
  return (
    <Section title={t('closedTitle')} measure={t('closedMeasure')}>
      <Read of={closes}>
        {({ months }) =>
          months.length === 0 ? (
            <Empty title={t('closedNone')}>{t('closedNoneNext')}</Empty>
          ) : (
            <DataTable
              name={t('closedTitle')}
              columns={columns}
              rows={months.flatMap(({ month: of, reserves }) =>
                reserves.map((one) => ({ month: of, ...one })),
              )}
              keyOf={(row) => `${row.month} ${row.benefit}`}
              sortedBy={{ key: 'month', isDescending: true }}
            />
          )
        }
      </Read>
    </Section>
  );
}
