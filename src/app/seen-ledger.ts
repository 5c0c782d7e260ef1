import type { AccountCode } from '../core/ledger/accounts.ts';
import { EVENTS, type EventKind } from '../core/postings/events.ts';
import type { LedgerReport } from './ledger-report.ts';

const OF_CLAIMS: readonly EventKind[] = [
  'claims incurred',
  'claims paid',
  'claims not reported',
  'stop-loss recoverable',
  'stop-loss received',
  'run-out charged',
];

/** The accounts that claims and their recoveries move: the others say nothing of them, nor does the sum of these. */
const ACCOUNTS_OF_CLAIMS: ReadonlySet<string> = new Set<AccountCode>(
  OF_CLAIMS.flatMap((event) => [...EVENTS[event]]),
);

/** True for an account that claims or their recoveries move. */
export function isAccountOfClaims(account: string): boolean {
  return ACCOUNTS_OF_CLAIMS.has(account);
}

/** A report without what claims of too few persons would show in it: their accounts, and all results and totals. */
export function withoutClaims({ lines, total }: LedgerReport): LedgerReport {
  const withheld = { debit: undefined, credit: undefined, withheld: true };
  return {
    lines: lines.map((line) =>
      line.number === '' || ACCOUNTS_OF_CLAIMS.has(line.account) ? { ...line, ...withheld } : line,
    ),
    total: { ...total, ...withheld },
  };
}
