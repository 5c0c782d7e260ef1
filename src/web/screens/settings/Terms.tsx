import type { ReactNode } from 'react';
import styles from './Settings.module.css';

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
/** "outOfPocketMax" as "out of pocket max"; codes with hyphens stay as they are. */
const inWords = (key: string) =>
  /^[a-z]+[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (one) => ` ${one.toLowerCase()}`) : key;

/** Terms of a document as they are written: names with their values, lists of the like as tables, and parts within parts. */
export function Terms({ of }: { readonly of: unknown }): ReactNode {
  if (Array.isArray(of)) return <List of={of} />;
  if (!isEntry(of)) return <bdi>{String(of)}</bdi>;
  const rows = Object.values(of);
  // Services of a plan, networks, tiers: things of one kind by their names read best below each other.
  if (rows.length > 1 && rows.every((row) => isEntry(row) && Object.values(row).every(isPlain)))
    return <Table rows={Object.entries(of as Record<string, Entry>)} />;
  return (
    <dl className={styles.terms}>
      {Object.entries(of).map(([key, value]) => (
        <Term key={key} name={key} value={value} />
      ))}
    </dl>
  );
}

function Term({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <>
      <dt>{inWords(name)}</dt>
      <dd>
        <Terms of={value} />
      </dd>
    </>
  );
}

function List({ of }: { readonly of: readonly unknown[] }) {
  if (of.every(isPlain)) return <bdi>{of.join(', ')}</bdi>;
  if (of.every((entry) => isEntry(entry) && Object.values(entry).every(isPlain)))
    return <Table rows={of.map((entry) => ['', entry as Entry])} />;
  return of.map((entry, index) => (
    // Entries of a list have no other name than their place.
    <Terms key={index} of={entry} />
  ));
}

function Table({ rows }: { readonly rows: readonly (readonly [string, Entry])[] }) {
  const keys = [...new Set(rows.flatMap(([, row]) => Object.keys(row)))];
  const isNamed = rows.some(([name]) => name !== '');
  return (
    <div className={styles.wide}>
      <table>
        <thead>
          <tr>
            {isNamed && <td />}
            {keys.map((key) => (
              <th key={key} scope="col">
                {inWords(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, row], index) => (
            <tr key={name === '' ? index : name}>
              {isNamed && <th scope="row">{name}</th>}
              {keys.map((key) => (
                <td key={key}>{row[key] === undefined ? '' : String(row[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
