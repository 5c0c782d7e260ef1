// docs/api.md: its example is sent to the service by curl as it stands there, and answered as it stands there; what it says
// of limits is so.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordConsortium } from '../../src/app/consortium.ts';
import { makeKey } from '../../src/app/people.ts';
import type { RunningService } from '../../src/app/ports/service.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { startService } from '../../src/serve.ts';
import { storesOver } from '../../src/store/stores.ts';
import { testDatabase } from '../database.ts';
import { fillBooks, known, poolDocument } from './books.ts';
import { aDayAhead } from './people.ts';

const text = readFileSync('docs/api.md', 'utf8');
const AT = 'http://localhost:8080';
/** Between the answers of two blocks. */
const MARK = '\u001e';

/** Each block of commands with the answer that stands below it. */
const steps = [...text.matchAll(/```sh\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g)].map(
  ([, commands, answer]) => ({ commands: commands!, answer: JSON.parse(answer!) as object }),
);

let stores: Stores;
let service: RunningService;
let home: string;
let address: string;
let key: string;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'poolbook-api-'));
  mkdirSync(join(home, 'uploads'));
  const port = await freePort();
  address = `http://localhost:${port}`;
  process.env.POOLBOOK_HOME = home;
  process.env.POOLBOOK_URL = address;
  stores = storesOver(await testDatabase(), join(home, 'uploads'));
  const document = JSON.stringify({ ...poolDocument, code: 'pool' });
  const consortium = known(await recordConsortium(stores.consortia, document));
  await fillBooks(stores, consortium);
  const holding = { name: 'console', role: 'administrator', expires: aDayAhead(30) } as const;
  key = known(await makeKey(stores.people, consortium, holding, 'operator')).secret;
  service = known(await startService(stores, { host: 'localhost', port, log: false }));
});

afterAll(async () => {
  await service?.close();
  await stores?.close();
  rmSync(home, { recursive: true, force: true });
});

test.skipIf(process.platform === 'win32')('the example is answered as it stands there', async () => {
  const script = steps
    .map(({ commands }) => commands.replace(AT, address).replace('pbk_...', key))
    .join(`printf '${MARK}'\n`);
  const { stdout } = await promisify(execFile)('sh', ['-euc', script], { cwd: home });
  const answers = stdout.split(MARK);
  expect(answers.length).toBe(steps.length);
  for (const [index, { commands, answer }] of steps.entries())
    expect(JSON.parse(answers[index]!), commands).toMatchObject(answer);
});

test('the address in the type of a problem leads to what it means', async () => {
  const refused = (await (await fetch(`${address}/api/v1/me`)).json()) as { type: string; code: string };
  const page = await fetch(new URL(refused.type, address));
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/markdown; charset=utf-8']);
  expect(await page.text()).toContain(`| \`${refused.code}\``);
});

test('what it links to is there', () => {
  const links = [...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join('docs', link)))).toEqual([]);
});
