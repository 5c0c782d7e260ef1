import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { useSharedWords } from '../words/shared.ts';
import { Failed } from './Failed.tsx';
import styles from './States.module.css';

export { Failed };

/** What will be here, and when: a place without anything yet keeps its shape and says so. */
export function Empty({ title, children }: { readonly title?: string; readonly children?: ReactNode }) {
  const t = useSharedWords();
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title ?? t('empty')}</p>
      {children !== undefined && <div className="quiet">{children}</div>}
    </div>
  );
}

/** Grey marks in the place of what is being fetched, after a moment in which it usually comes. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const t = useSharedWords();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" data-late={isLate}>
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ inlineSize: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** Shows what was read, or the state that it is in instead. What was read before stays, under a line of what failed. */
export function Read<T>({
  of,
  lines,
  children,
}: {
  readonly of: UseQueryResult<T, Problem>;
  readonly lines?: number;
  readonly children: (found: T) => ReactNode;
}) {
  const { data, error, refetch } = of;
  return (
    <>
      {error !== null && <Failed problem={error} again={() => void refetch()} />}
      {data !== undefined ? children(data) : error === null && <Loading {...(lines && { lines })} />}
    </>
  );
}
