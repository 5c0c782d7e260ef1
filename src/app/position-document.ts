import { formatAmount } from '../core/money/amount.ts';
import { writePosition } from '../exchange/json/stop-loss.ts';
import type { Consortium } from './ports/consortium.ts';
import type { ContractPosition } from './stop-loss.ts';

/** The position of a contract as it is answered, as far as it is shown to people; the rest is the stop-loss calculator's. */
export interface ContractDocument {
  readonly contract: string;
  readonly carrier: string;
  readonly eligible: string;
  readonly specific?: {
    readonly persons: readonly {
      readonly person: string;
      readonly eligible: string;
      readonly deductible: string;
      readonly excess: string;
      readonly reimbursement: string;
    }[];
    readonly reimbursement: string;
  };
  readonly aggregate?: {
    readonly annualAttachment: string;
    readonly eligible: string;
    readonly reimbursement: string;
  };
  readonly notices: readonly { readonly person: string; readonly share: string }[];
}

/** The positions of all contracts, each as the stop-loss calculator writes it. */
export function contractDocuments(
  { document }: Consortium,
  positions: readonly ContractPosition[],
): ContractDocument[] {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return positions.map(({ contract, carrier, position }) => ({
    contract,
    carrier,
    ...(writePosition(position, write) as unknown as Omit<ContractDocument, 'contract' | 'carrier'>),
  }));
}
