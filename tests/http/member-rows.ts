// The rows of the routes of members and their money. The consortium has a board: what the board has to decide is refused to
// those who may ask for it, as no resolution has passed.
import type { Row } from './rows.ts';

type Roles = Exclude<Row['roles'], string>;

const FIGURES: Roles = ['administrator', 'treasurer', 'actuary', 'auditor'];
const INSIDE: Roles = [...FIGURES, 'director'];
const AND_MEMBERS: Roles = [...INSIDE, 'member staff'];
const MONEY: Roles = ['administrator', 'treasurer'];

const TREASURY: Roles = ['administrator', 'treasurer', 'auditor'];

const RESOLUTION_REQUIRED = 409;
const NOT_THAT_MUCH = 422;

const months = { from: '2026-01', through: '2026-03' };
const shortfall = { shortfall: '250.00', impaired: '2026-02-28', ordered: '2026-03-02', ...months };
const surplus = { amount: '10.00', declared: '2026-03-02', ...months };
const leaving = { member: 'school', notice: '2025-11-01', lastMonth: '2026-03' };

export const memberRows: Readonly<Record<string, Row>> = {
  'GET /consortia/:consortium/members': { roles: AND_MEMBERS },
  'GET /consortia/:consortium/enrolment': { roles: AND_MEMBERS, query: 'from=2026-01&through=2026-03' },
  'GET /consortia/:consortium/rates': { roles: AND_MEMBERS, query: 'month=2026-02' },
  'GET /consortia/:consortium/charges': { roles: AND_MEMBERS, query: 'limit=3&corrections=false' },
  'POST /consortia/:consortium/charges': { roles: MONEY, body: { through: '2026-02' }, status: 201 },
  'GET /consortia/:consortium/receipts': { roles: AND_MEMBERS, query: 'from=2026-01-01' },
  'POST /consortia/:consortium/receipts': {
    roles: MONEY,
    body: { member: 'town', reference: 'r-1', day: '2026-02-10', amount: '500.00', bill: '2026-02' },
    status: 201,
  },
  'GET /consortia/:consortium/bills': { roles: AND_MEMBERS, query: 'on=2026-03-31' },
  'POST /consortia/:consortium/bills': { roles: MONEY, body: { month: '2026-02' }, status: 201 },
  'GET /consortia/:consortium/bills/:month': { roles: AND_MEMBERS, params: { month: '2026-02' } },
  'GET /consortia/:consortium/arrears': { roles: AND_MEMBERS },
  'GET /consortia/:consortium/withdrawals': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/withdrawal-drafts': { roles: AND_MEMBERS, body: leaving },
  'POST /consortia/:consortium/withdrawals': {
    ...{ roles: ['administrator'], body: leaving, status: RESOLUTION_REQUIRED },
  },
  'GET /consortia/:consortium/run-out': { roles: FIGURES },
  'POST /consortia/:consortium/run-out': { roles: MONEY, status: 201 },
  'GET /consortia/:consortium/assessments': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/assessment-drafts': { roles: MONEY, body: shortfall },
  'POST /consortia/:consortium/assessments': {
    ...{ roles: MONEY, body: shortfall, status: RESOLUTION_REQUIRED },
  },
  'GET /consortia/:consortium/distributions': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/distribution-drafts': { roles: MONEY, body: surplus },
  'POST /consortia/:consortium/distributions': {
    ...{ roles: MONEY, body: surplus, status: RESOLUTION_REQUIRED },
  },
  'GET /consortia/:consortium/payments': { roles: AND_MEMBERS, query: 'member=town' },
  'POST /consortia/:consortium/payments': {
    roles: MONEY,
    body: { member: 'town', reference: 'p-1', day: '2026-03-02', amount: '1.00' },
    status: NOT_THAT_MUCH,
  },
  'GET /consortia/:consortium/balances': { roles: AND_MEMBERS },
  'GET /consortia/:consortium/administration': {
    roles: AND_MEMBERS,
    query: 'from=2026-01&through=2026-03',
  },
  'GET /consortia/:consortium/draws': { roles: TREASURY },
  'GET /consortia/:consortium/bank-accounts': { roles: TREASURY },
  'GET /consortia/:consortium/bank-accounts/:account/reconciliation': {
    ...{ roles: TREASURY, params: { account: 'operating' }, query: 'through=2026-03-31' },
  },
  'POST /consortia/:consortium/bank-accounts/:account/lines': {
    ...{ roles: MONEY, params: { account: 'operating' }, status: 201 },
    body: { lines: [{ line: 'b-1', day: '2026-02-10', amount: '-600.00' }] },
  },
  'POST /consortia/:consortium/bank-accounts/:account/reconciliation': {
    ...{ roles: MONEY, params: { account: 'operating' }, body: { through: '2026-03-31' }, status: 201 },
  },
  // Administration of fifteen subscribers, as the ledger pays it a month later.
  'POST /consortia/:consortium/bank-accounts/:account/matches': {
    ...{ roles: MONEY, params: { account: 'operating' }, status: 201 },
    body: { lines: ['b-1'], items: ['administration paid 2026-02'] },
  },
  'POST /consortia/:consortium/bank-accounts/:account/matches/:match/undoing': {
    ...{ roles: MONEY, params: { account: 'operating', match: '1' }, status: 201 },
    body: { reason: 'of another month' },
  },
  'GET /consortia/:consortium/budgets/:year': { roles: INSIDE, params: { year: '2026' } },
  'POST /consortia/:consortium/budgets': {
    ...{ roles: MONEY, status: 201 },
    body: { rows: [{ month: '2026-02', account: 'contributions-earned', amount: '7500.00' }] },
  },
  'POST /consortia/:consortium/invoice-checks': {
    roles: TREASURY,
    body: {
      ...{ currency: 'USD', charge: 'administration', month: '2026-03', total: '600.00' },
      lines: [{ count: 15, rate: '40.00', amount: '600.00' }],
    },
  },
  'POST /consortia/:consortium/invoices': {
    ...{ roles: MONEY, status: 201 },
    body: {
      ...{ currency: 'USD', charge: 'administration', month: '2026-03', total: '560.00' },
      lines: [{ count: 14, rate: '40.00', amount: '560.00' }],
    },
  },
  'GET /consortia/:consortium/invoices': { roles: TREASURY },
  'GET /consortia/:consortium/invoices/:invoice': { roles: TREASURY, params: { invoice: '1' } },
  'GET /consortia/:consortium/recoverables': {
    ...{ roles: [...FIGURES, 'stop-loss carrier'], query: 'on=2026-03-31' },
  },
  // Of what the row of positions has posted.
  'POST /consortia/:consortium/reimbursements': {
    roles: MONEY,
    body: { contract: 'sl-2026', reference: 'e-1', day: '2026-03-02', amount: '1.00' },
    status: 201,
  },
};
