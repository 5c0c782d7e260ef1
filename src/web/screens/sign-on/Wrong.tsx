import type { Problem } from '../../api/client.ts';
import { Failed } from '../../parts/States.tsx';
import styles from './SignOn.module.css';

/** What was given is wrong, in words that tell nothing of who is known; anything else as what it is. */
export function Wrong({ problem, text }: { readonly problem: Problem | undefined; readonly text: string }) {
  if (problem === undefined) return null;
  if (![400, 401, 403].includes(problem.status)) return <Failed problem={problem} />;
  return (
    <p role="alert" className={styles.wrong}>
      {text}
    </p>
  );
}
