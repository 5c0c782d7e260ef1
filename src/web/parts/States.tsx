import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { useMembership } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './States.module.css';
import { Status } from './Status.tsx';

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

/** What failed, what still holds, and what to do: by the code of the problem. */
export function Failed({ problem, again }: { readonly problem: Problem; readonly again?: () => void }) {
  const t = useSharedWords();
  const role = useMembership()?.role ?? '';
  const { status, code, message, expected, actual } = problem;
  const known =
    status === 0
      ? (['offlineTitle', 'offlineNext'] as const)
      : status === 401
        ? (['endedTitle', 'endedNext'] as const)
        : status === 403
          ? (['deniedTitle', 'deniedNext'] as const)
          : status === 404
            ? (['goneTitle', 'goneNext'] as const)
            : status === 412 || code === 'conflict'
              ? (['staleTitle', 'staleNext'] as const)
              : status === 429 || status === 503
                ? (['busyTitle', 'busyNext'] as const)
                : code === 'resolution_required'
                  ? (['resolutionTitle', 'resolutionNext'] as const)
                  : undefined;
  const isRefusal = known === undefined && status < 500;
  return (
    <div className={styles.state} role="alert" data-code={code}>
      <p className={styles.title}>
        <Status kind={status === 403 || status === 404 ? 'note' : 'alert'}>
          {known ? t(known[0]) : isRefusal ? t('refusedTitle') : t('failedTitle')}
        </Status>
      </p>
      {known && <p>{t(known[1], { role })}</p>}
      {isRefusal && (
        <p>
          {message} {expected !== undefined && t('refusedExpected', { expected })}{' '}
          {actual !== undefined && actual !== '' && t('refusedActual', { actual })}
        </p>
      )}
      {!known && !isRefusal && <p>{t('failedNext', { code })}</p>}
      {status === 401 ? (
        <Button
          component="a"
          href={`/sign-on?to=${encodeURIComponent(location.pathname + location.search + location.hash)}`}
        >
          {t('signOn')}
        </Button>
      ) : (
        again !== undefined &&
        status !== 403 &&
        status !== 404 && (
          <Button variant="default" onClick={again}>
            {t('again')}
          </Button>
        )
      )}
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
