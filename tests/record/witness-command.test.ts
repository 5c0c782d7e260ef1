// `poolbook witness` as people start and end it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeKey } from '../../src/core/record/key.ts';
import { NOTE_SIGNATURE } from '../../src/core/record/signature-types.ts';
import { GrowingLog } from './growing-log.ts';
import { party } from './parties.ts';
import { poolbook, postTo, startWitness, temporaryFolder, type WitnessProcess } from './witness-process.ts';

const town = party('town.example/log', NOTE_SIGNATURE);
const log = writeKey(town.key);

let folder: string;
let remove: () => void;
let witness: WitnessProcess;

beforeEach(async () => {
  ({ folder, remove } = temporaryFolder());
  witness = await startWitness(folder, [log], 'insurer.example/w');
});

afterEach(async () => {
  await witness.end('SIGKILL');
  remove();
});

test('says its key and address, follows its logs, ends by SIGTERM and goes on where it was', async () => {
  expect(witness.key.name).toBe('insurer.example/w');
  expect(witness.logs).toEqual([{ origin: 'town.example/log', size: 0 }]);
  expect(await postTo(witness.url, new GrowingLog(town, 5).submission(0))).toMatchObject({ status: 200 });
  const { verifierKey } = witness;
  expect(await witness.end('SIGTERM')).toMatchObject({ status: 0, error: '' });
  witness = await startWitness(folder, [log], 'insurer.example/w');
  expect(witness.verifierKey).toBe(verifierKey);
  expect(witness.logs).toEqual([{ origin: 'town.example/log', size: 5 }]);
});

test('has a home of its own, and follows logs by their keys', async () => {
  const key = readFileSync(join(folder, 'key'), 'utf8');
  const second = await poolbook('witness', '--home', folder, '--log', log, '--port', '0', '--json');
  expect({ ...second, error: JSON.parse(second.error).code }).toEqual({
    status: 1,
    out: '',
    error: 'home_in_use',
  });
  expect(readFileSync(join(folder, 'key'), 'utf8')).toBe(key);
  const wrong = await poolbook('witness', '--home', join(folder, 'other'), '--log', 'no-key');
  expect([wrong.status, wrong.error]).toEqual([2, expect.stringContaining('(malformed_key)')]);
});
