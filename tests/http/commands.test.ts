// The command line and the API do the same: every command has its routes, and what both read is the same document.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { programOf, run } from '../../src/cli/program.ts';
import { routes } from '../../src/http/routes/index.ts';
import { fillBoard, fillBooks } from './books.ts';
import { COMMAND_ROUTES, LOCAL_COMMANDS } from './commands.ts';
import { type TestService, testService } from './service.ts';

const never = () => Promise.reject(new Error('no command is run'));

function leaves(command: Command, path: readonly string[] = []): string[] {
  if (command.commands.length === 0) return [path.join(' ')];
  return command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
}

describe('every command', () => {
  test('has its routes, or a reason to have none', () => {
    const listed = [...Object.keys(COMMAND_ROUTES), ...Object.keys(LOCAL_COMMANDS)];
    expect(listed.sort()).toEqual(leaves(programOf(never, never)).sort());
  });

  test('has routes that there are', () => {
    const there = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const gone = Object.values(COMMAND_ROUTES)
      .flat()
      .filter((route) => !there.has(route));
    expect(gone).toEqual([]);
  });
});

// What a command prints is read where it is handed to be printed: standard output is the test's own.
const printed = vi.hoisted(() => ({ documents: [] as unknown[] }));
vi.mock('../../src/cli/output.ts', async (original) => ({
  ...(await original<object>()),
  printJson: (document: unknown) => void printed.documents.push(document),
}));

describe('what a command reads', () => {
  let service: TestService;
  let folder: string;

  beforeAll(async () => {
    service = await testService(async (stores, consortium) => {
      if (consortium.document.code !== 'one') return;
      await fillBooks(stores, consortium);
      await fillBoard(stores, consortium);
    });
    folder = mkdtempSync(join(tmpdir(), 'poolbook-commands-'));
    for (const words of ['bill 2026-02', 'bank reconcile --through 2026-03-31'])
      await documentOf(`${words} --consortium one`);
  });

  afterAll(async () => {
    await service?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function documentOf(words: string): Promise<string> {
    printed.documents.length = 0;
    const stores = { ...service.stores, close: async () => {} };
    await run(['node', 'poolbook', ...words.split(' '), '--json'], async () => stores, never);
    expect(printed.documents.length, words).toBe(1);
    return JSON.stringify(printed.documents[0]);
  }

  /** What the API answers, which has to be of the shape that its route promises. */
  async function answerOf(name: string, path: string, payload?: object): Promise<string> {
    const [method] = name.split(' ') as ['GET' | 'POST'];
    const url = `/api/v1${path}`;
    const answer = await service.send('operator', { method, url, ...(payload && { payload }) });
    expect(answer.statusCode, answer.body).toBe(200);
    const route = routes.find((one) => `${one.method} ${one.path}` === name)!;
    expect(route.answer.safeParse(answer.json()).error).toBeUndefined();
    return answer.body;
  }

  const C = '/consortia/:consortium';
  const months = 'from=2026-01&through=2026-03';
  const asked = '--from 2026-01 --through 2026-03';

  test.each([
    ['bill 2026-02', `GET ${C}/bills/:month`, '/bills/2026-02'],
    ['bill 2026-02 --member town', `GET ${C}/bills/:month`, '/bills/2026-02?member=town'],
    ['arrears --on 2026-03-31', `GET ${C}/arrears`, '/arrears?on=2026-03-31'],
    ['balances --through 2026-03', `GET ${C}/balances`, '/balances?through=2026-03'],
    [`administration ${asked}`, `GET ${C}/administration`, `/administration?${months}`],
    ['run-out', `GET ${C}/run-out`, '/run-out'],
    [
      'bank reconcile --through 2026-03-31',
      `GET ${C}/bank-accounts/:account/reconciliation`,
      '/bank-accounts/operating/reconciliation?through=2026-03-31',
    ],
    ['budget 2026 --through 2026-02', `GET ${C}/budgets/:year`, '/budgets/2026?through=2026-02'],
    ['statement', `GET ${C}/statement`, '/statement'],
    ['ledger balance-sheet --member town', `GET ${C}/ledger/:statement`, '/ledger/balance-sheet?member=town'],
    ['position', `GET ${C}/positions`, '/positions'],
    ['recoverable --on 2026-03-31', `GET ${C}/recoverables`, '/recoverables?on=2026-03-31'],
    ['invoice list', `GET ${C}/invoices`, '/invoices'],
    ['claim c-12', `GET ${C}/claims/:claim`, '/claims/c-12'],
    ['ratio 2026 --by month', `GET ${C}/ratios/:year`, '/ratios/2026?by=month'],
    ['ratio 2026 2026', `GET ${C}/ratio-changes/:before/:after`, '/ratio-changes/2026/2026'],
    ['reserve --as-of 2026-03', `GET ${C}/reserve`, '/reserve?asOf=2026-03'],
    ['alerts --on 2026-03-02', `GET ${C}/alerts`, '/alerts'],
    ['board directors --on 2026-03-02', `GET ${C}/board/directors`, '/board/directors'],
    ['board meetings --on 2026-03-02', `GET ${C}/board/meetings`, '/board/meetings'],
    ['board resolutions --on 2026-03-02', `GET ${C}/board/motions`, '/board/motions'],
  ])('%s is what the API answers, byte for byte', async (words, name, path) => {
    const document = await documentOf(`${words} --consortium one`);
    expect(await answerOf(name, `/consortia/one${path}`)).toBe(document);
  });

  test('rules --on 2023-06-30 US-WA, of no consortium, too', async () => {
    const document = await documentOf('rules US-WA --on 2023-06-30');
    expect(await answerOf('GET /rules', '/rules?jurisdiction=US-WA&on=2023-06-30')).toBe(document);
  });

  const invoice = {
    ...{ currency: 'USD', charge: 'administration', month: '2026-03', total: '560.00' },
    lines: [{ count: 14, rate: '40.00', amount: '560.00' }],
  };
  const shortfall = { shortfall: '250.00', impaired: '2026-02-28', ordered: '2026-03-02' };
  const order = Object.entries(shortfall).map(([name, value]) => `--${name} ${value}`);

  test.each([
    ['invoice check FILE --consortium one', `POST ${C}/invoice-checks`, '/invoice-checks', invoice],
    [
      `assess ${order.join(' ')} ${asked} --draft --consortium one`,
      `POST ${C}/assessment-drafts`,
      '/assessment-drafts',
      { ...shortfall, from: '2026-01', through: '2026-03' },
    ],
  ])('%s is what the API answers to the same document', async (words, name, path, body) => {
    const file = join(folder, 'document.json');
    writeFileSync(file, JSON.stringify(body));
    const document = await documentOf(words.replace('FILE', file));
    expect(await answerOf(name, `/consortia/one${path}`, body)).toBe(document);
  });

  test.each([
    ['compare demo/tender.json', 'POST /comparisons', 'demo/tender.json'],
    ['values demo/values.json', 'POST /values', 'demo/values.json'],
  ])('%s is what the API answers, of no consortium', async (words, name, file) => {
    const body = JSON.parse(readFileSync(file, 'utf8')) as object;
    expect(await answerOf(name, name.split(' ')[1]!, body)).toBe(await documentOf(words));
  });
});
