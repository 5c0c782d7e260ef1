import { TextInput } from '@mantine/core';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { coloursOf, type Programme, type ProgrammeAnswer, type Property } from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

type Line = Programme['layers'][number]['panel'][number];

/** The panels of all layers: written lines, which can be changed, beside the signed ones. */
export function Panels({
  property,
  programme,
  answer,
  onChange,
}: {
  readonly property: Property;
  readonly programme: Programme;
  readonly answer: ProgrammeAnswer;
  readonly onChange: (property: Property) => void;
}) {
  const t = useProgrammeWords();
  const { percent, amount } = useFigures(property.currency);
  const colours = coloursOf(programme);
  const rows = programme.layers.flatMap(({ name: layer, panel, premium }, number) =>
    panel.map((line, place) => ({ layer, number, place, premium, line })),
  );
  type Row = (typeof rows)[number];
  const signedOf = ({ layer, line }: Row) =>
    answer.layers.find(({ name }) => name === layer)?.signed.find(({ insurer }) => insurer === line.insurer)
      ?.share;
  const write = (row: Row, share: string) => {
    const panel = (lines: readonly Line[]) =>
      lines.map((line, place) => (place === row.place ? { ...line, share } : line));
    const layers = programme.layers.map((layer, number) =>
      number === row.number ? { ...layer, panel: panel(layer.panel) } : layer,
    );
    onChange({ ...property, programme: { ...programme, layers } });
  };
  return (
    <Section title={t('panels')} measure={t('panelsMeasure')} note={t('panelsNote')}>
      <DataTable<Row>
        name={t('panels')}
        rows={rows}
        keyOf={({ number, place }) => `${number} ${place}`}
        columns={[
          {
            ...{ key: 'insurer', heading: t('insurer') },
            by: ({ line }) => line.insurer,
            cell: ({ line }) => (
              <>
                <span
                  className={styles.mark}
                  style={{ '--colour': colours.get(line.insurer) } as object}
                  aria-hidden
                />{' '}
                {line.insurer} {line.lead === true && <span className="quiet">{t('lead')}</span>}
              </>
            ),
          },
          {
            ...{ key: 'layer', heading: t('layer') },
            by: ({ number }) => number,
            csv: ({ layer }) => layer,
            cell: ({ layer }) => layer,
          },
          {
            ...{ key: 'written', heading: t('written'), side: 'end' },
            csv: ({ line }) => String(line.share),
            cell: (row) => (
              <TextInput
                size="xs"
                aria-label={t('writtenOf', { insurer: row.line.insurer, layer: row.layer })}
                key={String(row.line.share)}
                defaultValue={String(row.line.share)}
                onBlur={({ currentTarget: { value } }) =>
                  value !== String(row.line.share) && /^\d+(\.\d+|\/\d+)?$/.test(value) && write(row, value)
                }
                styles={{ input: { textAlign: 'end', inlineSize: '6em', marginInlineStart: 'auto' } }}
              />
            ),
          },
          {
            ...{ key: 'signed', heading: t('signed'), side: 'end' },
            csv: (row) => signedOf(row) ?? '',
            cell: (row) => <bdi>{percent(signedOf(row) ?? '0')}</bdi>,
          },
          {
            ...{ key: 'premium', heading: t('premium'), side: 'end', isDetail: true },
            csv: ({ premium }) => premium ?? '',
            cell: ({ premium, place }) => (place === 0 && premium ? <bdi>{amount(premium)}</bdi> : ''),
          },
        ]}
      />
    </Section>
  );
}
