// The books of a test's consortium: coverage in both members, claims decided, one person over the deductible of stop-loss,
// all charged up to March 2026.

import { writeFileSync } from 'node:fs';
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { appoint } from '../../src/app/board/appoint.ts';
import { boardRoom } from '../../src/app/board/board-room.ts';
import { callMeeting, openMeeting } from '../../src/app/board/call-meeting.ts';
import { moveMotions, secondMotion } from '../../src/app/board/move.ts';
import { putOnAgenda } from '../../src/app/board/set-agenda.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { importClaimsRows } from '../../src/app/import/claims.ts';
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import type { ClaimRow, EnrolmentRow } from '../../src/app/import/rows.ts';
import { rejectedPath } from '../../src/app/import/uploaded.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { addLogKey, openLog } from '../../src/app/record/log-keys.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { OPERATOR } from '../../src/app/viewer.ts';
import { newSecret } from '../../src/app/webhooks/signature.ts';
import { type Day, parseDay } from '../../src/core/calendar/day.ts';
import { parseMonth } from '../../src/core/calendar/month.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { plainDocument } from '../consortia.ts';

const [here, elsewhere] = plainDocument.plans;

/** The plain document, with a board, a bank account and a service that claims can be of. */
export const poolDocument = {
  ...plainDocument,
  board: {},
  bankAccounts: [{ code: 'operating', name: 'Operating account', ledger: 'claims-fund-cash' }],
  plans: [{ ...here!, design: { ...here!.design, services: { visit: {} } } }, elsewhere!],
};

export function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const day = (text: string) => parseDay(text) as Day;

/** Twelve subscribers of the town, three of the school. */
const persons: readonly EnrolmentRow[] = Array.from({ length: 15 }, (_, index) => ({
  fileLine: index + 2,
  person: `p-${index + 1}`,
  subscriber: `p-${index + 1}`,
  relationship: 'self',
  member: index < 12 ? 'town' : 'school',
  plan: 'here',
  tier: 'employee',
  from: day('2026-01-01'),
}));

const claims: readonly ClaimRow[] = persons.map(({ person }, index) => ({
  fileLine: index + 2,
  claim: `c-${index + 1}`,
  person,
  received: day('2026-02-03'),
  benefit: 'medical',
  provider: '',
  frequency: '1',
  lines: [
    {
      ...{ fileLine: index + 2, line: '1', serviceDate: day('2026-01-15'), service: 'visit', network: 'in' },
      ...{ procedure: '99213', charge: ((index + 1) * 20_000) as Amount },
      allowed: ((index + 1) * 18_000) as Amount,
    },
  ],
}));

/** A file that was sent in. */
export const SENT = { sha256: 'a'.repeat(64), bytes: 8, name: 'claims.csv' };

export async function fillBooks(stores: Stores, consortium: Consortium): Promise<void> {
  const { imports, runs, books, jobs, uploads, webhooks } = stores;
  known(await importEnrolmentRows(imports, consortium, { name: 'enrolment', sha256: 'e' }, persons));
  known(await importClaimsRows(imports, consortium, { name: 'claims', sha256: 'c' }, claims));
  known(await adjudicate(runs, consortium));
  known(await chargeMonths(books, consortium, parseMonth('2026-03')!));
  // A job that has ended, with a row that it left out.
  const { consortiumId } = consortium;
  await uploads.record(consortiumId, SENT);
  for (const name of ['kept', 'removed'])
    await webhooks.add(consortiumId, `https://pool.example/${name}`, ['month.closed'], newSecret());
  // The record as it is by then; its second key waits to be retired.
  const { origin } = await openLog(stores, consortiumId, consortium.document.code);
  await addLogKey(stores, consortiumId, origin);
  await sequenceFacts(stores, consortiumId);
  await signCheckpoint(stores, consortiumId, 1_772_000_000);
  const jobId = await jobs.record(consortiumId, { kind: 'rebuild', input: '{"write":false}' });
  await jobs.append(consortiumId, jobId, 'done', '{"agrees":true}');
  writeFileSync(rejectedPath(uploads.folder, consortiumId, jobId), 'left out\n');
}

/** The day on which the service of tests says it is. */
export const TODAY = day('2026-03-02');

/**
 * The board of a test's consortium: a director of each member, meetings 1 (open, with items to vote on, on consent, to step
 * aside from and to close), 2 and 3 (called for today) and 4 (called for April), and motions that are on no agenda.
 */
export async function fillBoard(stores: Stores, consortium: Consortium): Promise<void> {
  const on = (date: string) => known(boardRoom(stores, consortium, OPERATOR, day(date)));
  const before = on('2026-02-01');
  const director = `director@${consortium.document.code}.example`;
  for (const [member, email] of [
    ['town', director],
    ['school', 'ben@school.example'],
  ] as const)
    known(await appoint(before, { member, email, name: email.split('@')[0]!, from: day('2026-01-01') }));
  const drafts = Array.from({ length: 7 }, (_, index) => ({
    ...{ kind: 'general' as const, title: `Motion ${index + 1}`, content: {} },
  }));
  known(await moveMotions(before, drafts, 'ben@school.example'));
  for (const motion of [1, 2, 3, 4, 5, 6]) known(await secondMotion(before, motion, director));
  for (const date of ['2026-03-02', '2026-03-02', '2026-03-02', '2026-04-20'])
    known(await callMeeting(before, { kind: 'regular', day: day(date), place: '' }));
  for (const [index, marking] of (['action', 'consent', 'action', 'action'] as const).entries())
    known(await putOnAgenda(before, 1, { marking, motionId: index + 1 }));
  known(await openMeeting(on('2026-03-02'), 1, [director, 'ben@school.example']));
}
