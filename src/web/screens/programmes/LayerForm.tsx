import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { TypedInput } from '../../parts/TypedInput.tsx';
import { typedAmount, typedName } from '../../parts/typed.ts';
import styles from './Layers.module.css';
import { freeName, type Layer, layerMoved, withLayer, withoutLayer } from './layers.ts';
import { Panel } from './Panel.tsx';
import { Placed } from './Placed.tsx';
import type { Programme, ProgrammeAnswer } from './property.ts';
import { useProgrammeWords } from './words.ts';

const AMOUNTS = ['limit', 'attachment', 'premium', 'aggregateLimit'] as const;

/** One layer: where it begins, how much it takes, what it costs, and the panel that shares it. */
export function LayerForm({
  programme,
  place,
  signed,
  colours,
  onChange,
}: {
  readonly programme: Programme;
  readonly place: number;
  readonly signed: ProgrammeAnswer['layers'][number]['signed'] | undefined;
  readonly colours: ReadonlyMap<string, string>;
  readonly onChange: (programme: Programme) => void;
}) {
  const t = useProgrammeWords();
  const layer = programme.layers[place]!;
  const write = (changed: Layer) => onChange(withLayer(programme, place, changed));
  const isOptional = (name: (typeof AMOUNTS)[number]) => name === 'premium' || name === 'aggregateLimit';
  const amount = (name: (typeof AMOUNTS)[number]) => (
    <TypedInput
      key={name}
      label={t(name)}
      inputMode="decimal"
      required={!isOptional(name)}
      wrong={t('noAmount')}
      value={layer[name] ?? ''}
      read={(typed) => (typed.trim() === '' && isOptional(name) ? '' : typedAmount(typed))}
      onValue={(value) => {
        const { [name]: _, ...others } = layer;
        write((value === '' ? others : { ...others, [name]: value }) as Layer);
      }}
    />
  );
  const move = (way: 'up' | 'down', Mark: typeof IconArrowUp) => {
    const after = layerMoved(programme, place, way);
    const label = t(way === 'up' ? 'moveLayerUp' : 'moveLayerDown', { layer: layer.name });
    return (
      <ActionIcon
        variant="subtle"
        aria-label={label}
        title={label}
        disabled={after === undefined}
        onClick={() => after && onChange(after)}
      >
        <Mark size={17} stroke={1.6} />
      </ActionIcon>
    );
  };
  const remove = t('removeLayer', { layer: layer.name });
  const addInsurer = () => {
    const insurer = freeName(
      layer.panel.map((line) => line.insurer),
      (number) => t('insurerNumber', { number }),
    );
    write({ ...layer, panel: [...layer.panel, { insurer, share: '0.00' }] });
  };
  return (
    <fieldset className={styles.layer}>
      <legend className="unseen">{layer.name}</legend>
      <div className={styles.fields}>
        <TypedInput
          label={t('layer')}
          required
          wrong={t('noName')}
          value={layer.name}
          read={typedName}
          onValue={(name) => write({ ...layer, name })}
        />
        {AMOUNTS.map(amount)}
        <span className={`${styles.acts} not-printed`}>
          {move('up', IconArrowUp)}
          {move('down', IconArrowDown)}
          <ActionIcon
            variant="subtle"
            aria-label={remove}
            title={remove}
            onClick={() => onChange(withoutLayer(programme, place))}
          >
            <IconTrash size={17} stroke={1.6} />
          </ActionIcon>
        </span>
      </div>
      {layer.panel.length > 0 && (
        <Panel {...{ layer, signed, colours }} insurers={[...colours.keys()]} onChange={write} />
      )}
      <Placed layer={layer} onChange={write} />
      <Button
        className={`${styles.add!} not-printed`}
        variant="default"
        size="compact-sm"
        onClick={addInsurer}
      >
        {t('addInsurer', { layer: layer.name })}
      </Button>
    </fieldset>
  );
}
