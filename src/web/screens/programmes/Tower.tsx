import { type PointerEvent, useRef } from 'react';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { LayerBlock } from './LayerBlock.tsx';
import {
  climbOf,
  coloursOf,
  lossAt,
  type Programme,
  reachOf,
  type SharedLoss,
  stepsOf,
  topOf,
} from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

const percent = (part: number) => `${part * 100}%`;

/** The layers of a programme to scale, insurers beside each other by their shares; a loss climbs it and can be dragged. */
export function Tower({
  programme,
  loss,
  isClimbing = false,
  shared,
  onLoss,
}: {
  readonly programme: Programme;
  /** As it is seen: while it climbs, below what it comes to. */
  readonly loss: number;
  readonly isClimbing?: boolean;
  /** What was worked out of the loss; until it is, layers fill by what each takes of one loss. */
  readonly shared: SharedLoss | undefined;
  /** Without it the loss is only looked at. */
  readonly onLoss?: (loss: string) => void;
}) {
  const t = useProgrammeWords();
  const { short } = useFigures();
  const place = useRef<HTMLDivElement>(null);
  const [top, steps, colours] = [topOf(programme), stepsOf(programme), coloursOf(programme)];
  const ground = Number(programme.deductible ?? '0') / top;
  const at = Math.min(1.04, loss / top);
  const climbed = climbOf(programme, loss);
  const move = (event: PointerEvent<HTMLDivElement>) => {
    // A finger scrolls the page; it has the slider.
    if (event.pointerType === 'touch') return;
    if (event.buttons === 0 && event.type !== 'pointerdown') return;
    const { bottom, height } = place.current!.getBoundingClientRect();
    onLoss?.(lossAt((bottom - event.clientY) / height, top));
  };
  return (
    <div className={styles.place}>
      <div className={styles.axis} aria-hidden>
        {[...new Set([0, ...steps.map(({ from, height }) => from + height)])].map((part) => (
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
        data-climbing={isClimbing}
        {...(onLoss && {
          'data-dragged': true,
          onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            move(event);
          },
          onPointerMove: move,
        })}
      >
        <div
          className={styles.kept}
          style={{ blockSize: percent(ground), '--colour': 'var(--c5)' } as object}
        >
          <span className={styles.reached} style={{ blockSize: percent(Math.min(1, at / ground || 0)) }} />
        </div>
        {steps.map((step, number) => {
          const layer = programme.layers[number]!;
          const found = shared?.layers[number];
          return (
            <LayerBlock
              // Names are typed: a layer is known by its place.
              key={number}
              {...{ layer, step, colours }}
              reached={reachOf(layer.limit, found?.loss ?? climbed[number])}
              partOf={(line) =>
                found?.insurers[line]?.amount ??
                Math.round((climbed[number] ?? 0) * ratioNumber(String(layer.panel[line]!.share)))
              }
            />
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
          <p key={number} style={{ insetBlockEnd: percent(from + height / 2) }}>
            <strong>{name}</strong>
            <span>
              {t('layerOf', {
                limit: short(programme.layers[number]!.limit),
                attachment: short(programme.layers[number]!.attachment),
              })}
            </span>
          </p>
        ))}
        <p className={styles.below}>{t('keeps', { amount: short(programme.deductible ?? '0') })}</p>
      </div>
    </div>
  );
}
