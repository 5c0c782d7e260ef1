// The connection of a sequencer is killed before each of its statements, before it commits, and after, when it does not know
// that it has: whoever goes on finds every fact waiting or with one leaf, and nothing between the two.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRecord } from '../../src/app/record/audit.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import type { RecordStores } from '../../src/app/record/commit-facts.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import type { Database } from '../../src/store/database.ts';
import type { Query } from '../../src/store/query.ts';
import { recordStore } from '../../src/store/record/record-store.ts';
import { beginFacts, leafNames, namesOf, type OutboxPool, outboxPool } from './outbox.ts';

let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
});
afterAll(() => pool?.close());

/** Steps of a sequencer, of which one kills it. */
class Steps {
  readonly #last: number;
  /** What it came to, in order. */
  readonly taken: string[] = [];

  constructor(last: number) {
    this.#last = last;
  }

  get isKilled(): boolean {
    return this.taken.length >= this.#last;
  }

  /** Kills the connection where it is time for that, and waits until the server has given it up. */
  async take(what: string, query: Query): Promise<void> {
    if (this.isKilled) return;
    this.taken.push(what);
    if (!this.isKilled) return;
    const { pid } = await query.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { rows } = await pool.owner.query('SELECT pg_terminate_backend($1, 60000) AS ended', [pid]);
    expect(rows).toEqual([{ ended: true }]);
  }

  /** The connection breaks when the server has committed, and before it says so. */
  committed(): void {
    if (this.isKilled) return;
    this.taken.push('committed');
    if (this.isKilled) throw new Error('the connection broke');
  }
}

/** The same database for one who is killed at a step. */
function steppedThrough(database: Database, steps: Steps): Database {
  const stepped = (query: Query): Query => ({
    ...query,
    rows: async (text, values) => before(query, text, () => query.rows(text, values)),
    prepared: async (text, values) => before(query, text, () => query.prepared(text, values)),
    one: async (text, values) => before(query, text, () => query.one(text, values)),
    oneOrNone: async (text, values) => before(query, text, () => query.oneOrNone(text, values)),
    run: async (text, values) => before(query, text, () => query.run(text, values)),
  });
  const before = async <T>(query: Query, text: string, work: () => Promise<T>): Promise<T> => {
    await steps.take(text.trimStart().slice(0, 30), query);
    return work();
  };
  return {
    ...database,
    read: (consortiumId, work) => database.read(consortiumId, (query) => work(stepped(query))),
    unitOfWork: async (consortiumId, work) => {
      const result = await database.unitOfWork(consortiumId, async (query) => {
        const done = await work(stepped(query));
        await steps.take('COMMIT', query);
        return done;
      });
      steps.committed();
      return result;
    },
  };
}

/** What waits becomes leaves, a few in a transaction and so in several, and is signed. */
async function round(stores: RecordStores, seconds: number): Promise<void> {
  await sequenceFacts(stores, pool.consortiumId, { mostInOne: 4 });
  await signCheckpoint(stores, pool.consortiumId, seconds);
}

test('a sequencer that is killed at any step leaves a whole record, and the next one goes on', async () => {
  const { stores, consortiumId, database } = pool;
  const client = await pool.connect();
  const seconds = 1_800_000_000;
  await round(stores, seconds);
  let size = (await stores.records.head(consortiumId))!.size;
  const seen = new Set<string>();
  for (let last = 1; ; last += 1) {
    const written = [1, 2].map((fact) => ({
      ...{ memberId: 1000 + 10 * last + fact, personId: 100_000 - 10 * last - fact, page: `${last} ${fact}` },
    }));
    for (const facts of written) {
      await beginFacts(client, consortiumId, facts);
      await client.query('COMMIT');
    }
    const names = written.flatMap(namesOf);
    const steps = new Steps(last);
    const records = recordStore(steppedThrough(database, steps));
    const failure: unknown = await round({ ...stores, records }, seconds + last).then(
      () => undefined,
      (error: unknown) => error,
    );
    const what = `killed at step ${last}: ${steps.taken.at(-1)}`;
    // What has a leaf does not wait, what waits has none.
    const done = await leafNames(pool, size);
    const waiting = await stores.records.waiting(consortiumId);
    expect(done.length + waiting, what).toBe(names.length);
    const signed = (await stores.records.lastCheckpoint(consortiumId))!;
    expect(signed.size, what).toBeLessThanOrEqual(size + done.length);
    if (!steps.isKilled) expect([failure, waiting], what).toEqual([undefined, 0]);
    await round(stores, seconds + last);
    const all = await leafNames(pool, size);
    expect(all, what).toHaveLength(names.length);
    expect(new Set(all.map(textOf)), what).toEqual(new Set(names.map(textOf)));
    size += names.length;
    if (!steps.isKilled) break;
    expect(failure, what).toBeInstanceOf(Error);
    seen.add(steps.taken.at(-1)!);
  }
  expect(await auditRecord(stores, consortiumId)).toMatchObject({
    ...{ verdict: 'proved', leaves: size, waiting: 0, findings: [], checkpoint: { size } },
  });
  // Each statement that changes something was one that it was killed before.
  for (const step of [
    'DELETE FROM outbox',
    'INSERT INTO leaf',
    'INSERT INTO tile',
    'UPDATE log_head',
    'COMMIT',
    'committed',
    'INSERT INTO checkpoint',
  ])
    expect(
      [...seen].some((one) => one.startsWith(step)),
      step,
    ).toBe(true);
});

const textOf = (name: object) => JSON.stringify(Object.entries(name).toSorted());
