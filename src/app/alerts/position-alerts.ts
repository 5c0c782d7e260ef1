import { compareRatios, formatRatio, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { contractPositions } from '../stop-loss.ts';
import type { Alert, AlertSource } from './alert.ts';
import { percentOf } from './percent.ts';

const WHOLE = ratioOf(1);

/**
 * Persons at half of the specific deductible or more, of whom the carrier has to be told, by contract, while claims can still
 * be paid under it. Persons are counted and not named. Refused: as `contractPositions`.
 */
export async function positionAlerts({ stores, consortium, on }: AlertSource): Promise<Alert[] | Refusal> {
  const contracts = consortium.document.stopLoss.filter(
    ({ policy: { incurred, paid } }) => Math.min(incurred.from, paid.from) <= on && on <= paid.to,
  );
  const positions = await contractPositions(stores.books, consortium, { contracts, isOfLarge: true });
  if (isRefusal(positions)) return positions;
  return positions.flatMap(({ contract, carrier, position: { notices } }): Alert[] => {
    if (notices.length === 0) return [];
    const largest = notices.map(({ share }) => share).reduce((a, b) => (compareRatios(a, b) < 0 ? b : a));
    const over = notices.filter(({ share }) => compareRatios(share, WHOLE) > 0).length;
    const persons = notices.length === 1 ? '1 person' : `${notices.length} persons`;
    return [
      {
        ...{ code: 'position_at_half', severity: over > 0 ? 'urgent' : 'attention', about: contract },
        figure: `${persons} at 50 % of the specific deductible or more, ${over} over it; the largest at ${percentOf(largest)}`,
        values: {
          ...{ contract, carrier, persons: String(notices.length), over: String(over) },
          largest: formatRatio(largest),
        },
        next: `Give ${carrier} notice of them: \`poolbook position\` lists them.`,
      },
    ];
  });
}
