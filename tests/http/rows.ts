// One row for each route: who may use it, and a request that it answers. tests/http/matrix.test.ts crosses them with every
// role and a foreign tenant, and fails for a route that has no row here.
import { readFileSync } from 'node:fs';
import type { Role } from '../../src/app/viewer.ts';
import { poolDocument } from './books.ts';

export interface Row {
  /** The roles that may, written out: not read from the program, so that a slip there is found. */
  readonly roles: readonly Role[] | 'everybody' | 'operator';
  /** In place of `:name` in the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  /** The status for those who may; default 200. */
  readonly status?: number;
  /** The route whose ETag it has to name. */
  readonly ifMatch?: string;
}

const INSIDE: Role[] = ['administrator', 'treasurer', 'director', 'actuary', 'auditor'];
const AND_MEMBERS: Role[] = [...INSIDE, 'member staff'];
const FIGURES: Role[] = ['administrator', 'treasurer', 'actuary', 'auditor'];
const MONEY: Role[] = ['administrator', 'treasurer'];

const CLAIMS: Role[] = ['administrator', 'actuary', 'auditor'];
const demo = (document: string) => JSON.parse(readFileSync(`demo/${document}.json`, 'utf8')) as object;

export const rows: Readonly<Record<string, Row>> = {
  'GET /me': { roles: 'everybody' },
  'POST /consortia': {
    roles: 'operator',
    body: { document: { ...poolDocument, code: 'founded' } },
    status: 201,
  },
  'GET /consortia/:consortium/document': { roles: AND_MEMBERS },
  'PUT /consortia/:consortium/document': {
    roles: ['administrator'],
    body: { document: { ...poolDocument, name: 'The pool' } },
    ifMatch: 'GET /consortia/:consortium/document',
  },
  'GET /consortia/:consortium/statement': { roles: INSIDE },
  'GET /consortia/:consortium/ledger/:statement': {
    roles: AND_MEMBERS,
    params: { statement: 'trial-balance' },
  },
  'GET /consortia/:consortium/positions': { roles: [...INSIDE, 'stop-loss carrier'] },
  'POST /consortia/:consortium/positions': { roles: MONEY, status: 201 },
  'POST /consortia/:consortium/charges': { roles: MONEY, body: { through: '2026-02' }, status: 201 },
  'POST /consortia/:consortium/receipts': {
    roles: MONEY,
    body: { member: 'town', reference: 'r-1', day: '2026-02-10', amount: '500.00' },
    status: 201,
  },
  'GET /consortia/:consortium/closes': { roles: INSIDE },
  'POST /consortia/:consortium/closes': { roles: MONEY, body: { month: '2026-01' }, status: 201 },
  'GET /consortia/:consortium/claims': { roles: CLAIMS, query: 'code=c-&limit=5' },
  'GET /consortia/:consortium/paid-claims': { roles: CLAIMS, query: 'member=town' },
  'GET /consortia/:consortium/registers': { roles: CLAIMS },
  'GET /consortia/:consortium/claims/:claim': {
    roles: CLAIMS,
    params: { claim: 'c-12' },
  },
  'GET /consortia/:consortium/ratios/:year': {
    roles: AND_MEMBERS,
    params: { year: '2026' },
    query: 'by=month',
  },
  'GET /consortia/:consortium/ratio-changes/:before/:after': {
    roles: FIGURES,
    params: { before: '2026', after: '2026' },
  },
  'GET /consortia/:consortium/reserve': { roles: FIGURES, query: 'asOf=2026-03&explain=true' },
  'POST /comparisons': { roles: 'everybody', body: demo('tender') },
  'POST /values': {
    roles: 'everybody',
    query: 'location=eastmere-high&loss=60000000.00',
    body: demo('values'),
  },
  'POST /contract-checks': {
    roles: 'everybody',
    body: {
      ...{ jurisdiction: 'US-RI', day: '2026-06-30', currency: 'USD', line: 'property-casualty' },
      ...{ incurredClaims: '700.00', earnedPremium: '1000.00' },
    },
  },
  'POST /simulations': {
    roles: 'everybody',
    query: 'years=50',
    body: {
      frequency: { kind: 'poisson', mean: 20 },
      severity: { kind: 'lognormal', mu: 6, sigma: 1 },
      method: 'monte-carlo',
    },
  },
  'GET /calculators': { roles: 'everybody' },
  'GET /rules': { roles: 'everybody', query: 'jurisdiction=US-WA&on=2023-06-30' },
};
