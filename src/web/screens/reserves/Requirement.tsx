import { Bar, BarRow } from '../../parts/Bars.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import type { Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** What the law of the pool's jurisdiction asks for, with its clause, and whether it is held. */
export function Requirement({ reserve, isWhole }: { readonly reserve: Reserve; readonly isWhole: boolean }) {
  const t = useReserveWords();
  const { short, percent } = useFigures();
  const { requirement } = reserve;
  const items = requirement?.items ?? [];
  const scale = Math.max(0, ...items.flatMap(({ held, required }) => [Number(held), Number(required)]));
  if (requirement === undefined || requirement.refused !== undefined)
    return (
      <Section span={6} title={t('requiredTitle')}>
        {requirement?.refused !== undefined ? (
          <Empty title={t('requiredTitle')}>
            {t('requiredRefused', { message: requirement.refused.message })}
          </Empty>
        ) : (
          <Empty title={t(isWhole ? 'requiredNone' : 'requiredTitle')}>
            {t(isWhole ? 'requiredNoneNext' : 'requiredWhole')}
          </Empty>
        )}
      </Section>
    );
  return (
    <Section
      span={6}
      title={t(requirement.adequate === true ? 'requiredTitleKept' : 'requiredTitleShort')}
      measure={t('requiredMeasure', { jurisdiction: requirement.jurisdiction })}
    >
      {items.map(({ name, held, required, shortfall, share, base, citation }) => {
        const isKept = Number(shortfall) === 0;
        const title = name === 'reserve' || name === 'surplus' ? t(name) : name;
        const figures = { held: short(held), required: short(required) };
        return (
          <BarRow
            key={name}
            name={
              <>
                {title}
                <div className="quiet">
                  {t('itemShare', { share: percent(share), base: short(base) })}, {citation}
                </div>
              </>
            }
            figures={
              <>
                <bdi>{t('itemFigures', figures)}</bdi>
                <div>
                  <Status kind={isKept ? 'good' : 'alert'}>
                    {isKept ? t('itemKept') : t('itemShort', { shortfall: short(shortfall) })}
                  </Status>
                </div>
              </>
            }
          >
            <Bar
              label={t('itemLabel', { name: title, ...figures })}
              scale={scale}
              parts={[{ length: Number(held), kind: isKept ? 'settled' : 'over' }]}
              marks={[{ at: Number(required) }]}
            />
          </BarRow>
        );
      })}
    </Section>
  );
}
