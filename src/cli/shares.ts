import type { shareDocuments } from '../app/members/shares-document.ts';
import { writtenMonth, writtenNumber } from '../app/members/written.ts';
import { isRefusal } from '../core/refusal.ts';
import { amountText, sumOf } from './amounts.ts';
import { tableLines } from './table.ts';

/** Options of what is shared by what members contributed. */
export interface SharedOptions {
  readonly from: string;
  readonly through: string;
  readonly resolution?: string;
  readonly motion?: boolean;
}

export function readShared(given: SharedOptions) {
  const from = writtenMonth('--from', given.from);
  if (isRefusal(from)) return from;
  const through = writtenMonth('--through', given.through);
  if (isRefusal(through)) return through;
  const resolution = writtenNumber('--resolution', given.resolution);
  return isRefusal(resolution) ? resolution : { from, through, resolution };
}

export type Shares = readonly ReturnType<typeof shareDocuments>[number][];

/** The shares of members under an answer. */
export function sharesText(answer: string, shares: Shares): string {
  const columns = ['Member', 'Contributed', 'Share'].map((heading, index) => ({
    ...{ heading, side: index === 0 ? ('left' as const) : ('right' as const) },
  }));
  const rows = shares.map(({ member, contributions, amount }) => [
    member,
    ...[contributions, amount].map(amountText),
  ]);
  const sum = (of: 'contributions' | 'amount') => amountText(sumOf(shares.map((share) => share[of])));
  const total = ['In all', sum('contributions'), sum('amount')];
  return `${[answer, '', ...tableLines(columns, [...rows, 'rule', total])].join('\n')}\n`;
}
