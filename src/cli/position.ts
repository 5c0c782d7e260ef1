import type { Consortium } from '../app/ports/consortium.ts';
import type { ContractPosition } from '../app/stop-loss.ts';
import { formatAmount } from '../core/money/amount.ts';
import { percent } from './statement.ts';
import { grouped, tableLines } from './table.ts';

/** The positions for a person to read: each contract, the persons near or over their deductible, the months. */
export function positionsText({ document }: Consortium, positions: readonly ContractPosition[]): string {
  const write = (minor: number) => grouped(formatAmount(minor, document.currency));
  if (positions.length === 0) return 'There is no stop-loss contract.\n';
  const lines: string[] = [];
  for (const { contract, carrier, position } of positions) {
    const { specific, aggregate, notices } = position;
    const recoverable = (specific?.reimbursement ?? 0) + (aggregate?.reimbursement ?? 0);
    lines.push(
      `${contract}, ${carrier}: ${write(recoverable)} recoverable of ${write(position.eligible)} eligible`,
      '',
    );
    if (specific !== undefined && notices.length > 0) {
      const shares = new Map(notices.map(({ person, share }) => [person, percent(share)]));
      const near = specific.persons.filter(({ person }) => shares.has(person));
      const rows = near.map((person) => [
        person.person,
        write(person.eligible),
        write(person.deductible),
        shares.get(person.person)!,
        write(person.reimbursement),
      ]);
      lines.push(...tableLines(PERSON_COLUMNS, rows), '');
    }
    if (aggregate !== undefined) {
      const against = `${write(aggregate.eligible)} against an attachment of ${write(aggregate.annualAttachment)}`;
      lines.push(`Aggregate: ${against}; ${write(aggregate.reimbursement)} recoverable`, '');
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
