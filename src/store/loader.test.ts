import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectTo, type TestDatabase, testDatabase } from '../../tests/database.ts';
import { isUniqueViolation } from './failures.ts';
import { type Loader, openLoader } from './loader.ts';

let database: TestDatabase;
let loader: Loader;

beforeAll(async () => {
  database = await testDatabase();
  const owner = await connectTo(database.url);
  await owner.query(`
    CREATE TABLE poolbook.sample (
      consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
      number int8 NOT NULL,
      words text,
      PRIMARY KEY (consortium_id, number)
    );
    ALTER TABLE poolbook.sample ENABLE ROW LEVEL SECURITY;
    ALTER TABLE poolbook.sample FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON poolbook.sample
      USING (consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8);
    GRANT SELECT, DELETE ON poolbook.sample TO poolbook_app;
    GRANT INSERT (number, words) ON poolbook.sample TO poolbook_loader`);
  await owner.end();
  loader = openLoader(database);
});

beforeEach(async () => {
  for (const tenant of [1, 2]) await database.unitOfWork(tenant, (query) => query.run('DELETE FROM sample'));
});

afterAll(async () => {
  await loader.close();
  await database.close();
});

const COLUMNS = ['number', 'words'];

const lines = (...numbers: number[]) => [Buffer.from(numbers.map((number) => `${number}\twords\n`).join(''))];

async function numbersOf(tenant: number): Promise<number[]> {
  const rows = await database.read(tenant, (query) =>
    query.rows<{ number: number }>('SELECT number FROM sample ORDER BY 1'),
  );
  return rows.map(({ number }) => number);
}

test('rows go to the tenant of the transaction, which they do not name', async () => {
  const count = await loader.copyTransaction(2, async ({ copy, insert }) => {
    const copied = await copy('sample', COLUMNS, lines(1, 2, 3));
    return copied + (await insert('INSERT INTO sample (number) VALUES ($1), ($2)', [4, 5]));
  });
  expect(count).toBe(5);
  expect(await numbersOf(2)).toEqual([1, 2, 3, 4, 5]);
  expect(await numbersOf(1)).toEqual([]);
});

test('a source of nothing is no rows', async () => {
  expect(await loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, []))).toBe(0);
});

test('two buffers in turn are enough, however rows are split between them', async () => {
  const rows = 200_000;
  async function* chunks() {
    const buffers = [Buffer.alloc(50_000), Buffer.alloc(50_000)];
    const size = (turn: number) => 40_000 + (turn % 7) * 1_001;
    let pending = '';
    let turn = 0;
    for (let number = 1; number <= rows; number++) {
      pending += `${number}\tword ${number}\n`;
      if (pending.length < size(turn)) continue;
      const buffer = buffers[turn % 2]!.fill('x');
      yield buffer.subarray(0, buffer.write(pending.slice(0, size(turn))));
      pending = pending.slice(size(turn));
      turn += 1;
    }
    yield Buffer.from(pending);
  }
  expect(await loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, chunks()))).toBe(rows);
  const sound = await database.read(1, (query) =>
    query.one("SELECT count(*) AS count, sum(number) AS sum FROM sample WHERE words = 'word ' || number"),
  );
  expect(sound).toEqual({ count: rows, sum: (rows * (rows + 1)) / 2 });
});

test('several transactions are open at once', async () => {
  const inside: number[] = [];
  const { promise: allInside, resolve } = Promise.withResolvers<void>();
  await Promise.all(
    [1, 2, 3, 4].map((number) =>
      loader.copyTransaction(1, async ({ copy }) => {
        inside.push(number);
        if (inside.length === 4) resolve();
        await allInside;
        await copy('sample', COLUMNS, lines(number));
      }),
    ),
  );
  expect(await numbersOf(1)).toEqual([1, 2, 3, 4]);
});

describe('nothing is left of a transaction', () => {
  test('whose source throws', async () => {
    function* source() {
      yield* lines(1, 2);
      throw new Error('no more');
    }
    const loading = loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, source()));
    await expect(loading).rejects.toThrow('no more');
    expect(await numbersOf(1)).toEqual([]);
  });

  test('whose steps throw after the copy', async () => {
    const loading = loader.copyTransaction(1, async ({ copy }) => {
      await copy('sample', COLUMNS, lines(1, 2));
      throw new Error('on purpose');
    });
    await expect(loading).rejects.toThrow('on purpose');
    expect(await numbersOf(1)).toEqual([]);
  });

  test('with a key that is there already', async () => {
    await loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, lines(7)));
    const copying = loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, lines(6, 7, 8)));
    expect(isUniqueViolation(await copying.catch((error: unknown) => error), 'sample_pkey')).toBe(true);
    const inserting = loader.copyTransaction(1, ({ insert }) =>
      insert('INSERT INTO sample (number) VALUES ($1)', [7]),
    );
    expect(isUniqueViolation(await inserting.catch((error: unknown) => error), 'sample_pkey')).toBe(true);
    expect(await numbersOf(1)).toEqual([7]);
    // The same key of another tenant is another key.
    await loader.copyTransaction(2, ({ copy }) => copy('sample', COLUMNS, lines(7)));
    expect(await numbersOf(2)).toEqual([7]);
  });

  test('with a row that the server refuses in the middle of much more', async () => {
    const megabyte = Buffer.from('1\twords\n'.repeat(131_072));
    function* source() {
      yield* lines(5);
      yield Buffer.from('not a number\twords\n');
      for (let count = 0; count < 64; count++) yield megabyte;
    }
    const loading = loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, source()));
    await expect(loading).rejects.toMatchObject({ code: '22P02' });
    expect(await numbersOf(1)).toEqual([]);
    expect(await loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, lines(9)))).toBe(1);
  });

  test('whose connection is ended in the middle', async () => {
    const owner = await connectTo(database.url);
    async function* source() {
      yield* lines(1, 2);
      await owner.query(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'poolbook_loader' AND datname = current_database() AND state <> 'idle'",
      );
      yield* lines(3);
      yield* lines(4);
    }
    const loading = loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, source()));
    await expect(loading).rejects.toMatchObject({ name: 'EnvironmentFailure', code: 'database_lost' });
    await owner.end();
    expect(await numbersOf(1)).toEqual([]);
    expect(await loader.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, lines(9)))).toBe(1);
  });
});

test('a table or column is a name, never more SQL', async () => {
  const into = (table: string, column: string) =>
    loader.copyTransaction(1, ({ copy }) => copy(table, [column], lines(1)));
  await expect(into('sample; DROP TABLE sample', 'number')).rejects.toMatchObject({ code: '42P01' });
  await expect(into('sample', 'number) FROM STDIN; --')).rejects.toMatchObject({ code: '42703' });
});

test('an interruption ends the loads under way, and leaves nothing of them', async () => {
  const mine = openLoader(database);
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  async function* endless() {
    for (let number = 1; ; number++) {
      yield* lines(number);
      if (number === 1_000) resolve();
    }
  }
  const loading = mine.copyTransaction(1, ({ copy }) => copy('sample', COLUMNS, endless()));
  const failure = loading.catch((error: unknown) => error);
  await begun;
  mine.interrupt();
  expect(await failure).toMatchObject({ name: 'EnvironmentFailure', code: 'database_lost' });
  await mine.close();
  expect(await numbersOf(1)).toEqual([]);
});
