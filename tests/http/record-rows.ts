// The rows of the shared record. Its log is opened with two keys, all leaves of the books are signed, and no witness is asked.
import { ROLES } from '../../src/app/viewer.ts';
import type { Row } from './rows.ts';

/** A fact that everybody who has to do with the pool may see: which page or key the record has. */
const A_KEY = 'kind=log-key&id=1.1.1';

export const recordRows: Readonly<Record<string, Row>> = {
  'GET /consortia/:consortium/record': { roles: ROLES },
  'GET /consortia/:consortium/record/leaves': { roles: ROLES, query: A_KEY },
  'GET /consortia/:consortium/record/proofs': { roles: ROLES, query: `${A_KEY}&shown=rest` },
  'GET /consortia/:consortium/record/bundle': {
    roles: ['administrator', 'auditor'],
    query: 'shown=money,rest&kind=decision',
  },
  'POST /consortia/:consortium/record/policy': {
    roles: ['administrator'],
    body: { text: 'quorum none\n' },
    status: 201,
  },
  'POST /consortia/:consortium/record/keys': { roles: ['administrator'], status: 201 },
  'POST /consortia/:consortium/record/keys/:number/retirement': {
    ...{ roles: ['administrator'], params: { number: '2' }, status: 201 },
  },
  'POST /consortia/:consortium/record/audits': { roles: ['administrator', 'auditor'], status: 202 },
  'POST /consortia/:consortium/record/erasures': {
    ...{ roles: ['administrator'], body: { person: 'p-14', reason: 'asked for' }, status: 201 },
  },
};
