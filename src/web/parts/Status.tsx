import { IconAlertTriangle, IconCircleCheck, IconClock, IconInfoSquare } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Status.module.css';

const MARKS = { good: IconCircleCheck, caution: IconClock, alert: IconAlertTriangle, note: IconInfoSquare };
export type StatusKind = keyof typeof MARKS;

/** How something stands: a mark and a word, never the colour alone. */
export function Status({ kind, children }: { readonly kind: StatusKind; readonly children: ReactNode }) {
  const Mark = MARKS[kind];
  return (
    <span className={styles.status} data-kind={kind}>
      <Mark size={17} stroke={1.8} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
