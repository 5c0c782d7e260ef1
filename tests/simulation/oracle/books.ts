/** Which account an event debits and which it credits, as the house's chart has it. */
const EVENTS = {
  'claims incurred': ['claims-incurred', 'claims-payable'],
  'claims paid': ['claims-payable', 'claims-fund-cash'],
  'claims not reported': ['change-in-incurred-but-not-reported', 'incurred-but-not-reported'],
  contribution: ['contributions-receivable', 'contributions-earned'],
  receipt: ['claims-fund-cash', 'contributions-receivable'],
  administration: ['administration', 'administration-payable'],
  'administration paid': ['administration-payable', 'claims-fund-cash'],
  'stop-loss premium': ['stop-loss-premium', 'stop-loss-premium-payable'],
  'stop-loss premium paid': ['stop-loss-premium-payable', 'claims-fund-cash'],
  recoverable: ['stop-loss-recoverable', 'stop-loss-recoveries'],
} as const;

export type Event = keyof typeof EVENTS;

/** The ledger: what each account of each member moved in each month, debits less credits. '' is the pool itself. */
export class Books {
  readonly #movements = new Map<string, number>();
  /** The first month that is open: what is of one before it takes this one. */
  openMonth: string | undefined;

  post(event: Event, month: string, member: string, amount: number): void {
    const [debit, credit] = EVENTS[event];
    this.move(month, debit, member, amount);
    this.move(month, credit, member, -amount);
  }

  move(month: string, account: string, member: string, amount: number): void {
    const open = this.openMonth ?? month;
    const key = [month < open ? open : month, account, member].join('|');
    this.#movements.set(key, (this.#movements.get(key) ?? 0) + amount);
  }

  /** What each account of each member ("account|member") holds at the end of a month. */
  balances(month: string): Map<string, number> {
    const balances = new Map<string, number>();
    for (const [key, amount] of this.#movements) {
      const [moved, account, member] = key.split('|') as [string, string, string];
      if (moved > month) continue;
      const held = [account, member].join('|');
      balances.set(held, (balances.get(held) ?? 0) + amount);
    }
    return balances;
  }

  /** What members owe as contributions, in all. */
  owed(): number {
    let sum = 0;
    for (const [key, amount] of this.#movements) {
      const [, account, member] = key.split('|');
      if (account === 'contributions-receivable' && member !== '') sum += amount;
    }
    return sum;
  }

  /** Each movement as "month|account|member|amount", but for those that came to nothing. */
  lines(): string[] {
    return [...this.#movements]
      .filter(([, amount]) => amount !== 0)
      .map(([key, amount]) => `${key}|${amount}`);
  }
}
