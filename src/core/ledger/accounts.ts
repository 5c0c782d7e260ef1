/** What an account is: where it stands in the balance sheet or the income statement. */
export type AccountKind = 'asset' | 'liability' | 'net position' | 'income' | 'expense';

/** An account of the chart: its number, the name it is known by, and what it is. */
export interface Account {
  readonly number: string;
  readonly name: string;
  readonly kind: AccountKind;
}

/**
 * The chart of accounts of a pool. Every account is kept by member organisation; member 0 is the pool itself.
 * Stop-loss recoveries stand among expenses, with a credit balance, as they lower what claims cost the pool.
 */
export const CHART = {
  'claims-fund-cash': { number: '1000', name: 'Claims fund cash', kind: 'asset' },
  'reserve-fund-cash': { number: '1010', name: 'Reserve fund cash', kind: 'asset' },
  'contributions-receivable': { number: '1100', name: 'Contributions receivable', kind: 'asset' },
  'assessments-receivable': { number: '1110', name: 'Assessments receivable', kind: 'asset' },
  'run-out-receivable': { number: '1120', name: 'Run-out receivable', kind: 'asset' },
  'stop-loss-recoverable': { number: '1200', name: 'Stop-loss recoverable', kind: 'asset' },
  'claims-payable': { number: '2000', name: 'Claims payable', kind: 'liability' },
  'incurred-but-not-reported': {
    number: '2100',
    name: 'Claims incurred but not reported',
    kind: 'liability',
  },
  'due-to-members': { number: '2200', name: 'Due to members', kind: 'liability' },
  'administration-payable': { number: '2300', name: 'Administration payable', kind: 'liability' },
  'stop-loss-premium-payable': { number: '2310', name: 'Stop-loss premium payable', kind: 'liability' },
  'member-balances': { number: '3000', name: 'Member balances', kind: 'net position' },
  'surplus-distributed': { number: '3100', name: 'Surplus distributed', kind: 'net position' },
  'contributions-earned': { number: '4000', name: 'Contributions earned', kind: 'income' },
  assessments: { number: '4010', name: 'Assessments', kind: 'income' },
  'run-out-charged': { number: '4020', name: 'Run-out charged to members that left', kind: 'income' },
  'investment-income': { number: '4100', name: 'Investment income', kind: 'income' },
  'claims-incurred': { number: '5000', name: 'Claims incurred', kind: 'expense' },
  'stop-loss-recoveries': { number: '5100', name: 'Stop-loss recoveries', kind: 'expense' },
  'change-in-incurred-but-not-reported': {
    number: '5200',
    name: 'Change in claims not reported',
    kind: 'expense',
  },
  administration: { number: '6000', name: 'Administration', kind: 'expense' },
  'stop-loss-premium': { number: '6100', name: 'Stop-loss premium', kind: 'expense' },
} as const satisfies Record<string, Account>;

export type AccountCode = keyof typeof CHART;

/** The codes of all accounts, by number. */
export const ACCOUNT_CODES = Object.keys(CHART) as AccountCode[];

/** True for the code of an account of the chart. */
export function isAccountCode(code: string): code is AccountCode {
  return Object.hasOwn(CHART, code);
}
