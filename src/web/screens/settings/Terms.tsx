import type { ReactNode } from 'react';
import { inWords, termsTable } from './flat-terms.ts';
import styles from './Settings.module.css';

type Table = NonNullable<ReturnType<typeof termsTable>>;

/** True for what needs lines of its own: anything but a text, a number, or a list of them. */
const isNested = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isNested) : typeof value === 'object';

/** Terms of a document as they are written: names with their values, the like of each other as tables, and parts within. */
export function Terms({ of }: { readonly of: unknown }): ReactNode {
  if (Array.isArray(of)) return <List of={of} />;
  if (typeof of !== 'object' || of === null) return <bdi>{String(of)}</bdi>;
  const entries = Object.entries(of);
  const table = entries.length > 1 ? termsTable(entries) : undefined;
  if (table !== undefined) return <TermsTable {...table} />;
  return (
    <dl className={styles.terms}>
      {entries.map(([key, value]) => (
        <div key={key} data-nested={isNested(value)}>
          <dt>{inWords(key)}</dt>
          <dd>
            <Terms of={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function List({ of }: { readonly of: readonly unknown[] }) {
  if (of.every((entry) => typeof entry !== 'object')) return <bdi>{of.join(', ')}</bdi>;
  const table = termsTable(of.map((entry) => ['', entry]));
  if (table !== undefined) return <TermsTable {...table} />;
  return of.map((entry, index) => (
    // Entries of a list have no other name than their place.
    <Terms key={index} of={entry} />
  ));
}

function TermsTable({ columns, rows }: Table) {
  const isNamed = rows.some(([name]) => name !== '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <div className={styles.wide} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {isNamed && <td />}
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, terms], index) => (
            <tr key={name === '' ? index : name}>
              {isNamed && <th scope="row">{inWords(name)}</th>}
              {columns.map((column) => (
                <td key={column}>{terms.get(column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
