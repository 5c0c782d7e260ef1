import { TextInput } from '@mantine/core';
import { DataTable } from '../../parts/DataTable.tsx';
import { Section } from '../../parts/Section.tsx';
import { type FigureRow, figureRows, type Tender, typedFigure } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** The tender's figures by tier, each of which is changed where it stands. */
export function Figures({
  tender,
  onChange,
}: {
  readonly tender: Tender;
  readonly onChange: (tender: Tender) => void;
}) {
  const t = useChoiceWords();
  const tiers = Object.keys(tender.group.enrolment);
  const nameOf = ({ kind, bid }: FigureRow) => t(kind, { bid });
  return (
    <Section title={t('figures')} measure={t('figuresMeasure')} note={t('figuresNote')}>
      <DataTable<FigureRow>
        name={t('figures')}
        rows={figureRows(tender)}
        keyOf={({ kind, bid }) => `${kind} ${bid}`}
        columns={[
          { key: 'row', heading: t('row'), csv: nameOf, cell: nameOf },
          ...tiers.map((tier) => ({
            ...{ key: tier, heading: tier, side: 'end' as const },
            csv: ({ byTier }: FigureRow) => String(byTier[tier]),
            cell: (row: FigureRow) => (
              <TextInput
                size="xs"
                inputMode="decimal"
                aria-label={t('cell', { row: nameOf(row), tier })}
                // Typed anew where it was changed elsewhere.
                key={String(row.byTier[tier])}
                defaultValue={String(row.byTier[tier])}
                onBlur={({ currentTarget }) => {
                  const typed = typedFigure(row.kind, currentTarget.value);
                  if (typed === undefined) currentTarget.value = String(row.byTier[tier]);
                  else if (typed !== String(row.byTier[tier])) onChange(row.with(tier, typed));
                }}
                onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
                styles={{ input: { textAlign: 'end', minInlineSize: '6.5em' } }}
              />
            ),
          })),
        ]}
      />
    </Section>
  );
}
