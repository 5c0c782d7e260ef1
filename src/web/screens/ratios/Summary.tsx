import { useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Answer } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { YearRatios } from './ratio.ts';
import { useMoved } from './useMoved.ts';
import { useRatioWords } from './words.ts';

/** The answer of the page, with what it is made of. */
export function Summary({
  ratios,
  year,
  before,
}: {
  readonly ratios: YearRatios;
  readonly year: string;
  readonly before: string | undefined;
}) {
  const t = useRatioWords();
  const shared = useSharedWords();
  const { percent, short, day } = useFigures();
  const { data: moved } = useMoved(before, year);
  const { total, from, to, basis } = ratios;
  const ratio = (value: string | null) => (value === null ? shared('notYet') : percent(value));
  const money = (value: string | null) => (value === null ? shared('withheld') : short(value));
  const change = Number(moved?.change ?? 0);
  return (
    <>
      <Answer
        about={t('about', {
          ...{ from: day(from), to: day(to), basis: t(basis === 'net' ? 'netBasis' : 'grossBasis') },
          ...{ claims: money(total.claims), contributions: short(total.contributions) },
        })}
      >
        {total.lossRatio === null
          ? t('answerNone', { year })
          : t('answer', {
              ...{ ratio: percent(total.lossRatio), year },
              moved:
                moved === undefined || Math.abs(change) < 0.0005
                  ? ''
                  : t(change > 0 ? 'answerUp' : 'answerDown', {
                      change: Math.abs(change * 100).toFixed(1),
                      combined: percent(moved.after),
                      before,
                    }),
            })}
      </Answer>
      <KeyFigures>
        <KeyFigure name={t('lossRatio')} value={ratio(total.lossRatio)}>
          {t('lossNote')}
        </KeyFigure>
        <KeyFigure name={t('expenseRatio')} value={ratio(total.expenseRatio)}>
          {t('expenseNote')}
        </KeyFigure>
        <KeyFigure name={t('combinedRatio')} value={ratio(total.combinedRatio)}>
          {t('combinedNote')}
        </KeyFigure>
        {total.recoveries !== undefined && total.stopLossPremium !== undefined && (
          <KeyFigure name={t('recoveries')} value={short(total.recoveries)}>
            {t('recoveriesNote', { premium: short(total.stopLossPremium) })}
          </KeyFigure>
        )}
      </KeyFigures>
    </>
  );
}
