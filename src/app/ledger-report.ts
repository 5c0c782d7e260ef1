import { CHART } from '../core/ledger/accounts.ts';
import {
  type Balance,
  balanceSheet,
  incomeStatement,
  type StatementLine,
  trialBalance,
} from '../core/ledger/statements.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Currency } from '../core/money/currency.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { Consortium } from './ports/consortium.ts';

/** A line of a report of the ledger. Totals and results have no number; a side without an amount is undefined. */
export interface LedgerLine {
  readonly number: string;
  readonly account: string;
  readonly debit?: bigint | undefined;
  readonly credit?: bigint | undefined;
  /** Claims of too few persons would show in its amount, which is left out. */
  readonly withheld?: boolean;
}

/** A report of the ledger: its lines, and the total under them. */
export interface LedgerReport {
  readonly lines: readonly LedgerLine[];
  readonly total: LedgerLine;
}

const REPORTS = {
  'trial-balance': trialBalanceReport,
  'income-statement': incomeReport,
  'balance-sheet': balanceSheetReport,
} as const;

/** The names of the reports. */
export const LEDGER_REPORTS = Object.keys(REPORTS) as readonly (keyof typeof REPORTS)[];

/** A report over balances (all, or one member's). Refused: `unknown_reference` for a report there is not. */
export function ledgerReport(name: string, balances: readonly Balance[]): LedgerReport | Refusal {
  if (!Object.hasOwn(REPORTS, name)) {
    return refuse('unknown_reference', 'statement', `one of ${LEDGER_REPORTS.join(', ')}`, name);
  }
  return REPORTS[name as keyof typeof REPORTS](balances);
}

/** The balances of one member, of the pool itself ("pool"), or all. Refused: `unknown_reference`. */
export function balancesOf(
  { members }: Consortium,
  balances: readonly Balance[],
  member: string | undefined,
): readonly Balance[] | Refusal {
  if (member === undefined) return balances;
  const memberId = member === 'pool' ? 0 : members.get(member);
  if (memberId === undefined) {
    return refuse('unknown_reference', '--member', `pool, ${[...members.keys()].join(', ')}`, member);
  }
  return balances.filter((balance) => balance.memberId === memberId);
}

/** A report as one document: amounts as decimal texts. */
export function ledgerDocument({ lines, total }: LedgerReport, currency: Currency): LedgerDocument {
  const write = (minor: bigint) => formatAmount(minor, currency);
  const line = ({ number, account, debit, credit, withheld }: LedgerLine): LedgerLineDocument => ({
    ...(number !== '' && { number }),
    account,
    ...(debit !== undefined && { debit: write(debit) }),
    ...(credit !== undefined && { credit: write(credit) }),
    ...(withheld === true && { withheld }),
  });
  return { lines: lines.map(line), total: line(total) };
}

/** What a line of a report is called; of lines without an account the total is another than a result among the others. */
export function ledgerLineName({ number, account }: LedgerLineDocument, isTotal: boolean): string {
  if (number !== undefined) return CHART[account as keyof typeof CHART].name;
  return (isTotal ? TOTAL_NAMES : LINE_NAMES)[account] ?? account;
}

const LINE_NAMES: Readonly<Record<string, string>> = { result: 'Result so far' };
const TOTAL_NAMES: Readonly<Record<string, string>> = {
  total: 'In all',
  result: 'Result (income less expenses)',
};

/** A report of the ledger as it is answered. */
export interface LedgerDocument {
  readonly lines: LedgerLineDocument[];
  readonly total: LedgerLineDocument;
}

export interface LedgerLineDocument {
  readonly number?: string;
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly withheld?: boolean;
}

function trialBalanceReport(balances: readonly Balance[]): LedgerReport {
  const { lines, debits, credits } = trialBalance(balances);
  return {
    lines: lines.map(({ account, debit, credit }) => ({
      ...numbered(account),
      debit: debit === 0n ? undefined : debit,
      credit: credit === 0n ? undefined : credit,
    })),
    total: { ...unnumbered('total'), debit: debits, credit: credits },
  };
}

function incomeReport(balances: readonly Balance[]): LedgerReport {
  const { income, expenses, result } = incomeStatement(balances);
  return {
    lines: [...onSide(income, 'credit'), ...onSide(expenses, 'debit')],
    total: { ...unnumbered('result'), credit: result },
  };
}

function balanceSheetReport(balances: readonly Balance[]): LedgerReport {
  const { assets, liabilities, netPosition, result, totalAssets, totalLiabilitiesAndNetPosition } =
    balanceSheet(balances);
  return {
    lines: [
      ...onSide(assets, 'debit'),
      ...onSide([...liabilities, ...netPosition], 'credit'),
      { ...unnumbered('result'), credit: result },
    ],
    total: { ...unnumbered('total'), debit: totalAssets, credit: totalLiabilitiesAndNetPosition },
  };
}

function onSide(lines: readonly StatementLine[], side: 'debit' | 'credit'): LedgerLine[] {
  return lines.map(({ account, amount }) => ({ ...numbered(account), [side]: amount }));
}

function numbered(account: keyof typeof CHART): Pick<LedgerLine, 'number' | 'account'> {
  return { number: CHART[account].number, account };
}

function unnumbered(account: string): Pick<LedgerLine, 'number' | 'account'> {
  return { number: '', account };
}
