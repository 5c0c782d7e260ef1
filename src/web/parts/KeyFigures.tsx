import type { ReactNode } from 'react';
import styles from './KeyFigures.module.css';

/** A figure that everything else on the page is about: its name, itself, a picture, and what it means. */
export function KeyFigure({
  name,
  value,
  picture,
  children,
}: {
  readonly name: string;
  readonly value: ReactNode;
  readonly picture?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <bdi className={styles.value}>{value}</bdi>
        {picture}
        <div className="quiet">{children}</div>
      </dd>
    </div>
  );
}

/** The key figures of a page, side by side under one rule. */
export function KeyFigures({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}
