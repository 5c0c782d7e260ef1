import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo, type TestDatabase, testDatabase } from '../../tests/database.ts';
import { refuse } from '../core/refusal.ts';
import type { Query } from './database.ts';

let database: TestDatabase;
let first: number;
let second: number;

beforeAll(async () => {
  database = await testDatabase();
  [first, second] = [await open('first'), await open('second')];
});

afterAll(() => database.close());

async function open(code: string): Promise<number> {
  const { id } = await database.global((query) =>
    query.one<{ id: number }>("SELECT open_consortium($1, 'A pool', 'USD', '07-01', null) AS id", [code]),
  );
  return id;
}

const rename = (name: string) => (query: Query) => query.run('UPDATE consortium SET name = $1', [name]);
const names = (query: Query) => query.rows<{ name: string }>('SELECT name FROM consortium');

describe('consortia', () => {
  test('are numbered 1, 2, ... and found by their code', async () => {
    expect([first, second]).toEqual([1, 2]);
    const of = (code: string) =>
      database.global((query) =>
        query.one('SELECT consortium_of($1) AS id, consortium_codes() AS code LIMIT 1', [code]),
      );
    expect(await of('second')).toEqual({ id: 2, code: 'first' });
    expect(await of('third')).toEqual({ id: null, code: 'first' });
  });

  test('that open at once get different numbers', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(open));
    expect(ids.sort()).toEqual([3, 4, 5, 6, 7, 8]);
  });

  test('do not share a code', async () => {
    await expect(open('first')).rejects.toMatchObject({ code: '23505', constraint: 'consortium_code_key' });
  });

  test('see and change themselves alone', async () => {
    expect(await database.unitOfWork(first, rename('Named'))).toBe(1);
    expect(await database.read(first, names)).toEqual([{ name: 'Named' }]);
    expect(await database.read(second, names)).toEqual([{ name: 'A pool' }]);
    expect(await database.read(999, names)).toEqual([]);
    expect(await database.global(names)).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('%d is no id', async (id) => {
    await expect(database.unitOfWork(id, names)).rejects.toThrow('not the id of a consortium');
  });
});

