import type { ReactNode } from 'react';
import type { Got } from '../../api/answers.ts';
import { useFigures } from '../../parts/figures.ts';
import { useClaimsWords } from './words.ts';

export type ClaimSums = Got<'/api/v1/consortia/{consortium}/claim-sums'>;

/** What all claims say that the filters find, in a sentence; where they are very many, what is known of how many. */
export function ListAnswer({
  sums,
  isFiltered,
}: {
  readonly sums: ClaimSums | undefined;
  readonly isFiltered: boolean;
}): ReactNode {
  const t = useClaimsWords();
  const figures = useFigures();
  if (sums === undefined) return t('found');
  const { claims, lines, waiting, isWhole } = sums;
  const amounts = { charge: figures.money(sums.charge), planPays: figures.money(sums.planPays) };
  if (claims === undefined) {
    if (lines === 0 && (waiting ?? 0) === 0) return t(isFiltered ? 'answerNone' : 'answerEmpty');
    const values = { ...amounts, count: lines, lines: figures.count(lines) };
    if (waiting === undefined) return t('answerDecidedOf', values);
    return t('answerDecided', {
      ...values,
      waiting: waiting === 0 ? t('noneWaits') : t('someWait', { count: waiting }),
    });
  }
  if (!isWhole)
    return t(claims === 0 ? 'answerLooking' : 'answerMore', {
      ...{ ...amounts, count: claims, claims: figures.count(claims) },
    });
  if (claims === 0) return t('answerNone');
  return t('answerFound', { ...amounts, count: claims, claims: figures.count(claims) });
}
