import { useFigures } from '../../parts/figures.ts';
import styles from './Calculators.module.css';
import { useFieldNames } from './fieldNames.ts';
import { type Fields, isFields, type Value } from './schema.ts';
import { useCalculatorWords } from './words.ts';

const isPlain = (value: Value) => typeof value !== 'object' || value === null;
const isFigure = (value: Value) => typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value));

/** A plain value as it is read: figures in the reader's way, exact; flags as words. */
function usePlain() {
  const t = useCalculatorWords();
  const { amount } = useFigures();
  return (value: Value) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return amount(String(Math.round(value * 1e6) / 1e6));
    if (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)) return amount(value);
    return value === null || value === undefined ? '' : String(value);
  };
}

/** An answer as figures: single ones as pairs, rows as tables, what holds more under its own name. */
export function Result({ found }: { readonly found: Fields }) {
  const { labelOf } = useFieldNames();
  const plain = usePlain();
  const singles = Object.entries(found).filter(([, value]) => isPlain(value));
  const parts = Object.entries(found).filter(([, value]) => !isPlain(value));
  return (
    <>
      {singles.length > 0 && (
        <dl className={styles.pairs}>
          {singles.map(([name, value]) => (
            <Pair key={name} name={labelOf(name)} value={plain(value)} />
          ))}
        </dl>
      )}
      {parts.map(([name, value]) => (
        <section key={name} className={styles.part}>
          <h3>{labelOf(name)}</h3>
          {isFields(value) ? <Result found={value} /> : <List name={labelOf(name)} rows={value as Value[]} />}
        </section>
      ))}
    </>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}

/** A list: plain rows as one table, others each by itself, plain values one after the other. */
function List({ name, rows }: { readonly name: string; readonly rows: readonly Value[] }) {
  const t = useCalculatorWords();
  const plain = usePlain();
  if (rows.length === 0) return <p className="quiet">{t('no')}</p>;
  if (rows.every(isPlain)) return <p>{rows.map(plain).join(', ')}</p>;
  if (!rows.every(isFields))
    return rows.map((row, index) => (
      // Rows have no other name than their place.
      <List key={index} name={`${name} ${index + 1}`} rows={row as Value[]} />
    ));
  return (
    <>
      <Table name={name} rows={rows} />
      {rows.map((row, index) => {
        const more = Object.entries(row).filter(([, value]) => !isPlain(value));
        if (more.length === 0) return null;
        return (
          // Rows have no other name than their place.
          <details key={index}>
            <summary>{t('moreOf', { name: String(Object.values(row).find(isPlain) ?? index + 1) })}</summary>
            <Result found={Object.fromEntries(more)} />
          </details>
        );
      })}
    </>
  );
}

/** The plain values of rows, a column for each name. */
function Table({ name, rows: table }: { readonly name: string; readonly rows: readonly Fields[] }) {
  const { labelOf } = useFieldNames();
  const plain = usePlain();
  const columns = [...new Set(table.flatMap((row) => Object.keys(row).filter((key) => isPlain(row[key]))))];
  const side = (column: string) =>
    table.every((row) => row[column] === undefined || isFigure(row[column])) ? 'end' : 'start';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={name}>
      <table className={styles.out} aria-label={name}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-side={side(column)}>
                {labelOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} data-side={side(column)}>
                  {plain(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
