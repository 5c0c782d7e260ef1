// `poolbook start`, `person` and `key` as whoever runs the machine uses them: the program itself, over a database and a
// port of the test's own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordConsortium } from '../src/app/consortium.ts';
import { openStores } from '../src/store/stores.ts';
import { connectTo, type TestAddress, testDatabaseUrl } from './database.ts';
import { poolDocument } from './http/books.ts';

/** How long is waited for what will be: a machine that is shared may give no time for a while. */
const PATIENCE = 300_000;

let address: TestAddress;
let home: string;
let port: number;
let child: ChildProcess;
let output = '';

const environment = () => ({
  ...process.env,
  DATABASE_URL: address.url,
  POOLBOOK_HOME: home,
  POOLBOOK_URL: `http://localhost:${port}`,
});

const poolbook = (...words: string[]) =>
  spawnSync(process.execPath, ['src/main.ts', ...words], { encoding: 'utf8', env: environment() });

/** A port that nobody listens at. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });

const at = (path: string) => `http://127.0.0.1:${port}${path}`;

/** Asks as a client does that is told to come again: on a machine that gives no time a service turns requests away. */
async function ask(path: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(at(path), init);
    if (answer.status !== 503) return answer;
    await setTimeout(1000 * Number(answer.headers.get('retry-after')));
  }
}

const send = (path: string, body: object, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://localhost:${port}`, ...headers },
    body: JSON.stringify(body),
  });

beforeAll(async () => {
  address = await testDatabaseUrl();
  home = mkdtempSync(join(tmpdir(), 'poolbook-start-'));
  process.env.DATABASE_URL = address.url;
  const stores = await openStores(() => {});
  delete process.env.DATABASE_URL;
  await recordConsortium(stores.consortia, JSON.stringify({ ...poolDocument, code: 'one' }));
  await stores.close();
  // Somebody else may take a port between our look and its start: then another one.
  do await start();
  while (output.includes('address_in_use'));
  expect(output).toContain(`Poolbook is at http://localhost:${port}`);
});

/** Starts it at a free port, and waits until it is there or has ended. */
async function start(): Promise<void> {
  [port, output] = [await freePort(), ''];
  child = spawn(process.execPath, ['src/main.ts', 'start', '--port', String(port), '--log'], {
    env: environment(),
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => (output += String(chunk)));
  const closed = once(child, 'close');
  while (!output.includes('Poolbook is at'))
    if (await Promise.race([closed, setTimeout(50, undefined)])) return;
}

/** Far enough from today that midnight may come meanwhile. */
const soon = () => new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10);

afterAll(async () => {
  if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
  await address.drop();
});

test('the first operator comes by a link from the command line', async () => {
  const { stdout } = poolbook('person', 'add', 'root@pool.example', '--operator');
  const [, token] = new RegExp(`^http://localhost:${port}/invitation#(\\S+)\n`).exec(stdout)!;
  const body = { token, name: 'Root', password: 'correct horse battery' };
  const accepted = await send('/api/auth/accept-invitation', body);
  expect([accepted.status, await accepted.json()]).toEqual([200, { consortium: null, role: 'operator' }]);
  const cookie = accepted.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  const me = await ask('/api/v1/me', { headers: { cookie } });
  expect(await me.json()).toMatchObject({ name: 'root@pool.example', isOperator: true });
  const invited = await send(
    '/api/v1/consortia/one/invitations',
    { email: 'a@one.example', role: 'auditor' },
    { cookie },
  );
  expect(invited.status).toBe(201);
});

test('a letter lies in its folder, for nobody else to read', () => {
  const [name, ...more] = readdirSync(join(home, 'letters'));
  expect(more).toEqual([]);
  const file = join(home, 'letters', name!);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(
    /^To: a@one\.example\nSubject: Your invitation to .*\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000\n/,
  );
  expect(text).toContain(`http://localhost:${port}/invitation#`);
  for (const path of [file, join(home, 'sign-on.secret')]) expect(statSync(path).mode & 0o077, path).toBe(0);
});

