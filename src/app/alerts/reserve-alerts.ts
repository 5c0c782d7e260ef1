import { formatMonth, type Month } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { claimsReserves, heldForClaims, subscribersByMonth } from '../claims-reserves.ts';
import { largeClaimTerms } from '../large-claims.ts';
import type { BooksAtMonth } from '../ports/close.ts';
import type { Consortium } from '../ports/consortium.ts';
import { type PoolRequirement, poolRequirement } from '../reserve-requirement.ts';
import type { Alert, AlertSource } from './alert.ts';

/**
 * What the pool holds for claims (its assets, less what it owes for anything else) against what the last close expects
 * claims incurred by then to cost still, and the reserve and surplus that the law of its jurisdiction requires. Nothing
 * where no month was closed. A law whose shares are not known raises nothing; `poolbook reserve` says so.
 */
export async function reserveAlerts({ stores, consortium }: AlertSource): Promise<Alert[]> {
  const { consortiumId, document } = consortium;
  const last = (await stores.closes.closedMonths(consortiumId)).at(-1);
  if (last === undefined) return [];
  const required = last.reserves.reduce((sum, { unpaid }) => sum + unpaid, 0);
  const terms = document.jurisdiction === undefined ? undefined : largeClaimTerms(document, last.month);
  const then = await stores.closes.booksAt(consortiumId, last.month, terms);
  const held = heldAt(then);
  const plain = (minor: number) => formatAmount(minor, document.currency);
  const write = (minor: number) => `${plain(minor)} ${document.currency.code}`;
  const month = formatMonth(last.month);
  const about = `closed month ${month}`;
  const alerts: Alert[] = [];
  if (held < required)
    alerts.push({
      ...{ code: 'reserve_short', severity: 'urgent', about },
      figure: `${write(held)} held for claims that will still cost ${write(required)}: ${write(required - held)} short`,
      values: { month, held: plain(held), required: plain(required), shortfall: plain(required - held) },
      next: 'Tell the board: `poolbook reserve` says what is still to come, `poolbook calc assessment` what members would bear.',
    });
  const requirement = await requirementOf(stores.books, consortium, last.month, then);
  if (requirement === undefined || isRefusal(requirement)) return alerts;
  for (const { name, required: asked, held: has, shortfall, citation } of requirement.items)
    if (shortfall > 0)
      alerts.push({
        ...{ code: 'requirement_short', severity: 'urgent', about: `${name}, ${about}` },
        figure: `${write(has)} held where ${citation} requires ${write(asked)}: ${write(shortfall)} short`,
        values: {
          ...{ month, requirement: name, citation },
          ...{ held: plain(has), required: plain(asked), shortfall: plain(shortfall) },
        },
        next: 'Tell the board: `poolbook reserve` shows the requirement, `poolbook calc assessment` what members would bear.',
      });
  return alerts;
}

/** What was held when the claims were estimated: what was paid by then and is only to be drawn is as good as gone. */
function heldAt({ balances, unfunded }: BooksAtMonth): number {
  return heldForClaims(balances) - unfunded.reduce((sum, { amount }) => sum + amount, 0);
}

async function requirementOf(
  books: AlertSource['stores']['books'],
  consortium: Consortium,
  month: Month,
  then: BooksAtMonth,
): Promise<PoolRequirement | Refusal | undefined> {
  if (consortium.document.jurisdiction === undefined) return undefined;
  const exposure = await subscribersByMonth(books, consortium.consortiumId, month);
  return poolRequirement(books, consortium, month, then, claimsReserves(then, exposure, month));
}
