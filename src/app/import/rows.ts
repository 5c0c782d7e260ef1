/** The rows that imports take; they are defined where files are read, which knows nothing of the application. */
export type {
  BankLineRow,
  BudgetRow,
  ClaimRow,
  ClaimRowLine,
  EnrolmentRow,
  Located,
  OpeningRow,
  PaidClaimRow,
  RegisterTotals,
} from '../../exchange/csv/rows.ts';
