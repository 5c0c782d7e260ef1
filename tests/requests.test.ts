// Requests that change something: one transaction with their effect, done once, kept with what was answered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordConsortium } from '../src/app/consortium.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { KeptAnswer } from '../src/app/ports/requests.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { readReceipt, recordReceipts } from '../src/app/record-receipts.ts';
import type { Role } from '../src/app/viewer.ts';
import { isRefusal, type Refusal, refuse } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { plainDocument } from './consortia.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
let stores: Stores;
let consortium: Consortium;

beforeAll(async () => {
  database = await testDatabase();
  stores = storesOver(database);
  consortium = known(await recordConsortium(stores.consortia, JSON.stringify(plainDocument)));
});

afterAll(() => stores.close());

function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

const as = (role: Role, name = `${role}@town.example`) => stores.as({ role, name, memberId: 1 });

const asked = (key: string, sha256 = 'one') => ({ key, sha256, method: 'POST', path: '/receipts' });

/** Records a receipt and answers how many were new. */
const receiving = (reference: string) => async (joined: Stores) => {
  const given = { member: 'town', reference, day: '2026-03-12', amount: '125.50' };
  const receipt = known(readReceipt(consortium, given));
  const recorded = await recordReceipts(joined.books, consortium, [receipt]);
  return { status: 201, answer: JSON.stringify({ recorded }) };
};

const effect = (
  role: Role,
  key: string,
  work: (joined: Stores) => Promise<KeptAnswer | Refusal>,
  sha?: string,
) => as(role).requests.effect(consortium.consortiumId, asked(key, sha), work);

/** What the receipts, entries and requests of a reference are; identifiers left out. */
const rows = async (text: string) => database.read(consortium.consortiumId, (query) => query.rows(text));
const posted = () =>
  rows(`SELECT r.reference, r.amount_cents, e.event, e.accounting_month, p.account, p.amount_cents AS posting, b.kind,
     d.debit_cents, d.credit_cents
   FROM receipt r JOIN batch b USING (consortium_id, batch_id) JOIN entry e USING (consortium_id, batch_id)
   JOIN posting p USING (consortium_id, batch_id, entry_number)
   JOIN balance_delta d ON d.batch_id = r.batch_id AND d.account = p.account ORDER BY reference, p.account`);

describe('a request with an effect', () => {
  test('writes what the loader would, in the role of whoever asks', async () => {
    const loaded = await receiving('loaded')(stores);
    const asRequest = known(await effect('treasurer', 'a', receiving('loade2')));
    expect(asRequest).toEqual({ ...loaded, isRepeat: false });
    const both = (await posted()) as { reference: string }[];
    const of = (name: string) =>
      both.filter(({ reference }) => reference === name).map(({ reference: _, ...row }) => row);
    expect(of('loaded')).toHaveLength(2);
    expect(of('loade2')).toEqual(of('loaded'));
    expect(await rows("SELECT count(*) AS n FROM outbox WHERE kind = 'entries'")).toEqual([{ n: 2 }]);
  });

  test('again is answered as before, and nothing is done', async () => {
    known(await effect('treasurer', 'b', receiving('again')));
    const again = await effect('treasurer', 'b', () => expect.unreachable());
    expect(again).toEqual({ status: 201, answer: '{"recorded":1}', isRepeat: true });
  });

  test('of another asker under the same key is another request', async () => {
    known(await effect('treasurer', 'c', receiving('first of two')));
    expect(await effect('administrator', 'c', receiving('second of two'))).toMatchObject({ isRepeat: false });
  });

  test('with other content under the same key is refused', async () => {
    known(await effect('treasurer', 'd', receiving('content')));
    expect(await effect('treasurer', 'd', () => expect.unreachable(), 'two')).toMatchObject({
      code: 'idempotency_conflict',
      actual: '"d"',
    });
  });

  test('that is refused leaves nothing, and may be asked again', async () => {
    const refused = refuse('inconsistent', 'x', 'y', 'z');
    const half = async (joined: Stores) => {
      await receiving('half')(joined);
      return refused;
    };
    expect(await effect('treasurer', 'e', half)).toEqual(refused);
    expect(await rows("SELECT FROM receipt WHERE reference = 'half'")).toEqual([]);
    expect(await effect('treasurer', 'e', receiving('half'))).toMatchObject({ isRepeat: false });
  });

  test('sent many times at once has one effect', async () => {
    let done = 0;
    const counted = async (joined: Stores) => {
      done += 1;
      return receiving(`at once ${done}`)(joined);
    };
    const answers = await Promise.all(Array.from({ length: 6 }, () => effect('treasurer', 'f', counted)));
    expect(done).toBe(1);
    expect(answers.filter((answer) => !isRefusal(answer) && answer.isRepeat)).toHaveLength(5);
  });

  test.each(['director', 'member staff', 'actuary', 'auditor', 'coinsurer', 'stop-loss carrier'] as const)(
    'that a %s may not have is refused by the database itself',
    async (role) => {
      await expect(effect(role, 'g', receiving(`of ${role}`))).rejects.toMatchObject({ code: '42501' });
    },
  );

  test('is kept with who asked, in which role', async () => {
    expect(
      await rows("SELECT actor, role, method, path, status FROM request WHERE idempotency_key = 'b'"),
    ).toEqual([
      { actor: 'treasurer@town.example', role: 'treasurer', method: 'POST', path: '/receipts', status: 201 },
    ]);
  });
});

test('who read what is kept; a director does not see it, the auditor does', async () => {
  const access = {
    actor: 'dora',
    role: 'director',
    method: 'GET',
    path: '/statement',
    status: 200,
    at: 1_780_000_000_123,
  };
  await as('director').requests.keepAccesses(consortium.consortiumId, [access, { ...access, status: 403 }]);
  const text =
    'SELECT actor, path, status, extract(epoch FROM recorded_at) * 1000 AS at FROM access ORDER BY access_id';
  const seenBy = (role: Role) =>
    database.as({ role, name: role }).read(consortium.consortiumId, (query) => query.rows(text));
  const { actor, path, status, at } = access;
  expect(await seenBy('auditor')).toEqual([
    { actor, path, status, at },
    { actor, path, status: 403, at },
  ]);
  expect(await seenBy('director')).toEqual([]);
});
