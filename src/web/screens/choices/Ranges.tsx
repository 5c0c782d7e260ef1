import { Bar, BarRow } from '../../parts/Bars.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Choices.module.css';
import type { Bid, Comparison } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** What the year can cost under each bid: from a good year to the worst, on one scale from zero. */
export function Ranges({ comparison: { bids, currency } }: { readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const { money } = useFigures(currency);
  const scale = Math.max(...bids.map(({ years }) => lengthOf(years.worst.total)));
  return (
    <Section title={t('ranges')} measure={t('rangesMeasure', { currency })}>
      <div className={styles.ranges}>
        {bids.map((bid) => {
          const { name, form, years } = bid;
          const [good, expected, worst] = [years.good.total, years.expected.total, years.worst.total];
          const said = { good: money(good), expected: money(expected), worst: money(worst) };
          return (
            <BarRow
              key={name}
              name={
                <span className={styles.name}>
                  <strong>{name}</strong>
                  <span className="quiet">{t(form)}</span>
                  <Reasons bid={bid} />
                </span>
              }
              figures={
                <span className={styles.name}>
                  <strong>
                    <bdi>{said.expected}</bdi>
                  </strong>
                  <span className="quiet">{good === worst ? t('rangeNone') : t('rangeFigures', said)}</span>
                </span>
              }
            >
              <Bar
                scale={scale}
                band={[lengthOf(good), lengthOf(worst)]}
                point={lengthOf(expected)}
                label={t('rangesLabel', { bid: name, ...said })}
              />
            </BarRow>
          );
        })}
      </div>
    </Section>
  );
}

/** Why a bid does not hold, where it does not. */
export function Reasons({ bid }: { readonly bid: Bid }) {
  const t = useChoiceWords();
  const { percent, count } = useFigures();
  if (bid.holds) return null;
  return (
    <Status kind="alert">
      {t('doesNotHold')}:{' '}
      {bid.reasons
        .map(({ code, minimum, actual }) => {
          const write = code === 'share_below_minimum' ? percent : count;
          return t(code as 'share_below_minimum', { minimum: write(minimum), actual: write(actual) });
        })
        .join(' ')}
    </Status>
  );
}
