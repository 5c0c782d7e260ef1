import { ActionIcon, Radio } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { useFigures } from '../../parts/figures.ts';
import { TypedInput } from '../../parts/TypedInput.tsx';
import { shareTyped, typedAmount, typedName, typedShare } from '../../parts/typed.ts';
import { moved } from '../calculators/schema.ts';
import styles from './Layers.module.css';
import { type Layer, type Line, ledBy } from './layers.ts';
import type { ProgrammeAnswer } from './property.ts';
import { useProgrammeWords } from './words.ts';

const OWN = ['limit', 'deductible'] as const;

/** The insurers of a layer: the line that each has written and what it is signed to, who leads, and terms of their own. */
export function Panel({
  layer,
  signed,
  colours,
  insurers,
  onChange,
}: {
  readonly layer: Layer;
  readonly signed: ProgrammeAnswer['layers'][number]['signed'] | undefined;
  readonly colours: ReadonlyMap<string, string>;
  /** All of the programme, to choose from. */
  readonly insurers: readonly string[];
  readonly onChange: (layer: Layer) => void;
}) {
  const t = useProgrammeWords();
  const { percent } = useFigures();
  const known = useId();
  const { panel } = layer;
  const put = (lines: readonly Line[]) => onChange({ ...layer, panel: [...lines] });
  const write = (place: number, line: Line) => put(panel.with(place, line));
  const act = (label: string, Mark: typeof IconTrash, lines: () => readonly Line[], isDisabled = false) => (
    <ActionIcon
      variant="subtle"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={() => put(lines())}
    >
      <Mark size={17} stroke={1.6} />
    </ActionIcon>
  );
  return (
    <div className={styles.scroll}>
      <datalist id={known}>
        {insurers.map((insurer) => (
          <option key={insurer} value={insurer} />
        ))}
      </datalist>
      <table className={styles.panel} aria-label={t('panelOf', { layer: layer.name })}>
        <thead>
          <tr>
            {(['insurer', 'written', 'signed', 'leads', 'ownLimit', 'ownDeductible'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{t('order')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {panel.map((line, place) => {
            const of = { insurer: line.insurer, layer: layer.name };
            return (
              // Names are typed: a line is known by its place.
              <tr key={place}>
                <td>
                  <TypedInput
                    aria-label={t('insurerOf', { number: place + 1, layer: layer.name })}
                    list={known}
                    leftSection={
                      <span
                        className={styles.mark}
                        style={{ '--colour': colours.get(line.insurer) } as object}
                        aria-hidden
                      />
                    }
                    wrong={t('noName')}
                    value={line.insurer}
                    read={typedName}
                    onValue={(insurer) => write(place, { ...line, insurer })}
                  />
                </td>
                <td>
                  <TypedInput
                    className={styles.share!}
                    aria-label={t('writtenOf', of)}
                    inputMode="decimal"
                    rightSection={<span aria-hidden>%</span>}
                    wrong={t('noShare')}
                    value={shareTyped(line.share)}
                    read={typedShare}
                    onValue={(share) => write(place, { ...line, share })}
                  />
                </td>
                <td data-side="end">
                  <bdi>{signed?.[place] === undefined ? '' : percent(signed[place].share)}</bdi>
                </td>
                <td>
                  <Radio
                    aria-label={t('leadsOf', of)}
                    checked={line.lead === true}
                    onChange={() => put(ledBy(panel, place))}
                  />
                </td>
                {OWN.map((name) => (
                  <td key={name}>
                    <TypedInput
                      aria-label={t(name === 'limit' ? 'ownLimitOf' : 'ownDeductibleOf', of)}
                      inputMode="decimal"
                      wrong={t('noAmount')}
                      value={line[name] ?? ''}
                      read={(typed) => (typed.trim() === '' ? '' : typedAmount(typed))}
                      onValue={(value) => {
                        const { [name]: _, ...others } = line;
                        write(place, value === '' ? others : { ...others, [name]: value });
                      }}
                    />
                  </td>
                ))}
                <td className={`${styles.acts} not-printed`}>
                  {act(t('moveUp', of), IconArrowUp, () => moved(panel, place, place - 1), place === 0)}
                  {act(
                    ...([t('moveDown', of), IconArrowDown, () => moved(panel, place, place + 1)] as const),
                    place === panel.length - 1,
                  )}
                  {act(t('removeOf', of), IconTrash, () => panel.toSpliced(place, 1))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
