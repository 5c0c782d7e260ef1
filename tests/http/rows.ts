// One row for each route: who may use it, and a request that it answers. tests/http/matrix.test.ts crosses them with every
// role and a foreign tenant, and fails for a route that has no row here.
import type { Role } from '../../src/app/viewer.ts';
import { poolDocument, SENT } from './books.ts';

export interface Row {
  /** The roles that may, written out: not read from the program, so that a slip there is found. */
  readonly roles: readonly Role[] | 'everybody' | 'operator';
  /** In place of `:name` in the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  /** In place of a body, the file that is sent in. */
  readonly file?: string;
  /** The status for those who may; default 200. */
  readonly status?: number;
  /** The route whose ETag it has to name. */
  readonly ifMatch?: string;
}

const INSIDE: Role[] = ['administrator', 'treasurer', 'director', 'actuary', 'auditor'];
const AND_MEMBERS: Role[] = [...INSIDE, 'member staff'];
const MONEY: Role[] = ['administrator', 'treasurer'];

const ENDPOINT = { url: 'https://pool.example/events', kinds: ['month.closed'] };
/** The books have webhook 1, and one to be removed. */
const webhooks: Readonly<Record<string, Row>> = {
  'GET /consortia/:consortium/webhooks': { roles: ['administrator'] },
  'POST /consortia/:consortium/webhooks': { roles: ['administrator'], body: ENDPOINT, status: 201 },
  'GET /consortia/:consortium/webhooks/:webhook': { roles: ['administrator'], params: { webhook: '1' } },
  'PUT /consortia/:consortium/webhooks/:webhook': {
    roles: ['administrator'],
    params: { webhook: '1' },
    body: { ...ENDPOINT, state: 'active' },
    ifMatch: 'GET /consortia/:consortium/webhooks/:webhook',
  },
  'GET /consortia/:consortium/webhooks/:webhook/secret': {
    roles: ['administrator'],
    params: { webhook: '1' },
  },
  'POST /consortia/:consortium/webhooks/:webhook/secret': {
    roles: ['administrator'],
    params: { webhook: '1' },
    status: 201,
  },
  'GET /consortia/:consortium/webhooks/:webhook/deliveries': {
    roles: ['administrator'],
    params: { webhook: '1' },
  },
  'POST /consortia/:consortium/webhooks/:webhook/deliveries': {
    roles: ['administrator'],
    params: { webhook: '1' },
    body: { event: 'test' },
    status: 202,
  },
  'DELETE /consortia/:consortium/webhooks/:webhook': {
    roles: ['administrator'],
    params: { webhook: '2' },
  },
};

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
  'POST /consortia/:consortium/adjudications': { roles: ['administrator'], status: 202 },
  'POST /consortia/:consortium/rebuilds': { roles: ['administrator'], body: {}, status: 202 },
  'GET /consortia/:consortium/jobs': { roles: ['administrator', 'auditor'] },
  'GET /consortia/:consortium/jobs/:job': { roles: ['administrator', 'auditor'], params: { job: '1' } },
  'GET /consortia/:consortium/jobs/:job/events': {
    roles: ['administrator', 'auditor'],
    params: { job: '1' },
  },
  'GET /consortia/:consortium/jobs/:job/rejected': {
    roles: ['administrator', 'auditor'],
    params: { job: '1' },
  },
  'POST /consortia/:consortium/uploads': {
    roles: ['administrator'],
    query: 'name=claims.csv',
    file: 'a,b\n1,2\n',
    status: 201,
  },
  'POST /consortia/:consortium/imports': {
    roles: ['administrator'],
    body: { upload: SENT.sha256, kind: 'claims', check: true },
    status: 202,
  },
  ...webhooks,
  'GET /calculators': { roles: 'everybody' },
  'GET /rules': { roles: 'everybody', query: 'jurisdiction=US-WA&on=2023-06-30' },
};
