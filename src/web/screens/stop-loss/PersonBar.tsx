import { Bar } from '../../parts/Bars.tsx';
import styles from './StopLoss.module.css';

/** What is paid for a person up to the deductible, and past it what the carrier pays back; a rule at the deductible. */
export function PersonBar({
  share,
  longest,
  label,
}: {
  /** Of the deductible. */
  readonly share: number;
  /** The largest share beside it. */
  readonly longest: number;
  readonly label: string;
}) {
  return (
    <div className={styles.personBar}>
      <Bar
        parts={[
          { length: Math.min(1, share), kind: 'settled' },
          { length: Math.max(0, share - 1), kind: 'open' },
        ]}
        marks={[{ at: 1, kind: 'limit' }]}
        scale={longest * 1.02}
        label={label}
      />
    </div>
  );
}
