import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import styles from './Ratios.module.css';
import { fallsOf, type RatioChanges } from './ratio.ts';
import { useMoved } from './useMoved.ts';
import { useRatioWords } from './words.ts';

const MOVERS = ['frequency', 'severity', 'large claims', 'catastrophe', 'operations', 'rate'] as const;

/** What moved the ratio from the year before, as a waterfall. */
export function Changes({ before, after }: { readonly before: string | undefined; readonly after: string }) {
  const t = useRatioWords();
  const { may } = usePool();
  const moved = useMoved(before, after);
  const named = useMoverNames();
  const largest = Object.entries(moved.data?.parts ?? {}).sort(
    ([, one], [, other]) => Math.abs(Number(other)) - Math.abs(Number(one)),
  )[0]?.[0];
  const { short, count } = useFigures();
  const periods = moved.data?.periods;
  const isOpen = before !== undefined && may('ratio-change.read');
  return (
    <Section
      title={
        largest === undefined
          ? t('movedTitleNone', { before: before ?? after, after })
          : t('movedTitle', { mover: named(largest), before, after })
      }
      measure={isOpen ? t('movedMeasure') : undefined}
      note={
        moved.data?.largeAbove !== undefined &&
        t('movedNote', {
          above: short(moved.data.largeAbove),
          ...{ claimsBefore: count(periods![0]!.claims), claimsAfter: count(periods![1]!.claims) },
        })
      }
    >
      {before === undefined ? (
        <Empty title={t('movedFirst', { year: after })} />
      ) : !may('ratio-change.read') ? (
        <Empty title={t('movedDenied')} />
      ) : (
        <Read of={moved}>{(found) => <Falls found={found} before={before} after={after} />}</Read>
      )}
    </Section>
  );
}

function useMoverNames() {
  const t = useRatioWords();
  return (mover: string) => {
    if (mover === 'recoveries') return t('recoveriesMover');
    const known = MOVERS.find((one) => one === mover);
    return known === undefined ? mover : t(known);
  };
}

function Falls({
  found,
  before,
  after,
}: {
  readonly found: RatioChanges;
  readonly before: string;
  readonly after: string;
}) {
  const t = useRatioWords();
  const { percent } = useFigures();
  const named = useMoverNames();
  const falls = fallsOf(Number(found.before), found.parts);
  const ends = [Number(found.before), Number(found.after), ...falls.map(({ to }) => to)];
  // What moved is small beside the ratio: the axis begins near, and so the first and last bar are only marks of it.
  const spread = Math.max(...ends) - Math.min(...ends) || 0.01;
  const [first, last] = [Math.min(...ends) - spread / 4, Math.max(...ends) + spread / 20];
  const share = (value: number) => `${(100 * (value - first)) / (last - first)}%`;
  const piece = (from: number, to: number, kind: string) => (
    <span className={styles.track}>
      <span
        className={styles.piece}
        data-kind={kind}
        style={{
          insetInlineStart: share(Math.min(from, to)),
          inlineSize: `${(100 * Math.abs(to - from)) / (last - first)}%`,
        }}
      />
    </span>
  );
  const points = (part: number) =>
    t('points', { points: `${part > 0 ? '+' : '−'}${Math.abs(part * 100).toFixed(1)}` });
  return (
    <div className={styles.falls}>
      <div className={styles.fall} data-end="true">
        <span>{before}</span>
        {piece(Number(found.before) - spread / 200, Number(found.before) + spread / 200, 'end')}
        <bdi className={styles.figure}>{percent(found.before)}</bdi>
      </div>
      {falls.map(({ name, from, to, part }) => (
        <div key={name} className={styles.fall}>
          <span>{named(name)}</span>
          {piece(from, to, part > 0 ? 'more' : 'less')}
          <bdi className={styles.figure}>{points(part)}</bdi>
        </div>
      ))}
      <div className={styles.fall} data-end="true">
        <span>{after}</span>
        {piece(Number(found.after) - spread / 200, Number(found.after) + spread / 200, 'end')}
        <bdi className={styles.figure}>{percent(found.after)}</bdi>
      </div>
    </div>
  );
}
