import { formatMonth } from '../calendar/month.ts';
import { type ReserveStep, step } from './explanation.ts';
import type { UnpaidClaims } from './unpaid-claims.ts';
import { writtenFigure as write } from './written-figure.ts';

const SOURCES = {
  completion: 'Actuarial Standard of Practice No. 5 (2017), section 2.5, development method',
  'bornhuetter-ferguson': 'Bornhuetter and Ferguson 1972; Cape Cod',
} as const;

/** The steps to what is unpaid, month by month; figures are those of the claims, in any unit. */
export function explainUnpaid({ months, unpaid }: UnpaidClaims): ReserveStep[] {
  const steps = months.map(({ month, method, paid, completion, expected, unpaid: more }) => {
    const seen = write(completion);
    const formula =
      method === 'completion'
        ? `${write(paid)} / ${seen} - ${write(paid)}`
        : `${write(expected)} expected x (1 - ${seen})`;
    return step(formatMonth(month), 'still to come', `larger of 0 and ${formula}`, more, SOURCES[method]);
  });
  return [...steps, step('total', 'still to come', 'sum of the months', unpaid, SOURCES.completion)];
}
