import { Button } from '@mantine/core';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { TypedInput } from '../../parts/TypedInput.tsx';
import { typedAmount } from '../../parts/typed.ts';
import { LayerForm } from './LayerForm.tsx';
import styles from './Layers.module.css';
import { fromTheTop, withLayerOnTop } from './layers.ts';
import { coloursOf, type Programme, type ProgrammeAnswer } from './property.ts';
import { useProgrammeWords } from './words.ts';

/** The programme as a form: what the pool keeps, and each layer with the insurers that share it, the highest first. */
export function Layers({
  programme,
  answer,
  onChange,
}: {
  readonly programme: Programme;
  /** Signed lines, where the programme as it stands has any. */
  readonly answer: ProgrammeAnswer | undefined;
  readonly onChange: (programme: Programme) => void;
}) {
  const t = useProgrammeWords();
  const colours = coloursOf(programme);
  const kept = (name: 'deductible' | 'annualRetentionStop') => (
    <TypedInput
      label={t(name)}
      description={t(`${name}About`)}
      inputMode="decimal"
      wrong={t('noAmount')}
      value={programme[name] ?? ''}
      read={(typed) => (typed.trim() === '' ? '' : typedAmount(typed))}
      onValue={(value) => {
        const { [name]: _, ...others } = programme;
        onChange(value === '' ? others : { ...others, [name]: value });
      }}
    />
  );
  return (
    <Section
      title={t('layers')}
      measure={t('layersMeasure')}
      note={t('layersNote')}
      action={
        <Button
          className="not-printed"
          variant="default"
          onClick={() => onChange(withLayerOnTop(programme, (number) => t('layerNumber', { number })))}
        >
          {t('addLayer')}
        </Button>
      }
    >
      <div className={styles.fields}>
        {kept('deductible')}
        {kept('annualRetentionStop')}
      </div>
      {programme.layers.length === 0 && <Empty>{t('noLayers')}</Empty>}
      {fromTheTop(programme).map((place) => (
        <LayerForm
          // Names are typed: a layer is known by its place.
          key={place}
          {...{ programme, place, colours, onChange }}
          signed={answer?.layers[place]?.signed}
        />
      ))}
    </Section>
  );
}
