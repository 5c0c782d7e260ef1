import type { ReactNode } from 'react';
import styles from './Bars.module.css';

const percent = (part: number) => `${Math.max(0, Math.min(1, part)) * 100}%`;

/** A piece of a bar: how long, and what kind. `settled` is solid, `open` is hatched, `before` is grey. */
export interface BarPart {
  readonly length: number;
  readonly kind: 'settled' | 'open' | 'before' | 'person' | 'carrier' | 'over';
}

/** A mark or band on the scale of a bar. */
export interface BarMark {
  readonly at: number;
  readonly kind?: 'required' | 'limit';
}

/**
 * A bar from zero up to `scale`, made of parts in their order, with marks and a band on the same scale. `label` says what
 * is seen, to those who do not see it.
 */
export function Bar({
  parts,
  scale,
  marks = [],
  band,
  point,
  label,
}: {
  readonly parts?: readonly BarPart[];
  readonly scale: number;
  readonly marks?: readonly BarMark[];
  readonly band?: readonly [from: number, to: number];
  readonly point?: number;
  readonly label: string;
}) {
  const share = (length: number) => (scale > 0 ? length / scale : 0);
  return (
    <div className={styles.bar} role="img" aria-label={label}>
      {band !== undefined && (
        <span
          className={styles.band}
          style={{ insetInlineStart: percent(share(band[0])), inlineSize: percent(share(band[1] - band[0])) }}
        />
      )}
      <span className={styles.parts}>
        {(parts ?? []).map(({ length, kind }, index) => (
          <span
            // The parts of a bar have no other name than their place.
            key={index}
            className={styles.part}
            data-kind={kind}
            style={{ inlineSize: percent(share(length)) }}
          />
        ))}
      </span>
      {marks.map(({ at, kind = 'required' }) => (
        <span
          key={`${kind}-${at}`}
          className={styles.mark}
          data-kind={kind}
          style={{ insetInlineStart: percent(share(at)) }}
        />
      ))}
      {point !== undefined && (
        <span className={styles.point} style={{ insetInlineStart: percent(share(point)) }} />
      )}
    </div>
  );
}

/** A row of a picture with its name before and its figures after the bar. */
export function BarRow({
  name,
  figures,
  children,
}: {
  readonly name: ReactNode;
  readonly figures: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.row}>
      <div className={styles.name}>{name}</div>
      {children}
      <div className={styles.figures}>{figures}</div>
    </div>
  );
}
