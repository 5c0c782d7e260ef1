import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './Methods.module.css';
import type { Method, MethodTotal } from './reserve.ts';
import { ticksOf } from './scale.ts';
import { useReserveWords } from './words.ts';

const percent = (share: number) => `${Math.max(0, Math.min(1, share)) * 100}%`;

/** The methods side by side on one axis, the one that the page is shown by as a rule; each can be chosen instead. */
export function Methods({
  totals,
  shown,
  isOne,
}: {
  readonly totals: readonly MethodTotal[];
  readonly shown: Method;
  readonly isOne: boolean;
}) {
  const t = useReserveWords();
  const { short, money } = useFigures();
  const [, setFilters] = useFilters();
  const found = totals.flatMap(({ unpaid, range }) =>
    unpaid === undefined ? [] : [Number(unpaid), ...(range ?? [])],
  );
  const ticks = ticksOf(Math.min(...found), Math.max(...found));
  const [first, last] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const place = (value: number) => percent((value - first) / (last - first));
  const estimates = totals.flatMap(({ unpaid }) => (unpaid === undefined ? [] : [Number(unpaid)]));
  const spread = short(Math.max(...estimates) - Math.min(...estimates));
  const rule = totals.find(({ method }) => method === shown)?.unpaid;
  return (
    <Section
      span={6}
      title={t('methodsTitle', { count: estimates.length, spread })}
      measure={t('methodsMeasure')}
      note={t(isOne ? 'methodsNoteOne' : 'methodsNote')}
    >
      {found.length > 0 && (
        <div className={`${styles.head} quiet`} aria-hidden>
          <span>{t('method')}</span>
          <span>{t('unpaid')}</span>
          <span className={styles.axis}>
            {ticks.map((tick) => (
              <span key={tick} className={styles.tick} style={{ insetInlineStart: place(tick) }}>
                {short(tick)}
              </span>
            ))}
          </span>
        </div>
      )}
      {totals.map(({ method, unpaid, range, refused }) => (
        <button
          key={method}
          type="button"
          className={styles.method}
          aria-pressed={method === shown}
          title={t('use', { method: t(method) })}
          disabled={refused !== undefined}
          onClick={() => setFilters({ method: method === 'close' ? undefined : method }, { isStep: true })}
        >
          <span>
            <span className={styles.name}>{t(method)}</span>
            <span className="quiet">{refused ? t('undefinedFor', refused) : t(`${method}About`)}</span>
          </span>
          <bdi className={styles.figure}>{unpaid === undefined ? '' : money(unpaid)}</bdi>
          <span className={styles.axis}>
            {range !== undefined && (
              <span
                className={styles.range}
                style={{
                  insetInlineStart: place(range[0]),
                  inlineSize: percent((range[1] - range[0]) / (last - first)),
                }}
              />
            )}
            {rule !== undefined && refused === undefined && (
              <span className={styles.rule} style={{ insetInlineStart: place(Number(rule)) }} />
            )}
            {unpaid !== undefined && (
              <span className={styles.dot} style={{ insetInlineStart: place(Number(unpaid)) }} />
            )}
          </span>
        </button>
      ))}
    </Section>
  );
}
