// One row for each route: who may use it, and a request that it answers. tests/http/matrix.test.ts crosses them with every
// role and a foreign tenant, and fails for a route that has no row here.
import type { Role } from '../../src/app/viewer.ts';
import { poolDocument } from './books.ts';
import { aDayAhead } from './people.ts';

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
const MONEY: Role[] = ['administrator', 'treasurer'];
const REVIEW: Role[] = ['administrator', 'auditor'];

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
  'GET /consortia/:consortium/people': { roles: REVIEW },
  'GET /consortia/:consortium/people/:person': { roles: REVIEW, params: { person: 'pat' } },
  'PUT /consortia/:consortium/people/:person': {
    ...{ roles: ['administrator'], params: { person: 'pat' }, body: { role: 'treasurer' } },
    ifMatch: 'GET /consortia/:consortium/people/:person',
  },
  'DELETE /consortia/:consortium/people/:person': { roles: ['administrator'], params: { person: 'pat' } },
  'GET /consortia/:consortium/invitations': { roles: REVIEW },
  'POST /consortia/:consortium/invitations': {
    ...{ roles: ['administrator'], body: { email: 'dana@town.example', role: 'auditor' }, status: 201 },
  },
  'DELETE /consortia/:consortium/invitations/:invitation': {
    ...{ roles: ['administrator'], params: { invitation: 'open-invitation' } },
  },
  'GET /consortia/:consortium/keys': { roles: REVIEW },
  'POST /consortia/:consortium/keys': {
    ...{
      roles: ['administrator'],
      body: { name: 'payroll', role: 'actuary', expires: aDayAhead(30) },
      status: 201,
    },
  },
  'DELETE /consortia/:consortium/keys/:key': { roles: ['administrator'], params: { key: 'a-key' } },
  'GET /calculators': { roles: 'everybody' },
  'GET /rules': { roles: 'everybody', query: 'jurisdiction=US-WA&on=2023-06-30' },
};
