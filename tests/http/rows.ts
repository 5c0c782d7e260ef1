// One row for each route: who may use it, and a request that it answers. tests/http/matrix.test.ts crosses them with every
// role and a foreign tenant, and fails for a route that has no row here.
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
const MONEY: Role[] = ['administrator', 'treasurer'];

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
  'POST /consortia/:consortium/claims': {
    roles: ['administrator'],
    body: {
      ...{ claim: 'one-1', person: 'p-1', received: '2026-03-02' },
      lines: [
        {
          ...{ line: '1', serviceDate: '2026-02-20', service: 'visit', network: 'in' },
          ...{ charge: '90.00', allowed: '80.00' },
        },
      ],
    },
    status: 201,
  },
  'GET /calculators': { roles: 'everybody' },
  'GET /rules': { roles: 'everybody', query: 'jurisdiction=US-WA&on=2023-06-30' },
};
