import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Pages } from '../api/pages.ts';
import { useSharedWords } from '../words/shared.ts';
import { type Column, inOwnDirection } from './DataTable.tsx';
import styles from './LongTable.module.css';

/** So many rows before the end the next page is asked for. */
const AHEAD = 40;
const ROW_PIXELS = 33;

/**
 * A table over a list of any length: only the rows that are seen are drawn, and pages are read as one comes near their
 * end. `J` and `K` or the arrows go along its rows, `Enter` opens one.
 */
export function LongTable<Row>({
  name,
  columns,
  pages,
  keyOf,
  onOpen,
  chosen,
}: {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly pages: Pages<Row>;
  readonly keyOf: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly chosen?: string | undefined;
}) {
  const t = useSharedWords();
  const { items: rows = [], hasMore, isFetching, isFar, error, more } = pages;
  const frame = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 15,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  const isNearEnd = (last?.index ?? -1) >= rows.length - AHEAD;
  useEffect(() => {
    // On paper all rows are drawn, so that there every end is near: what was read is what is printed.
    const isPrinted = matchMedia('print').matches;
    if (isNearEnd && hasMore && !isFetching && !isFar && error === null && !isPrinted) more();
  }, [isNearEnd, hasMore, isFetching, isFar, error, more]);

  const onKey = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rows.length - 1, at + step));
      setAt(next);
      virtual.scrollToIndex(next);
      const row = (index: number) => frame.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
      // A row that was not drawn yet is there after the next frame.
      requestAnimationFrame(() => row(next)?.focus());
    } else if (event.key === 'Enter' && (event.target as HTMLElement).tagName === 'TR') onOpen?.(rows[at]!);
  };
  const gap = (height: number) =>
    height > 0 && (
      <tr aria-hidden>
        <td className={styles.gap} colSpan={columns.length} style={{ blockSize: height }} />
      </tr>
    );
  // The row that takes the focus has to be one that is drawn.
  const entry = first !== undefined && (at < first.index || at > last!.index) ? first.index : at;
  return (
    <>
      <div className={`${styles.count} not-printed`}>
        <span className="quiet" aria-live="polite">
          {isFetching ? t('loading') : t(hasMore ? 'rowsSoFar' : 'rows', { count: rows.length })}
        </span>
        {hasMore && (isFar || error !== null) && (
          <Button variant="subtle" size="compact-sm" onClick={more} loading={isFetching}>
            {t('searchOn')}
          </Button>
        )}
      </div>
      <div className={styles.frame} ref={frame}>
        <table className={styles.table} aria-label={name} aria-rowcount={hasMore ? -1 : rows.length + 1}>
          <thead>
            <tr>
              {columns.map(({ key, heading, side = 'start', isDetail }) => (
                <th key={key} scope="col" data-side={side} data-detail={isDetail}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={onKey}>
            {gap(first?.start ?? 0)}
            {seen.map(({ index }) => {
              const row = rows[index]!;
              return (
                <tr
                  key={keyOf(row)}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-rowindex={index + 2}
                  tabIndex={index === entry ? 0 : -1}
                  data-opens={onOpen !== undefined}
                  data-chosen={chosen !== undefined && chosen === keyOf(row)}
                  onFocus={() => setAt(index)}
                  onClick={onOpen && (() => onOpen(row))}
                >
                  {columns.map(({ key, cell, side = 'start', isDetail }) => (
                    <td key={key} data-side={side} data-detail={isDetail}>
                      {inOwnDirection(cell(row))}
                    </td>
                  ))}
                </tr>
              );
            })}
            {gap(virtual.getTotalSize() - (last?.end ?? 0))}
          </tbody>
        </table>
      </div>
    </>
  );
}
