import { useFigures } from '../../parts/figures.ts';
import styles from './Calculators.module.css';
import { type Fields, isFields } from './schema.ts';
import { useCalculatorWords } from './words.ts';

const LEAST = 34;
const HEIGHT = 300;

/** A share as it was typed: "0.25", "1/4", or a number. */
const shareOf = (share: unknown) => {
  const [numerator, denominator = '1'] = String(share ?? 0).split('/');
  return Number(numerator) / Number(denominator);
};

/** The programme to scale: layers by height, the highest above; insurers by the width of their share. */
export function Tower({ document }: { readonly document: Fields }) {
  const t = useCalculatorWords();
  const { short, percent } = useFigures(
    typeof document.currency === 'string' ? document.currency : undefined,
  );
  const layers = (Array.isArray(document.layers) ? document.layers.filter(isFields) : [])
    .map((layer) => ({
      ...{ name: String(layer.name), attachment: String(layer.attachment), limit: String(layer.limit) },
      panel: (Array.isArray(layer.panel) ? layer.panel.filter(isFields) : []).map(({ insurer, share }) => ({
        ...{ insurer: String(insurer), share: shareOf(share) },
      })),
    }))
    .sort((one, other) => Number(other.attachment) - Number(one.attachment));
  const whole = layers.reduce((sum, { limit }) => sum + Number(limit), 0) || 1;
  const deductible = String(document.deductible ?? '0');
  return (
    <div className={styles.tower}>
      {layers.map(({ name, attachment, limit, panel }) => {
        const placed = panel.reduce((sum, { share }) => sum + share, 0);
        // Shares of more than the whole are signed down.
        const width = (share: number) => `${(100 * share) / Math.max(1, placed)}%`;
        return (
          <div
            key={`${name} ${attachment}`}
            className={styles.layer}
            style={{ minBlockSize: Math.max(LEAST, (HEIGHT * Number(limit)) / whole) }}
          >
            <span className={styles.layerName}>
              {name}
              <br />
              <bdi className="quiet">
                {short(limit)} xs {short(attachment)}
              </bdi>
            </span>
            <span className={styles.panel}>
              {panel.map(({ insurer, share }) => (
                <span
                  key={insurer}
                  className={styles.share}
                  style={{ inlineSize: width(share) }}
                  title={`${insurer} ${percent(String(share))}`}
                >
                  {insurer} <bdi>{percent(String(share))}</bdi>
                </span>
              ))}
              {placed < 0.99999 && (
                <span className={styles.share} data-kind="own" style={{ inlineSize: width(1 - placed) }}>
                  {t('unplaced')} <bdi>{percent(String(1 - placed))}</bdi>
                </span>
              )}
            </span>
          </div>
        );
      })}
      <div className={styles.layer} style={{ minBlockSize: LEAST }}>
        <bdi className={styles.layerName}>{short(deductible)}</bdi>
        <span className={styles.panel}>
          <span className={styles.share} data-kind="own" style={{ inlineSize: '100%' }}>
            {t('deductibleBelow')}
          </span>
        </span>
      </div>
    </div>
  );
}
