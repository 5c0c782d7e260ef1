import { type PointerEvent, useRef } from 'react';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { coloursOf, lossAt, type Programme, reachOf, type SharedLoss, stepsOf, topOf } from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

const percent = (part: number) => `${part * 100}%`;

/** The layers of a programme to scale, insurers beside each other by their shares; a loss climbs it and can be dragged. */
export function Tower({
  programme,
  loss,
  shared,
  onLoss,
}: {
  readonly programme: Programme;
  readonly loss: string;
  readonly shared: SharedLoss | undefined;
  readonly onLoss: (loss: string) => void;
}) {
  const t = useProgrammeWords();
  const { short, percent: write } = useFigures();
  const place = useRef<HTMLDivElement>(null);
  const [top, steps, colours] = [topOf(programme), stepsOf(programme), coloursOf(programme)];
  const ground = Number(programme.deductible ?? '0') / top;
  const at = Math.min(1.04, Number(loss) / top);
  const move = (event: PointerEvent<HTMLDivElement>) => {
    // A finger scrolls the page; it has the slider.
    if (event.pointerType === 'touch') return;
    if (event.buttons === 0 && event.type !== 'pointerdown') return;
    const { bottom, height } = place.current!.getBoundingClientRect();
    onLoss(lossAt((bottom - event.clientY) / height, top));
  };
  return (
    <>
      <div className={styles.keys}>
        {[...colours].map(([insurer, colour]) => (
          <span key={insurer} style={{ '--colour': colour } as object}>
            <i aria-hidden />
            {insurer}
          </span>
        ))}
        <span style={{ '--colour': 'var(--c5)' } as object}>
          <i aria-hidden />
          {t('poolRow')}
        </span>
      </div>
      <div className={styles.place}>
        <div className={styles.axis} aria-hidden>
          {[0, ...steps.map(({ from, height }) => from + height)].map((part) => (
            <span key={part} style={{ insetBlockEnd: percent(part) }}>
              <bdi>{short(part * top)}</bdi>
            </span>
          ))}
        </div>
        <div
          ref={place}
          className={styles.tower}
          role="img"
          aria-label={`${t('tower')}: ${t('lossLine', { amount: short(loss) })}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            move(event);
          }}
          onPointerMove={move}
        >
          <div
            className={styles.kept}
            style={{ blockSize: percent(ground), '--colour': 'var(--c5)' } as object}
          >
            <span className={styles.reached} style={{ blockSize: percent(Math.min(1, at / ground || 0)) }} />
          </div>
          {steps.map(({ name, from, height }, number) => {
            const layer = programme.layers[number]!;
            const found = shared?.layers.find((one) => one.name === name);
            const reached = percent(reachOf(layer.limit, found?.loss));
            const placed = layer.panel.reduce((sum, { share }) => sum + ratioNumber(String(share)), 0);
            const left = 1 - placed;
            return (
              <div
                key={name}
                className={styles.layer}
                style={{ insetBlockEnd: percent(from), blockSize: percent(height) }}
              >
                {layer.panel.map(({ insurer, share }) => (
                  <div
                    key={insurer}
                    className={styles.share}
                    title={insurer}
                    style={{ flex: ratioNumber(String(share)), '--colour': colours.get(insurer) } as object}
                  >
                    <span className={styles.reached} style={{ blockSize: reached }} />
                    {height > 0.045 && <bdi className={styles.label}>{write(String(share))}</bdi>}
                  </div>
                ))}
                {left > 0.0001 && (
                  <div className={styles.share} data-unplaced title={t('unplaced')} style={{ flex: left }}>
                    <span className={styles.reached} style={{ blockSize: reached }} />
                    {height > 0.045 && <bdi className={styles.label}>{write(String(left))}</bdi>}
                  </div>
                )}
              </div>
            );
          })}
          <div className={styles.line} style={{ insetBlockEnd: percent(at) }}>
            <span>
              <bdi>{t('lossLine', { amount: short(loss) })}</bdi>
            </span>
          </div>
        </div>
        <div className={styles.names}>
          {steps.map(({ name, from, height }, number) => (
            <p key={name} style={{ insetBlockEnd: percent(from + height / 2) }}>
              <strong>{name}</strong>
              <span>
                {t('layerOf', {
                  limit: short(programme.layers[number]!.limit),
                  attachment: short(programme.layers[number]!.attachment),
                })}
              </span>
            </p>
          ))}
          <p style={{ insetBlockEnd: percent(ground / 2) }}>
            {t('keeps', { amount: short(programme.deductible ?? '0') })}
          </p>
        </div>
      </div>
    </>
  );
}
