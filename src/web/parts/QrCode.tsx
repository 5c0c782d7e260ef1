import { useMemo } from 'react';
import styles from './QrCode.module.css';
import { qrOf } from './qr/qr.ts';

/** Light modules around a code, without which it is not found. */
const QUIET = 4;

/** A text to be read by a camera, always dark on light: what a reader expects. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const modules = useMemo(() => qrOf(text), [text]);
  const side = modules.length + 2 * QUIET;
  const dark = modules.flatMap((line, row) =>
    line.flatMap((isDark, column) => (isDark ? [`M${column + QUIET} ${row + QUIET}h1v1h-1z`] : [])),
  );
  return (
    <svg className={styles.code} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={dark.join('')} shapeRendering="crispEdges" />
    </svg>
  );
}
