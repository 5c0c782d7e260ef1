import { Select, Slider } from '@mantine/core';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { TypedInput } from '../../parts/TypedInput.tsx';
import { typedAmount } from '../../parts/typed.ts';
import { lossAt, type Programme, type Property, topOf } from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

/** How large the loss is and where: typed to the cent, or by a slider. */
export function LossGiven({
  property,
  programme,
  loss,
  onLoss,
}: {
  readonly property: Property;
  readonly programme: Programme;
  readonly loss: string;
  readonly onLoss: (loss: string) => void;
}) {
  const t = useProgrammeWords();
  const { short } = useFigures(property.currency);
  const [{ location }, setFilters] = useFilters();
  const top = topOf(programme);
  return (
    <div className={`${styles.given} not-printed`}>
      <TypedInput
        label={t('loss')}
        inputMode="decimal"
        wrong={t('noAmount')}
        value={loss}
        read={typedAmount}
        onValue={onLoss}
      />
      <Select
        label={t('where')}
        data={[
          { value: '', label: t('anywhere') },
          ...(property.locations ?? []).map((one) => ({
            value: one.location,
            label: one.name ?? one.location,
          })),
        ]}
        value={location ?? ''}
        allowDeselect={false}
        onChange={(chosen) => setFilters({ location: chosen ?? '' })}
      />
      <Slider
        style={{ gridColumn: '1 / -1' }}
        thumbLabel={t('lossSlide')}
        value={Math.min(100, (Number(loss) / top) * 100)}
        onChange={(part) => onLoss(lossAt(part / 100, top))}
        min={0}
        max={105}
        step={0.5}
        label={() => short(loss)}
      />
    </div>
  );
}
