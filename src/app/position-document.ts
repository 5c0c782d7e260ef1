import { formatAmount } from '../core/money/amount.ts';
import type { Answer } from '../exchange/json/calculator.ts';
import { writePosition } from '../exchange/json/stop-loss.ts';
import type { Consortium } from './ports/consortium.ts';
import type { ContractPosition } from './stop-loss.ts';

/** The positions of all contracts, each as the stop-loss calculator writes it. */
export function contractDocuments(
  { document }: Consortium,
  positions: readonly ContractPosition[],
): Answer[] {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return positions.map(({ contract, carrier, position }) => ({
    contract,
    carrier,
    ...writePosition(position, write),
  }));
}
