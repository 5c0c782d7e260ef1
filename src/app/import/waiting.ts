import type { FreshPayment } from './register-posting.ts';

/** How many rows may wait for a claim that they reverse to come later in the same register. */
const MOST_WAITING = 50_000;

/** Rows of a register that reverse a claim which nobody knows yet: it may still come. */
export class Waiting {
  readonly #payments: FreshPayment[] = [];

  /** Holds a row back; false where so many wait that no more may. */
  hold(payment: FreshPayment): boolean {
    return this.#payments.length < MOST_WAITING && this.#payments.push(payment) > 0;
  }

  /**
   * Ends the waiting: gives each row whose claim has come to `enter`, which is true for a row that is taken. Such a row
   * is itself a claim for which others may have waited. Those that waited in vain come back, in the order given.
   */
  settle(isKnown: (claim: string) => boolean, enter: (payment: FreshPayment) => boolean): FreshPayment[] {
    const waiting = Map.groupBy(this.#payments, ({ row }) => row.reverses);
    const found = [...waiting.keys()].filter(isKnown);
    for (let claim = found.pop(); claim !== undefined; claim = found.pop()) {
      for (const payment of waiting.get(claim) ?? []) if (enter(payment)) found.push(payment.row.claim);
      waiting.delete(claim);
    }
    return [...waiting.values()].flat().sort((a, b) => a.row.fileLine - b.row.fileLine);
  }
}