test('others are invited into a consortium, with what their role needs', () => {
  const invite = (...words: string[]) =>
    poolbook('person', 'invite', 'b@one.example', '--consortium', 'one', ...words);
  expect(invite('--role', 'member staff', '--member', 'town').status).toBe(0);
  for (const [words, code] of [
    [['--role', 'member staff'], '--member'],
    [['--role', 'chief'], '--role'],
    [[], '--role'],
    [['--operator'], '--consortium'],
  ] as const) {
    const { status, stderr } = invite(...words, '--json');
    expect([status, JSON.parse(stderr).path]).toEqual([2, code]);
  }
});

test('a key from the command line works at once', async () => {
  const { stdout } = poolbook('key', 'create', 'nightly', '--role', 'actuary', '--expires', soon());
  const answer = await ask('/api/v1/consortia/one/statement', {
    headers: { authorization: `Bearer ${stdout.trim()}` },
  });
  expect(answer.status).toBe(200);
  const refused = poolbook('key', 'create', 'late', '--role', 'actuary', '--expires', '2020-01-01', '--json');
  expect(JSON.parse(refused.stderr)).toMatchObject({ code: 'out_of_range', path: '--expires' });
});

test('what was done about sign-on can be read', () => {
  const events = JSON.parse(poolbook('person', 'events', '--json').stdout);
  expect(events).toContainEqual(
    expect.objectContaining({
      kind: 'invitation accepted',
      email: 'root@pool.example',
      address: '127.0.0.1',
    }),
  );
});

test('a port that is taken, and a wrong address, are said', () => {
  const start = (extra: object, ...words: string[]) =>
    spawnSync(process.execPath, ['src/main.ts', 'start', '--port', String(port), ...words], {
      encoding: 'utf8',
      env: { ...environment(), ...extra },
    });
  expect(start({})).toMatchObject({ status: 1, stderr: expect.stringContaining('address_in_use') });
  expect(start({ POOLBOOK_URL: 'pool.example' })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('POOLBOOK_URL'),
  });
  expect(start({ POOLBOOK_URL: '' }, '--host', '0.0.0.0')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('POOLBOOK_URL'),
  });
  expect(start({ POOLBOOK_SECRET: 'short' })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('POOLBOOK_SECRET'),
  });
});

describe('told to stop, it', () => {
  let answer = '';
  let status: number | null;

  beforeAll(async () => {
    const key = poolbook('key', 'create', 'last', '--role', 'treasurer', '--expires', soon()).stdout.trim();
    await ask('/api/v1/consortia/one/closes', { headers: { authorization: `Bearer ${key}` } });
    const body = JSON.stringify({ member: 'town', reference: 'r-1', day: '2026-02-10', amount: '5.00' });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).on('data', (chunk) => (answer += String(chunk)));
    socket.write(
      `POST /api/v1/consortia/one/receipts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    // The first half has to have come before it is told.
    await vi.waitFor(() => expect(answer).toBe('HTTP/1.1 100 Continue\r\n\r\n'), { timeout: PATIENCE });
    answer = '';
    child.kill('SIGTERM');
    const isOpen = () =>
      fetch(at('/health')).then(
        async (answered) => answered.status === 200 || (await answered.text()).includes('overloaded'),
        () => false,
      );
    await vi.waitFor(async () => expect(await isOpen()).toBe(false), { timeout: PATIENCE });
    socket.write(body.slice(10));
    status = await new Promise((resolve) => child.on('exit', resolve));
    socket.destroy();
  });

  test('answers what was under way, takes nothing new, and ends well', () => {
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    // A connection that is kept would keep the program.
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(status).toBe(0);
  });

  test('keeps who read what until then', async () => {
    const owner = await connectTo(address.url);
    const { rows } = await owner.query("SELECT actor, path FROM poolbook.access WHERE actor = 'key last'");
    expect(rows).toEqual([{ actor: 'key last', path: '/api/v1/consortia/one/closes' }]);
    await owner.end();
  });

  test('has said nothing secret', () => {
    expect(output).toContain('"msg":"answered"');
    expect(output).not.toMatch(/pbk_|correct horse|root@pool|session_token|Bearer/);
  });
});
