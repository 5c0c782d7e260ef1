import { Bar, BarRow } from '../../parts/Bars.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import type { Values } from './property.ts';
import { useProgrammeWords } from './words.ts';

/** The locations that are insured for less than the clause asks: the gap of each in words and as a bar, the widest first. */
export function Gaps({ values }: { readonly values: Values }) {
  const t = useProgrammeWords();
  const { short, percent } = useFigures(values.currency);
  const rows = values.locations
    .filter(({ gap }) => signOf(gap) > 0)
    .sort((one, other) => signOf(sumOf([other.gap, `-${one.gap}`])));
  const scale = Math.max(0, ...rows.map(({ required }) => lengthOf(required))) * 1.02;
  return (
    <Section title={t('gaps')} measure={rows.length > 0 ? t('gapsMeasure') : undefined}>
      {rows.length === 0 && <Status kind="good">{t('gapsNone')}</Status>}
      {rows.map(({ location, name = location, insured, required, gap, ratio, agreedValue }) => {
        const figures = { name, insured: short(insured), required: short(required), gap: short(gap) };
        return (
          <BarRow
            key={location}
            name={
              <>
                {name}
                <div>
                  <Status kind={agreedValue ? 'note' : 'alert'}>
                    {t(agreedValue ? 'gapAgreed' : 'gapSaid', { ...figures, ratio: percent(ratio) })}
                  </Status>
                </div>
              </>
            }
            figures={<bdi>{t('gapFigures', figures)}</bdi>}
          >
            <Bar
              scale={scale}
              parts={[
                { length: lengthOf(insured), kind: 'settled' },
                { length: lengthOf(gap), kind: 'open' },
              ]}
              marks={[{ at: lengthOf(required) }]}
              label={t('gapLabel', figures)}
            />
          </BarRow>
        );
      })}
    </Section>
  );
}
