import type { ReactNode } from 'react';
import styles from './KeyMark.module.css';

/** What a kind of fill means: solid, hatched or shaded, or a dashed line. */
export function KeyMark({
  kind,
  children,
}: {
  readonly kind: 'settled' | 'open' | 'band' | 'limit' | 'before' | 'person' | 'carrier';
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.key}>
      <span className={styles.mark} data-kind={kind} aria-hidden />
      {children}
    </span>
  );
}

/** Keys beside each other. */
export function KeyMarks({ children }: { readonly children: ReactNode }) {
  return <div className={`${styles.keys} quiet`}>{children}</div>;
}
