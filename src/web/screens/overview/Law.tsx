import { Bar, BarRow } from '../../parts/Bars.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import type { Year } from './types.ts';
import { useOverviewWords } from './words.ts';

/** What the law of the pool's jurisdiction requires, and what is held for it. */
export function Law({ law }: { readonly law: NonNullable<Year['reserves']>['law'] }) {
  const t = useOverviewWords();
  const { short } = useFigures();
  const missingOf = ({ held, required }: (typeof law)[number]) =>
    sumOf([required, held.startsWith('-') ? held.slice(1) : `-${held}`]);
  const isShort = law.some((one) => signOf(missingOf(one)) > 0);
  return (
    <Section title={t(isShort ? 'lawShort' : 'lawTitle')} measure={t('lawMeasure')}>
      {law.map((one) => {
        const [held, required] = [lengthOf(one.held), lengthOf(one.required)];
        const missing = missingOf(one);
        return (
          <BarRow
            key={one.name}
            name={`${one.name}, ${one.citation}`}
            figures={
              <Status kind={signOf(missing) > 0 ? 'alert' : 'good'}>
                {signOf(missing) > 0
                  ? t('short', { amount: short(missing) })
                  : `${short(one.held)} / ${short(one.required)}`}
              </Status>
            }
          >
            <Bar
              parts={[{ length: held, kind: 'settled' }]}
              marks={[{ at: required }]}
              scale={Math.max(held, required) * 1.15}
              label={`${one.name}: ${short(one.held)}`}
            />
          </BarRow>
        );
      })}
    </Section>
  );
}
