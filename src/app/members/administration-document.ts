import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { AdministrationShared } from './administration.ts';

/** What administration cost, shared, as one document; `members` are those of whom a line is shown, the sums only beside all. */
export function administrationDocument(
  { document }: Consortium,
  shared: AdministrationShared,
  members: ReadonlyMap<string, number>,
) {
  const write = (minor: number | undefined) =>
    minor === undefined ? undefined : formatAmount(minor, document.currency);
  const isWhole = members.size === shared.shares.length;
  return {
    cost: isWhole ? write(shared.cost) : undefined,
    members: shared.shares
      .filter(({ member }) => members.has(member))
      .map(({ member, amount, standalone, saving }) => ({
        ...{ member, employees: shared.employees.get(member)!, charged: write(shared.charged.get(member))! },
        ...{ share: write(amount)!, standalone: write(standalone), saving: write(saving) },
      })),
    saving: isWhole ? write(shared.saving) : undefined,
  };
}
