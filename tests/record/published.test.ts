// The record as files on disk: what lies there is what is served, grows with the log and with its witnesses, and is made
// anew where it is of another log or gone.
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { publishedFile } from '../../src/app/record/published.ts';
import { startRecorder } from '../../src/jobs/recorder.ts';
import { storesOver } from '../../src/store/stores.ts';
import { testDatabase } from '../database.ts';
import { fillBooks, known, poolDocument } from '../http/books.ts';
import { temporaryFolder } from './witness-process.ts';

const { folder, remove } = temporaryFolder();
const own = join(folder, 'one');
const uploads = join(folder, 'uploads');
let stores: Stores;
let consortiumId: number;
beforeAll(async () => {
  mkdirSync(uploads);
  stores = storesOver(await testDatabase(), uploads);
  const consortium = known(
    await recordConsortium(stores.consortia, JSON.stringify({ ...poolDocument, code: 'one' })),
  );
  await fillBooks(stores, consortium);
  ({ consortiumId } = consortium);
});
afterAll(async () => {
  await stores?.close();
  remove();
});

const failures: unknown[] = [];
const record = () =>
  startRecorder(stores, { folder, restMilliseconds: 50, failed: (error) => void failures.push(error) });
const files = () =>
  globSync('**', { cwd: own })
    .filter((path) => statSync(join(own, path)).isFile())
    .sort();
const onDisk = () => {
  const path = join(own, 'checkpoint');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const sizeOnDisk = () => Number(onDisk().split('\n')[1] ?? 0);

/** Waits until all facts that there are have come to the files. */
async function published(): Promise<void> {
  const recorder = record();
  const isDone = async () => {
    const last = await stores.records.lastCheckpoint(consortiumId);
    const waits = await stores.records.waiting(consortiumId);
    const size = (await stores.records.head(consortiumId))?.size;
    const served = await publishedFile(stores, consortiumId, 'checkpoint');
    return (
      waits === 0 &&
      last?.size === size &&
      served !== undefined &&
      'text' in served &&
      served.text === onDisk()
    );
  };
  await expect.poll(isDone).toBe(true);
  await recorder.close();
  expect(failures).toEqual([]);
}

async function expectAsServed(): Promise<void> {
  for (const path of files()) {
    const served = (await publishedFile(stores, consortiumId, path))!;
    const lies = readFileSync(join(own, path));
    expect('text' in served ? served.text : Buffer.from(served.bytes), path).toEqual(
      'text' in served ? lies.toString() : lies,
    );
  }
}

test('what lies there is what is served', async () => {
  await published();
  expect(files()).toEqual(expect.arrayContaining(['checkpoint', 'policy']));
  expect(sizeOnDisk()).toBeGreaterThan(50);
  await expectAsServed();
});

test('it grows with the log, and a full tile takes the place of what it was', async () => {
  const before = sizeOnDisk();
  // Four hundred versions of the policy are as many leaves.
  for (let version = 1; version <= 400; version += 1)
    await stores.records.setPolicy(consortiumId, `# ${version}\nquorum none\n`, 'the test');
  await published();
  expect(sizeOnDisk()).toBeGreaterThanOrEqual(before + 400);
  expect(files()).toEqual(expect.arrayContaining(['tile/0/000', 'tile/entries/000', 'tile/1/000.p/1']));
  expect(existsSync(join(own, 'tile', '0', '000.p'))).toBe(false);
  expect(readFileSync(join(own, 'policy'), 'utf8')).toContain('# 400\n');
  await expectAsServed();
});

test('files of another log, or of more than there is, are written over; what is gone comes again', async () => {
  const kept = join(folder, 'kept');
  cpSync(own, kept, { recursive: true });
  const wanted = files();
  for (const spoil of [
    () => rmSync(own, { recursive: true }),
    () => {
      const text = readFileSync(join(own, 'checkpoint'), 'utf8');
      writeFileSync(join(own, 'checkpoint'), text.replace(/^.*\n/, 'another/log\n'));
      writeFileSync(join(own, 'tile', '0', '000'), 'of another log');
    },
    () => {
      const text = readFileSync(join(own, 'checkpoint'), 'utf8');
      writeFileSync(join(own, 'checkpoint'), text.replace(/\n\d+\n/, '\n999999\n'));
      writeFileSync(join(own, 'tile', '0', '000'), 'of what was restored');
    },
    () => writeFileSync(join(own, 'checkpoint'), 'torn'),
  ]) {
    spoil();
    await published();
    expect(files()).toEqual(expect.arrayContaining(wanted));
    for (const path of wanted)
      expect(readFileSync(join(own, path)), path).toEqual(readFileSync(join(kept, path)));
  }
});

test('files that cannot be written keep nothing from being signed', async () => {
  rmSync(own, { recursive: true });
  writeFileSync(own, 'a file where the folder should be');
  const before = (await stores.records.lastCheckpoint(consortiumId))!.size;
  await stores.records.setPolicy(consortiumId, '# 401\nquorum none\n', 'the test');
  const recorder = record();
  const size = async () => (await stores.records.lastCheckpoint(consortiumId))!.size;
  await expect.poll(size).toBe(before + 1);
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  await recorder.close();
});
