import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, type TestContext, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openEmbeddedServer, stopEmbeddedServer } from '../../src/store/embedded/server.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo } from '../database.ts';
import { hold, standing } from './held-partition.ts';
import { ask, runningServer, temporaryHome } from './homes.ts';
import { expectWhole, poolbook, stageClaims, undecided } from './waiting-claims.ts';

let home: string;
let remove: () => Promise<void>;
/** A disk of little room, mounted where this is allowed. */
let small: string;
let mounted: boolean;

beforeEach(() => {
  ({ home, remove } = temporaryHome());
  small = join(home, 'small');
  mkdirSync(small);
});

afterEach(async () => {
  // A test that failed may have left its server, which holds the disk.
  await stopEmbeddedServer(small);
  if (mounted) spawnSync('umount', [small]);
  await remove();
});

function mountOrSkip(context: TestContext, size: string): void {
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', small]).status === 0;
  if (!mounted) context.skip('a small disk cannot be mounted here');
}

/** Leaves no room on the disk, until the file is removed: a server that runs may take or leave some of it meanwhile. */
function fill(): string {
  const path = join(small, 'fill');
  const file = openSync(path, 'w');
  try {
    for (const piece = Buffer.alloc(1 << 20); ; ) writeSync(file, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return path;
  } finally {
    closeSync(file);
  }
}

test('a disk that is full while the data is made', async (context) => {
  mountOrSkip(context, '20m');
  await expect(openEmbeddedServer(small)).rejects.toMatchObject({
    code: 'disk_full',
    message: `The disk is full (${small}).`,
  });
  expect(readdirSync(small).filter((name) => /^data|new/.test(name))).toEqual([]);
});

test('a disk that is full when the server is started', async (context) => {
  mountOrSkip(context, '60m');
  await (await openEmbeddedServer(small)).close();
  const file = fill();
  await expect(openEmbeddedServer(small)).rejects.toMatchObject({ code: 'disk_full' });
  rmSync(file);
  const server = await openEmbeddedServer(small);
  expect(await ask(server.url, 'SELECT 1')).toBe(1);
  await server.close();
});

test('a disk that is full in the middle of the work', async (context) => {
  mountOrSkip(context, '90m');
  const database = await openDatabase({ url: '', home: small });
  await database.global((query) => query.rows("SELECT open_consortium('one', 'One', 'USD', '01-01', null)"));
  const tooMuch =
    'CREATE TEMPORARY TABLE much AS SELECT repeat(n::text, 100) FROM generate_series(1, 1000000) AS n';
  await expect(database.global((query) => query.run(tooMuch))).rejects.toMatchObject({ code: 'disk_full' });
  const codes = await database.global((query) => query.rows('SELECT consortium_codes() AS code'));
  expect(codes).toEqual([{ code: 'one' }]);
  await database.close();
});

test('a disk that is full does not keep the server from being stopped', async (context) => {
  mountOrSkip(context, '60m');
  const server = await openEmbeddedServer(small);
  fill();
  await server.close();
  expect(runningServer(small)).toBeUndefined();
});

test('a disk that fills in the middle of a run: what fitted is decided, the rest when there is room', async (context) => {
  mountOrSkip(context, '200m');
  // What a vacuum in the background makes free, after a minute, would be room for the last partition.
  const server = await openEmbeddedServer(small, { settings: { autovacuum: 'off' } });
  const database = await openDatabase({ url: '', home: small });
  const stores = storesOver(database);
  const waiting = await stageClaims(stores);
  const { run } = waiting;
  // The last: a stream that has to wait for another keeps the one that it has prepared after it.
  const late = run.missing.at(-1)!;
  // With a segment of the log to spare: without one the server itself would end.
  await ask(server.url, 'SELECT pg_switch_wal()');
  const owner = await connectTo(server.url.replace(/postgres$/, 'poolbook'));
  try {
    for (const options of [[], ['--json']]) {
      await hold(owner, run, late);
      const running = poolbook({ POOLBOOK_HOME: small }, 'adjudicate', ...options);
      await standing(owner, 1);
      for (let done = 0; done < run.partitions; ) {
        const { rows } = await owner.query<{ done: number }>(
          'SELECT count(*)::int AS done FROM poolbook.run_partition',
        );
        done = rows[0]!.done;
        await setTimeout(5);
      }
      const file = fill();
      await owner.query('ROLLBACK');
      const { status, out, error } = await running;
      rmSync(file);
      expect({ status, out }).toEqual({ status: 1, out: '' });
      expect(error).toContain('The disk is full (the database poolbook at');
      expect(error).toContain(`partition ${late.partition} of ${run.partitions} (subscribers`);
      expect(error).toContain('disk_full');
      expect(error).toContain('Make room and run the command again');
      expect(await undecided(waiting, stores)).toEqual([late.partition]);
    }
    expect(await poolbook({ POOLBOOK_HOME: small }, 'adjudicate')).toEqual({
      ...{ status: 0, out: `${late.lines} lines decided, in 1 transactions.\n`, error: '' },
    });
    await expectWhole(database, waiting);
  } finally {
    await owner.end();
    await stores.close();
    await server.close();
  }
});
