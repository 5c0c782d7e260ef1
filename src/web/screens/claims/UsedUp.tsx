import { Bar } from '../../parts/Bars.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import type { LimitUse, LineExplained } from './claimOf.ts';
import { usesOf } from './uses.ts';
import styles from './WhereItWent.module.css';
import { useClaimsWords } from './words.ts';

const less = (one: string, other: string) =>
  sumOf([one, other.startsWith('-') ? other.slice(1) : `-${other}`]);

/** The limits of the plan year that a claim counts towards: what was used before it, what it added, what is left. */
export function UsedUp({ lines }: { readonly lines: readonly LineExplained[] }) {
  const t = useClaimsWords();
  const { money } = useFigures();
  const uses = usesOf(lines);
  const networks = new Set(uses.map(({ network }) => network));
  const nameOf = ({ of, by, network }: LimitUse) => {
    const limit = t(`use_${of === 'deductible' ? 'deductible' : 'outOfPocket'}_${by}`);
    return networks.size > 1 ? t('inNetwork', { limit, network }) : limit;
  };
  if (uses.length === 0) return <p className="quiet">{t('usedNone')}</p>;
  return (
    <div className={styles.uses}>
      {uses.map((use) => {
        const { before, after, limit } = use;
        const name = nameOf(use);
        const left = less(limit, after);
        const figures = { before: money(before), after: money(after), limit: money(limit) };
        return (
          <div key={name}>
            <div className={styles.useHead}>
              <span>{name}</span>
              {signOf(left) > 0 ? (
                <span className="quiet">{t('useLeft', { amount: money(left) })}</span>
              ) : (
                <Status kind="good">{t('reached')}</Status>
              )}
            </div>
            <Bar
              scale={lengthOf(limit)}
              parts={[
                { length: lengthOf(before), kind: 'before' },
                { length: lengthOf(after) - lengthOf(before), kind: 'person' },
              ]}
              label={t('useLabel', { name, ...figures })}
            />
            <div className={`${styles.useFigures} quiet`}>
              <span>{t('useBefore', { amount: figures.before })}</span>
              <bdi>{t('useAdded', { amount: money(less(after, before)) })}</bdi>
              <span>{t('useAfter', figures)}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}
