import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './StopLoss.module.css';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The basis of a contract as time: when claims have to be incurred, and when paid, on one axis. */
export function Windows({ contract: { incurred, paid, basis } }: { readonly contract: Contract }) {
  const t = useStopLossWords();
  const { day } = useFigures();
  const start = Math.min(timeOf(incurred.from), timeOf(paid.from));
  const length = Math.max(timeOf(incurred.to), timeOf(paid.to)) - start;
  const rows = [
    { kind: 'incurred', name: t('incurred'), window: incurred },
    { kind: 'paid', name: t('paid'), window: paid },
  ];
  return (
    <Section span={5} title={t('windowTitle')} measure={t('windowMeasure', { basis })} note={t('runIn')}>
      <div className={styles.time}>
        {rows.map(({ kind, name, window: { from, to } }) => (
          <div key={kind} className={styles.windowRow}>
            <span>{name}</span>
            <div className={styles.track} role="img" aria-label={`${name}: ${day(from)} – ${day(to)}`}>
              <span
                className={styles.span}
                data-kind={kind}
                // Time runs from left to right in every language.
                style={{
                  left: `${((timeOf(from) - start) / length) * 100}%`,
                  width: `${((timeOf(to) - timeOf(from)) / length) * 100}%`,
                }}
              />
            </div>
            <span className={`${styles.dates} quiet`} dir="ltr">
              <bdi>{day(from)}</bdi>
              <bdi>{day(to)}</bdi>
            </span>
          </div>
        ))}
      </div>
    </Section>
  );
}
