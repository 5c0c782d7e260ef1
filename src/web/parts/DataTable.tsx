import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSharedWords } from '../words/shared.ts';
import { csvOf, saveAs } from './csv.ts';
import styles from './DataTable.module.css';

/** A column: what stands in it, by what its rows are put in order, and what goes into a file. */
export interface Column<Row> {
  readonly key: string;
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end. */
  readonly side?: 'start' | 'end';
  /** Numbers, or texts; without it the column cannot be put in order. */
  readonly by?: (row: Row) => number | string;
  /** What an export has of it; without it: `by`. */
  readonly csv?: (row: Row) => string;
  /** Not needed to know which row it is: left out on a phone. */
  readonly isDetail?: boolean;
}

/** So many rows are shown at first: what comes below a longer table is not to be far away. */
const MOST_AT_FIRST = 48;

/**
 * A table that sorts by its heads, is resized at their edges and exported as a file. `J` and `K` or the arrows go along
 * its rows, `Enter` opens one where `onOpen` is given. `foot` is the row of totals. Of many rows the first are shown, until
 * all are asked for; paper and a file have them all.
 */
export function DataTable<Row>({
  name,
  columns,
  rows,
  keyOf,
  onOpen,
  chosen,
  foot,
  sortedBy,
  isInPages = false,
}: {
  /** What the table is of: for those who do not see it, and the name of the exported file. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly chosen?: string | undefined;
  readonly foot?: Readonly<Record<string, ReactNode>>;
  readonly sortedBy?: { readonly key: string; readonly isDescending: boolean };
  /** True where rows come page by page as they are asked for: then all that came are shown. */
  readonly isInPages?: boolean;
}) {
  const t = useSharedWords();
  const [order, setOrder] = useState(sortedBy);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = useMemo(() => inOrder(rows, columns, order), [rows, columns, order]);

  const [isWhole, setWhole] = useState(isInPages);
  const isPrinted = usePrinted();
  const isChosenBelow = sorted.slice(MOST_AT_FIRST).some((row) => keyOf(row) === chosen);
  const shown = isWhole || isPrinted || isChosenBelow ? sorted : sorted.slice(0, MOST_AT_FIRST);

  const sort = (key: string) =>
    setOrder((now) => ({ key, isDescending: now?.key === key && !now.isDescending }));

  const onKey = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const all = [...(body.current?.rows ?? [])];
    const at = all.indexOf((event.target as HTMLElement).closest('tr') as HTMLTableRowElement);
    if (step !== undefined && at >= 0) {
      event.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
    } else if (event.key === 'Enter' && event.target === all[at]) onOpen?.(shown[at]!);
  };

  const exported = columns.filter(({ by, csv }) => by !== undefined || csv !== undefined);
  const save = () =>
    saveAs(
      `${name}.csv`,
      csvOf(
        exported.map(({ heading }) => heading),
        sorted.map((row) => exported.map(({ by, csv }) => csv?.(row) ?? String(by!(row)))),
      ),
    );

  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={name}>
          <thead>
            <tr>
              {columns.map(({ key, heading, side = 'start', by, isDetail }) => (
                <th
                  key={key}
                  scope="col"
                  data-side={side}
                  data-detail={isDetail}
                  style={{ inlineSize: widths[key] }}
                  aria-sort={
                    by === undefined
                      ? undefined
                      : order?.key !== key
                        ? 'none'
                        : order.isDescending
                          ? 'descending'
                          : 'ascending'
                  }
                >
                  {by === undefined ? (
                    heading
                  ) : (
                    <button type="button" onClick={() => sort(key)} title={t('sortBy', { column: heading })}>
                      {heading}
                    </button>
                  )}
                  <Grip onWidth={(width) => setWidths((now) => ({ ...now, [key]: width }))} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKey}>
            {shown.map((row, index) => (
              <tr
                key={keyOf(row)}
                tabIndex={index === 0 ? 0 : -1}
                data-opens={onOpen !== undefined}
                data-chosen={chosen !== undefined && chosen === keyOf(row)}
                onClick={onOpen && (() => onOpen(row))}
              >
                {columns.map(({ key, cell, side = 'start', isDetail }) => (
                  <td key={key} data-side={side} data-detail={isDetail}>
                    {inOwnDirection(cell(row))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {foot !== undefined && (
            <tfoot>
              <tr>
                {columns.map(({ key, side = 'start', isDetail }) => (
                  <td key={key} data-side={side} data-detail={isDetail}>
                    {foot[key]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      <div className={`${styles.below} not-printed`}>
        {shown.length === rows.length ? (
          <span className="quiet">{t('rows', { count: rows.length })}</span>
        ) : (
          <Button variant="default" onClick={() => setWhole(true)}>
            {t('allRows', { count: rows.length, shown: shown.length })}
          </Button>
        )}
        {exported.length > 0 && rows.length > 0 && (
          <Tooltip label={t('exportCsv')}>
            <ActionIcon variant="subtle" onClick={save} aria-label={t('exportCsv')}>
              <IconDownload size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}

/** A text of a cell has its own direction, whatever that of the page: signs and points stay where they belong. */
export const inOwnDirection = (content: ReactNode): ReactNode =>
  typeof content === 'string' ? <bdi>{content}</bdi> : content;

function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: { readonly key: string; readonly isDescending: boolean } | undefined,
): readonly Row[] {
  const by = columns.find(({ key }) => key === order?.key)?.by;
  if (order === undefined || by === undefined) return rows;
  const turn = order.isDescending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [by(one), by(other)];
    const compared = typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
    return turn * compared;
  });
}

/** The edge of a head, by which its column is made wider. */
function Grip({ onWidth }: { readonly onWidth: (width: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number; readonly turn: number }>(undefined);
  return (
    <span
      aria-hidden
      className={styles.grip}
      onPointerDown={(event) => {
        const head = event.currentTarget.parentElement!;
        const turn = getComputedStyle(head).direction === 'rtl' ? -1 : 1;
        from.current = { x: event.clientX, width: head.offsetWidth, turn };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={({ clientX }) => {
        if (from.current === undefined) return;
        const { x, width, turn } = from.current;
        onWidth(Math.max(48, width + turn * (clientX - x)));
      }}
      onPointerUp={() => {
        from.current = undefined;
      }}
    />
  );
}

/** Whether the page is being printed; what depends on it is drawn before the paper is. */
function usePrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const change = () => flushSync(() => setPrinted(print.matches));
    print.addEventListener('change', change);
    return () => print.removeEventListener('change', change);
  }, []);
  return isPrinted;
}
