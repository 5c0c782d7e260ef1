import styles from './Steps.module.css';

/** A step of a calculation: what it finds, how, what comes out, and what says so. */
export interface Step {
  readonly about?: string;
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

/** Every step of a calculation, in their order, so that each figure can be followed to where it comes from. */
export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map(({ about, term, formula, result, source }, index) => (
        // Steps have no other name than their place.
        <li key={index} className={styles.step}>
          <span className={styles.term}>
            {term}
            {about !== undefined && about !== '' && <span className="quiet"> {about}</span>}
          </span>
          <bdi className={styles.result}>{result}</bdi>
          <span className={styles.formula}>
            <bdi>{formula}</bdi> <span className="quiet">{source}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
