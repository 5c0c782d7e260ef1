import type { Asked } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { Bar, BarRow } from '../../parts/Bars.tsx';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { Read } from '../../parts/States.tsx';
import { Steps } from '../../parts/Steps.tsx';
import { useRatioWords } from './words.ts';

/** The medical loss ratio of what the pool knows, against the standard of the law, and every step to it with its section. */
export function RebateFound({ document }: { readonly document: Asked<'/api/v1/calculators/mlr-rebate'> }) {
  const t = useRatioWords();
  const { percent, money } = useFigures(document.currency);
  const answer = useRead(['mlr-rebate', document], () =>
    api.POST('/api/v1/calculators/mlr-rebate', { params: { query: { explain: 'true' } }, body: document }),
  );
  return (
    <Read of={answer}>
      {({ mlr, preliminaryMlr, standard, rebate, credibility, explanation = [] }) => {
        const scale = Math.max(1.05, ratioNumber(mlr) * 1.05);
        const rows = [
          { name: t('mlrPreliminary'), ratio: preliminaryMlr, about: t('mlrPreliminaryAbout') },
          {
            name: t('mlrAdjusted'),
            ratio: mlr,
            about: t(`mlr_${credibility.class}`, { adjustment: percent(credibility.adjustment) }),
          },
        ];
        const isMet = ratioNumber(mlr) >= ratioNumber(standard);
        const figures = { mlr: percent(mlr), standard: percent(standard), rebate: money(rebate) };
        return (
          <>
            <p>
              <strong>{t(isMet ? 'mlrMet' : Number(rebate) > 0 ? 'mlrOwed' : 'mlrUnder', figures)}</strong>
            </p>
            {rows.map(({ name, ratio, about }) => (
              <BarRow
                key={name}
                name={
                  <>
                    {name}
                    <div className="quiet">{about}</div>
                  </>
                }
                figures={<bdi>{percent(ratio)}</bdi>}
              >
                <Bar
                  scale={scale}
                  parts={[{ length: ratioNumber(ratio), kind: 'settled' }]}
                  marks={[{ at: ratioNumber(standard) }]}
                  label={t('ratioLabel', { name, ratio: percent(ratio) })}
                />
              </BarRow>
            ))}
            <details>
              <summary>{t('mlrSteps')}</summary>
              <Steps steps={explanation} />
            </details>
          </>
        );
      }}
    </Read>
  );
}
