import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useSharedWords } from '../words/shared.ts';
import styles from './Chart.module.css';
import { type Column, DataTable } from './DataTable.tsx';
import type { ChartOption } from './EChart.tsx';

// The library of charts comes after the page: its words and figures do not wait for it.
const EChart = lazy(() => import('./EChart.tsx'));

/**
 * A picture with its text alternative and the same as a table. `option` is ECharts' own, in tokens (`var(--claims)` as
 * `tokens.claims`): it is made anew when the colour scheme changes.
 */
export function Chart<Row>({
  label,
  option,
  height = 300,
  keys,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string;
  readonly option: ChartOption;
  readonly height?: number;
  /** Marks of what is solid, hatched or shaded. */
  readonly keys?: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  const t = useSharedWords();
  const [isTable, setTable] = useState(false);
  return (
    <figure className={styles.chart}>
      {keys}
      {isTable ? (
        <DataTable name={label} columns={columns} rows={rows} keyOf={keyOf} />
      ) : (
        <div style={{ blockSize: height }} dir="ltr">
          <Suspense fallback={null}>
            <EChart label={label} option={option} />
          </Suspense>
        </div>
      )}
      <Button
        className="not-printed"
        variant="subtle"
        size="compact-sm"
        onClick={() => setTable(!isTable)}
        aria-pressed={isTable}
      >
        {t(isTable ? 'showPicture' : 'showTable')}
      </Button>
    </figure>
  );
}
