import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { type Layer, writtenOf } from './layers.ts';
import type { Step } from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

const percent = (part: number) => `${part * 100}%`;

/** A layer of the tower: its insurers by the width of their shares, filled as high as the loss reaches, with each part. */
export function LayerBlock({
  layer,
  step: { from, height },
  colours,
  reached,
  partOf,
}: {
  readonly layer: Layer;
  readonly step: Step;
  readonly colours: ReadonlyMap<string, string>;
  readonly reached: number;
  /** What a line pays, by its place in the panel. */
  readonly partOf: (line: number) => string | number;
}) {
  const t = useProgrammeWords();
  const { short, percent: write } = useFigures();
  const left = 1 - writtenOf(layer.panel).part;
  const [isRoomy, isTall] = [height > 0.045, height > 0.085];
  const fill = <span className={styles.reached} style={{ blockSize: percent(reached) }} />;
  return (
    <div className={styles.layer} style={{ insetBlockEnd: percent(from), blockSize: percent(height) }}>
      {layer.panel.map(({ insurer, share }, line) => (
        <div
          key={line}
          className={styles.share}
          title={insurer}
          style={{ flex: ratioNumber(String(share)), '--colour': colours.get(insurer) } as object}
        >
          {fill}
          {isRoomy && (
            <span className={styles.label}>
              <bdi>{write(String(share))}</bdi>
              {isTall && reached > 0 && <bdi className={styles.part}>{short(partOf(line))}</bdi>}
            </span>
          )}
        </div>
      ))}
      {left > 0 && (
        <div className={styles.share} data-unplaced title={t('unplaced')} style={{ flex: left }}>
          {fill}
          {isRoomy && (
            <span className={styles.label}>
              <bdi>{write(left.toFixed(6))}</bdi>
            </span>
          )}
        </div>
      )}
    </div>
  );
}
