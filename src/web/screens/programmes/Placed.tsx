import { Checkbox } from '@mantine/core';
import { Bar } from '../../parts/Bars.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import styles from './Layers.module.css';
import { type Layer, writtenOf } from './layers.ts';
import { useProgrammeWords } from './words.ts';

/** How much of a layer the written lines come to, against the whole of it, while they are being typed. */
export function Placed({
  layer,
  onChange,
}: {
  readonly layer: Layer;
  readonly onChange: (layer: Layer) => void;
}) {
  const t = useProgrammeWords();
  const { percent } = useFigures();
  const { part, against } = writtenOf(layer.panel);
  const isSignedDown = layer.sign === 'down';
  const figures = { written: percent(String(part)), rest: percent(Math.abs(1 - part).toFixed(6)) };
  const said = t(
    against === 0 ? 'placedAll' : against < 0 ? 'placedShort' : isSignedDown ? 'placedSigned' : 'placedOver',
    figures,
  );
  const kind = against === 0 ? 'good' : against < 0 ? 'caution' : isSignedDown ? 'note' : 'alert';
  return (
    <div className={styles.placed}>
      <Bar
        scale={Math.max(1, part) * 1.02}
        parts={[
          { length: Math.min(1, part), kind: 'settled' },
          { length: Math.max(0, part - 1), kind: 'over' },
        ]}
        marks={[{ at: 1 }]}
        label={`${layer.name}: ${said}`}
      />
      <output>
        <Status kind={kind}>{said}</Status>
      </output>
      {(against > 0 || isSignedDown) && (
        <Checkbox
          label={t('signDown')}
          checked={isSignedDown}
          onChange={({ currentTarget }) => {
            const { sign: _, ...others } = layer;
            onChange(currentTarget.checked ? { ...others, sign: 'down' } : others);
          }}
        />
      )}
    </div>
  );
}
