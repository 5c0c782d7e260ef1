// A process that keeps a record and writes its files is killed in the middle of its statements and of its files: what lies
// there is whole at every moment, and the next one goes on until all of it is recorded, signed and written.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRecord } from '../../src/app/record/audit.ts';
import { checkpointOf, rootAt } from '../../src/app/record/checkpoint.ts';
import { publishedFile } from '../../src/app/record/published.ts';
import { readEntryBundle } from '../../src/core/record/entry-bundle.ts';
import { HASH_BYTES, leafHash } from '../../src/core/record/hashes.ts';
import { growTiles } from '../../src/core/record/tile-growth.ts';
import { TILE_WIDTH, type Tile, tilePath } from '../../src/core/record/tiles.ts';
import { rootOf, subtreesOver, treeOf } from '../../src/core/record/tree.ts';
import { streamOf } from '../../src/core/simulation/random.ts';
import { tilesBetween } from '../../src/jobs/publisher.ts';
import { type OutboxPool, outboxPool } from './outbox.ts';
import { accepted, sha256 } from './parties.ts';
import { temporaryFolder } from './witness-process.ts';

/** How often it is killed: `RECORDER_KILLS=200` for long, `RECORDER_SEED` for other moments. */
const KILLS = Number(process.env.RECORDER_KILLS ?? 5);
const SEED = Number(process.env.RECORDER_SEED ?? 1);
const CHILD = join(import.meta.dirname, 'recorder-child.ts');
/** Facts that come before each start: more than one transaction of the recorder takes. */
const FACTS = 600;
/** About as many statements as it takes until these are signed. */
const STATEMENTS = 60;
const PATIENCE_MILLISECONDS = 300_000;

const random = streamOf(SEED, 0);
const { folder, remove } = temporaryFolder();
const files = join(folder, 'orders');
const children: { kill(): Promise<string> }[] = [];
let pool: OutboxPool;
beforeAll(async () => {
  pool = await outboxPool();
});
afterAll(async () => {
  await Promise.all(children.map(({ kill }) => kill()));
  await pool?.close();
  remove();
});

/** Starts it; `ended` is what it has complained of. */
function start(mostStatements?: number) {
  const words = mostStatements === undefined ? [] : [String(mostStatements)];
  const child = spawn(process.execPath, [CHILD, pool.database.url, folder, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = once(child, 'close').then(([status, signal]) =>
    signal === 'SIGKILL' ? said : `ended with ${status}: ${said}`,
  );
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  const started = { ended, kill };
  children.push(started);
  return started;
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`);
    await setTimeout(1);
  }
}

let written = 0;
async function writeFacts(): Promise<void> {
  const { owner, consortiumId } = pool;
  await owner.query(
    `INSERT INTO poolbook.verify_page (consortium_id, sha256) SELECT $1::int8, place::text FROM generate_series($2::int4 + 1, $2 + $3) place`,
    [consortiumId, written, FACTS],
  );
  written += FACTS;
}

const fileCount = () => globSync('**', { cwd: files }).length;
const onDisk = () => {
  const path = join(files, 'checkpoint');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** What a tile of a width lies in: it may have grown since, and then holds more. */
function tileOnDisk(tile: Tile, bytes: number): Buffer {
  const whole = [tile, { ...tile, width: TILE_WIDTH }].map((one) => join(files, tilePath(one)));
  const path = whole.find((one) => existsSync(one));
  if (path === undefined) throw new Error(`${tilePath(tile)} is not there`);
  return readFileSync(path).subarray(0, bytes);
}

/** Holds the files to the checkpoint that lies with them, as anybody can: entries to leaves, leaves to tiles and to the root. */
function expectWholeFiles(): { size: number; root: Uint8Array } {
  const note = onDisk();
  const { size, root } = checkpointOf({ note, size: 0, signedSeconds: 0 });
  const tiles = [...tilesBetween(0, size)].flat();
  const entries = tiles
    .filter(({ level }) => level === 'entries')
    .flatMap((tile) => accepted(readEntryBundle(tile, tileOnDisk(tile, tile.width * (HASH_BYTES + 2)))));
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  expect(rootOf(sha256, treeOf(subtreesOver(sha256, leaves), size))).toEqual(root);
  for (const { tile, bytes } of growTiles(sha256, 0, [], leaves))
    expect(new Uint8Array(tileOnDisk(tile, bytes.length)), tilePath(tile)).toEqual(bytes);
  return { size, root };
}

async function isAllWritten(): Promise<boolean> {
  const { records } = pool.stores;
  const head = await records.head(pool.consortiumId);
  const last = await records.lastCheckpoint(pool.consortiumId);
  return (
    (await records.waiting(pool.consortiumId)) === 0 && last?.size === head!.size && onDisk() === last.note
  );
}

test('a recorder that is killed again and again leaves a whole record and whole files', async () => {
  const { stores, consortiumId } = pool;
  const seen: { size: number; root: Uint8Array }[] = [];
  const first = start();
  await until(isAllWritten, 'the document and the key');
  expect(await first.kill()).toBe('');
  for (let kills = 0; kills < KILLS; kills += 1) {
    await writeFacts();
    if (kills % 2 === 0) {
      const said = await start(1 + random.below(STATEMENTS)).ended;
      expect(said).toBe('');
    } else {
      const recorder = start();
      const before = fileCount();
      const more = 1 + random.below(10);
      await until(() => fileCount() >= before + more || isAllWritten(), `${more} files more`);
      expect(await recorder.kill()).toBe('');
    }
    seen.push(expectWholeFiles());
  }
  const last = start();
  await until(isAllWritten, 'all that was left');
  expect(await last.kill()).toBe('');
  const { size } = (await stores.records.head(consortiumId))!;
  expect(size).toBeGreaterThan(written);
  expect(await auditRecord(stores, consortiumId)).toMatchObject({
    ...{ verdict: 'proved', leaves: size, waiting: 0, findings: [], checkpoint: { size } },
  });
  expect(expectWholeFiles().size).toBe(size);
  expect(await publishedFile(stores, consortiumId, 'checkpoint')).toEqual({ text: onDisk() });
  // What was shown on the way is the beginning of what is there now.
  for (const one of seen) expect(await rootAt(stores.records, consortiumId, one.size)).toEqual(one.root);
  if (KILLS > 5)
    console.log(`${KILLS} kills, ${size} leaves, ${new Set(seen.map((one) => one.size)).size} checkpoints`);
});
