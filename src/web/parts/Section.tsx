import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** The first thing on a page: its answer in one sentence, and a quiet line of what it is about. */
export function Answer({ children, about }: { readonly children: ReactNode; readonly about?: ReactNode }) {
  return (
    <header className={styles.answer}>
      <h1>{children}</h1>
      {about !== undefined && <div className={styles.about}>{about}</div>}
    </header>
  );
}

/** A part of a page: an ink rule, a title that says what is seen, the measure and unit, the figure, a note. */
export function Section({
  title,
  measure,
  note,
  action,
  span = 12,
  children,
}: {
  readonly title: ReactNode;
  readonly measure?: ReactNode;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  /** Of the twelve columns of the page. */
  readonly span?: 4 | 5 | 6 | 7 | 8 | 12;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section} data-span={span}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {action}
      </div>
      {measure !== undefined && <p className="quiet">{measure}</p>}
      <div className={styles.body}>{children}</div>
      {note !== undefined && <p className="quiet">{note}</p>}
    </section>
  );
}

/** The twelve columns that sections stand in; under 1200 pixels they stand below each other. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}
