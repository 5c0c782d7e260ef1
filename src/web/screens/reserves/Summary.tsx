import { sumOf, useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Answer } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import type { Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** The answer of the page, and the figures that it is about. */
export function Summary({ reserve }: { readonly reserve: Reserve }) {
  const t = useReserveWords();
  const { short, percent, month } = useFigures();
  const { total, ledger, benefits, margin, unpaidWithMargin, largeAbove, waiting, method } = reserve;
  const waits = waiting.claims + waiting.changes + waiting.partitions;
  if (total === undefined) return <Answer about={t(`${method}About`)}>{t('answerNone')}</Answer>;
  const held = ledger && sumOf([ledger.claimsPayable, ledger.notReported]);
  const unpaid = short(total.unpaid);
  const isHeld = held !== undefined && Number(held) >= Number(unpaidWithMargin ?? total.unpaid);
  const largePaid = sumOf(benefits.flatMap(({ months }) => (months ?? []).map((one) => one.largePaid)));
  return (
    <>
      <Answer
        about={
          <>
            {t('about', {
              ...{ month: month(reserve.asOf), method: t(method).toLowerCase() },
              ...{ claims: short(total.known), notReported: short(total.notReported) },
            })}
            {waits > 0 && (
              <>
                {' '}
                <Status kind="caution">{t('waiting', { count: waits })}</Status>
              </>
            )}
          </>
        }
      >
        {held === undefined
          ? t('answerBenefit', { unpaid, benefit: benefits[0]?.benefit })
          : t(isHeld ? 'answerHeld' : 'answerShort', { unpaid, held: short(held) })}
      </Answer>
      <KeyFigures>
        <KeyFigure name={t('unpaid')} value={unpaid}>
          {t('unpaidNote')}
        </KeyFigure>
        {unpaidWithMargin !== undefined && margin !== undefined && (
          <KeyFigure name={t('withMargin')} value={short(unpaidWithMargin)}>
            {t('withMarginNote', { margin: percent(margin) })}
          </KeyFigure>
        )}
        {held !== undefined && (
          <KeyFigure name={t('held')} value={short(held)}>
            {t('heldNote', {
              payable: short(ledger!.claimsPayable),
              notReported: short(ledger!.notReported),
            })}
          </KeyFigure>
        )}
        <KeyFigure name={t('paid')} value={short(total.paid)}>
          {t('paidNote')}
        </KeyFigure>
        {largeAbove !== undefined && (
          <KeyFigure name={t('large')} value={short(largePaid)}>
            {t('largeNote', { above: short(largeAbove) })}
          </KeyFigure>
        )}
      </KeyFigures>
    </>
  );
}
