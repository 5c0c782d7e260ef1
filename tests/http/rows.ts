// One row for each route: who may use it, and a request that it answers. tests/http/matrix.test.ts crosses them with every
// role and a foreign tenant, and fails for a route that has no row here.
import { readFileSync } from 'node:fs';
import type { Role } from '../../src/app/viewer.ts';
import { poolDocument, SENT } from './books.ts';
import { memberRows } from './member-rows.ts';
import { aDayAhead } from './people.ts';
import { recordRows } from './record-rows.ts';

export interface Row {
  /** The roles that may, written out: not read from the program, so that a slip there is found. */
  readonly roles: readonly Role[] | 'everybody' | 'operator';
  /** In place of `:name` in the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** "DIRECTOR" in it is the e-mail of the consortium's director of the town. */
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
const VOTING: Role[] = ['administrator', 'director'];
const FIGURES: Role[] = ['administrator', 'treasurer', 'actuary', 'auditor'];
const MONEY: Role[] = ['administrator', 'treasurer'];
const REVIEW: Role[] = ['administrator', 'auditor'];

const CLAIMS: Role[] = ['administrator', 'actuary', 'auditor'];
const demo = (document: string) => JSON.parse(readFileSync(`demo/${document}.json`, 'utf8')) as object;

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
  'GET /consortia/:consortium/document-versions/:version': { roles: AND_MEMBERS, params: { version: '1' } },
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
  'GET /consortia/:consortium/closes': { roles: INSIDE },
  'POST /consortia/:consortium/closes': { roles: MONEY, body: { month: '2026-01' }, status: 201 },
  'GET /consortia/:consortium/board': { roles: AND_MEMBERS },
  'GET /consortia/:consortium/board/directors': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/board/directors': {
    roles: ['administrator'],
    body: {
      member: 'town',
      name: 'Al',
      email: 'al@town.example',
      from: '2026-03-01',
      alternateOf: 'DIRECTOR',
    },
    status: 201,
  },
  'POST /consortia/:consortium/board/directors/ends': {
    roles: ['administrator'],
    body: { email: 'al@town.example', lastDay: '2026-03-31' },
    status: 201,
  },
  'POST /consortia/:consortium/board/proxies': {
    roles: VOTING,
    body: { director: 'DIRECTOR', holder: 'ben@school.example', meeting: 4 },
    status: 201,
  },
  'GET /consortia/:consortium/board/motions': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/board/motions': {
    roles: VOTING,
    body: { motions: [{ kind: 'general', title: 'Another' }], by: 'DIRECTOR' },
    status: 201,
  },
  'POST /consortia/:consortium/board/motions/:motion/seconds': {
    roles: VOTING,
    params: { motion: '7' },
    body: { by: 'DIRECTOR' },
    status: 201,
  },
  'POST /consortia/:consortium/board/motion-drafts': {
    roles: AND_MEMBERS,
    body: { document: { ...poolDocument, contributions: [] } },
  },
  'GET /consortia/:consortium/board/meetings': { roles: AND_MEMBERS },
  'POST /consortia/:consortium/board/meetings': {
    roles: ['administrator'],
    body: { day: '2026-05-04', place: 'Town hall' },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/items': {
    roles: ['administrator'],
    params: { meeting: '4' },
    body: { marking: 'action', motion: 5 },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/items/:item/votes': {
    roles: VOTING,
    params: { meeting: '1', item: '1' },
    body: { choice: 'for', director: 'DIRECTOR' },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/items/:item/pulls': {
    roles: VOTING,
    params: { meeting: '1', item: '2' },
    body: { by: 'DIRECTOR' },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/items/:item/recusals': {
    roles: VOTING,
    params: { meeting: '1', item: '3' },
    body: { reason: 'an interest of my own', by: 'DIRECTOR' },
    status: 201,
  },
  'GET /consortia/:consortium/board/meetings/:meeting/items/:item/count': {
    roles: AND_MEMBERS,
    params: { meeting: '1', item: '1' },
  },
  'POST /consortia/:consortium/board/meetings/:meeting/items/:item/closing': {
    roles: ['administrator'],
    params: { meeting: '1', item: '4' },
    body: {},
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/opening': {
    roles: ['administrator'],
    params: { meeting: '2' },
    body: { present: ['ben@school.example'] },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/minutes': {
    roles: ['administrator'],
    params: { meeting: '1' },
    body: { content: 'All were there.' },
    status: 201,
  },
  'POST /consortia/:consortium/board/meetings/:meeting/end': {
    roles: ['administrator'],
    params: { meeting: '3' },
    body: { event: 'cancelled' },
    status: 201,
  },
  'GET /consortia/:consortium/alerts': { roles: INSIDE },
  'GET /consortia/:consortium/overview': { roles: INSIDE },
  'GET /consortia/:consortium/stop-loss-contracts': { roles: [...INSIDE, 'stop-loss carrier'] },
  'GET /consortia/:consortium/claims': { roles: CLAIMS, query: 'code=c-&limit=5' },
  'GET /consortia/:consortium/paid-claims': { roles: CLAIMS, query: 'member=town' },
  'GET /consortia/:consortium/registers': { roles: CLAIMS },
  'GET /consortia/:consortium/claim-sums': { roles: CLAIMS, query: 'state=decided' },
  'GET /consortia/:consortium/claims/:claim/stop-loss': { roles: CLAIMS, params: { claim: 'c-15' } },
  'GET /consortia/:consortium/claims/:claim': {
    roles: CLAIMS,
    params: { claim: 'c-12' },
  },
  'GET /consortia/:consortium/ratios': { roles: AND_MEMBERS },
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
  'POST /awards': {
    roles: 'everybody',
    body: { tender: demo('tender'), name: '2027', bid: 'Harbor Health' },
  },
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
  'GET /consortia/:consortium/trail': { roles: REVIEW, query: 'limit=5' },
  ...webhooks,
  ...recordRows,
  ...memberRows,
  'GET /calculators': { roles: 'everybody' },
  'GET /rules': { roles: 'everybody', query: 'jurisdiction=US-WA&on=2023-06-30' },
};