describe('a unit of work', () => {
  test('that throws changes nothing', async () => {
    const failing = database.unitOfWork(second, async (query) => {
      await rename('Lost')(query);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.read(second, names)).toEqual([{ name: 'A pool' }]);
  });

  test('that returns a refusal changes nothing', async () => {
    const refusal = refuse('too_late', 'claim', 'a day in the window', '2020-01-01');
    const result = await database.unitOfWork(second, async (query) => {
      await rename('Lost')(query);
      return refusal;
    });
    expect(result).toEqual(refusal);
    expect(await database.read(second, names)).toEqual([{ name: 'A pool' }]);
  });

  test('that swallows the error of a statement does not pass for done', async () => {
    const swallowing = database.unitOfWork(second, async (query) => {
      await rename('Lost')(query);
      await query.run('SELECT 1 / 0').catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('rolled back');
    expect(await database.read(second, names)).toEqual([{ name: 'A pool' }]);
  });

  test('of reading may not write, and sees one moment', async () => {
    await expect(database.read(second, rename('Lost'))).rejects.toMatchObject({ code: '25006' });
    const seen = await database.read(first, async (query) => {
      const before = await names(query);
      await database.unitOfWork(first, rename('Renamed meanwhile'));
      return [before, await names(query)];
    });
    expect(seen[0]).toEqual(seen[1]);
  });

  test('leaves no tenant on its connection', async () => {
    await Promise.all(Array.from({ length: 20 }, () => database.unitOfWork(first, names)));
    const seen = await Promise.all(Array.from({ length: 20 }, () => database.global(names)));
    expect(seen.flat()).toEqual([]);
  });

  test('whose connection is ended fails as database_lost, and the next one works', async () => {
    const owner = await connectTo(database.url);
    try {
      const losing = database.unitOfWork(first, async (query) => {
        const { pid } = await query.one<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await owner.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
        await names(query);
      });
      await expect(losing).rejects.toMatchObject({ name: 'EnvironmentFailure', code: 'database_lost' });
    } finally {
      await owner.end();
    }
    expect(await database.read(first, names)).toHaveLength(1);
  });
});

describe('values', () => {
  test('are whole numbers and days as text', async () => {
    const row = await database.global((query) =>
      query.one(`SELECT 9007199254740991::int8 AS largest, sum(n) AS total, date '2026-02-28' AS day,
                        array_agg(n ORDER BY n) AS all, array[date '2024-02-29', null] AS days, null::int8 AS none
                 FROM (VALUES (1::int8), (-3)) AS given (n)`),
    );
    const days = ['2024-02-29', null];
    expect(row).toEqual({
      largest: 2 ** 53 - 1,
      total: -2,
      day: '2026-02-28',
      all: [-3, 1],
      days,
      none: null,
    });
  });

  test('that a number cannot hold are a bug', async () => {
    const reading = (expression: string) => database.global((query) => query.rows(`SELECT ${expression}`));
    await expect(reading('9007199254740992::int8')).rejects.toThrow('safe range');
    await expect(reading('avg(n) FROM generate_series(1, 2) n')).rejects.toThrow('safe range');
  });

  test('one row is one row', async () => {
    const one = (limit: number) =>
      database.global((query) => query.one('SELECT n FROM generate_series(1, 5) n LIMIT $1', [limit]));
    expect(await one(1)).toEqual({ n: 1 });
    await expect(one(0)).rejects.toThrow('one row expected, got none');
    await expect(one(2)).rejects.toThrow('one row expected, got 2');
    expect(await database.global((query) => query.oneOrNone('SELECT 1 WHERE false'))).toBeUndefined();
  });
});

describe('a stream', () => {
  const numbers = 'SELECT n FROM generate_series(1, $1::int) n';

  test.each([
    [0, 10, []],
    [9, 10, [9]],
    [10, 10, [10]],
    [25, 10, [10, 10, 5]],
  ])('of %d rows in batches of %d', async (rows, size, expected) => {
    const sizes = await database.global(async (query) => {
      const found: number[] = [];
      for await (const batch of query.stream(numbers, [rows], size)) found.push(batch.length);
      return found;
    });
    expect(sizes).toEqual(expected);
  });

  test('may be left early, nested, and followed by other statements', async () => {
    const seen = await database.global(async (query) => {
      const found: number[] = [];
      for await (const [outer] of query.stream<{ n: number }>(numbers, [3], 1)) {
        for await (const [inner] of query.stream<{ n: number }>(numbers, [1000], 2)) {
          found.push(outer!.n * 10 + inner!.n);
          break;
        }
      }
      const left = await query.rows("SELECT FROM pg_cursors WHERE name <> ''");
      return [...found, left.length];
    });
    expect(seen).toEqual([11, 21, 31, 0]);
  });

  test('whose query fails says so', async () => {
    const failing = database.global(async (query) => {
      for await (const _ of query.stream('SELECT 1 / (3 - n) FROM generate_series(1, 9) n', [], 1));
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
  });
});

test('COPY comes out as a stream', async () => {
  const copied = await database.read(second, (query) =>
    text(query.copyOut('COPY (SELECT consortium_id, code FROM consortium) TO STDOUT')),
  );
  expect(copied).toBe('2\tsecond\n');
});

test('closing waits for what is under way and what waits for a connection', async () => {
  const mine = await testDatabase();
  const works = Array.from({ length: 12 }, () => mine.global((query) => query.rows('SELECT pg_sleep(0.05)')));
  await mine.close();
  expect((await Promise.allSettled(works)).map(({ status }) => status)).toEqual(Array(12).fill('fulfilled'));
});

test('an interruption ends what is under way, what waits, and what comes after', async () => {
  const mine = await testDatabase();
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  let count = 0;
  // More than there are connections: some wait for one.
  const works = Array.from({ length: 12 }, () =>
    mine.global(async (query) => {
      await query
        .rows("SELECT open_consortium($1, 'A pool', 'USD', '07-01', null)", [`pool ${count}`])
        .catch(() => {});
      count += 1;
      resolve();
      await query.rows('SELECT pg_sleep(60)');
    }),
  );
  const ends = Promise.allSettled(works);
  await begun;
  await mine.interrupt();
  for (const end of await ends) {
    expect(end).toMatchObject({
      status: 'rejected',
      reason: { name: 'EnvironmentFailure', code: 'database_lost' },
    });
  }
  await expect(mine.global(names)).rejects.toMatchObject({ code: 'database_lost' });
  const owner = await connectTo(mine.url);
  await owner.query(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'poolbook_app' AND datname = current_database()",
  );
  expect((await owner.query('SELECT FROM poolbook.consortium')).rowCount).toBe(0);
  await owner.end();
  await mine.close();
});
