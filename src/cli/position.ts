import type { ContractDocument } from '../app/position-document.ts';
import { amountText, percentText } from './amounts.ts';
import { recoverableOf } from './statement.ts';
import { tableLines } from './table.ts';

/** Where the pool stands against its contracts, as it is answered. */
export interface PositionsDocument {
  readonly currency: string;
  readonly contracts: readonly ContractDocument[];
  readonly withheld?: boolean;
}

/** The positions for a person to read: each contract, the persons near or over their deductible, the months. */
export function positionsText({ contracts, withheld }: PositionsDocument): string {
  if (withheld === true) return 'Withheld: claims of too few persons would show.\n';
  if (contracts.length === 0) return 'There is no stop-loss contract.\n';
  const lines: string[] = [];
  for (const position of contracts) {
    const { contract, carrier, eligible, specific, aggregate, notices } = position;
    lines.push(
      `${contract}, ${carrier}: ${amountText(recoverableOf(position))} recoverable of ${amountText(eligible)} eligible`,
      '',
    );
    if (specific !== undefined && notices.length > 0) {
      const shares = new Map(notices.map(({ person, share }) => [person, percentText(share)]));
      const near = specific.persons.filter(({ person }) => shares.has(person));
      const rows = near.map((person) => [
        person.person,
        amountText(person.eligible),
        amountText(person.deductible),
        shares.get(person.person)!,
        amountText(person.reimbursement),
      ]);
      lines.push(...tableLines(PERSON_COLUMNS, rows), '');
    }
    if (aggregate !== undefined) {
      const against = `${amountText(aggregate.eligible)} against an attachment of ${amountText(aggregate.annualAttachment)}`;
      lines.push(`Aggregate: ${against}; ${amountText(aggregate.reimbursement)} recoverable`, '');
    }
  }
  return lines.join('\n');
}

const PERSON_COLUMNS = [
  { heading: 'Person', side: 'left' as const },
  { heading: 'Eligible', side: 'right' as const },
  { heading: 'Deductible', side: 'right' as const },
  { heading: 'Share', side: 'right' as const },
  { heading: 'Recoverable', side: 'right' as const },
];
