import type { Month } from '../calendar/month.ts';
import type { Entry } from '../ledger/entry.ts';
import { type Amount, amountOf } from '../money/amount.ts';
import { type EventKind, entryFor } from './events.ts';

/**
 * Gathers the events of one batch into one entry per event, month and member, so that a batch of a million lines posts
 * some hundreds of entries. The lines stay in the subledgers (decisions, paid claims, monthly charges), whose sums
 * by batch are the entries' amounts.
 */
export class BatchEntries {
  readonly #amounts = new Map<string, { event: EventKind; month: Month; memberId: number; amount: number }>();

  /** Adds an amount of minor units; throws (a bug) where a sum leaves the safe range. */
  add(event: EventKind, month: Month, memberId: number, amount: number): void {
    if (amount === 0) return;
    const key = `${event} ${month} ${memberId}`;
    const found = this.#amounts.get(key);
    if (found === undefined) this.#amounts.set(key, { event, month, memberId, amount: amountOf(amount) });
    else found.amount = amountOf(found.amount + amount);
  }

  /** The entries, by month, member and event, so that the same batch always posts the same. */
  entries(): Entry[] {
    return [...this.#amounts.values()]
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => a.month - b.month || a.memberId - b.memberId || (a.event < b.event ? -1 : 1))
      .map(({ event, month, memberId, amount }) => entryFor(event, month, memberId, amount as Amount));
  }
}
