// `poolbook --server`: what a command prints of a server is what it prints of the store at hand, to the byte, with the same
// status and the same messages. Two consortia with the same books live the same: one by its store, one by a server.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { programOf } from '../../src/cli/program.ts';
import { isOverServer } from '../../src/cli/server.ts';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { fillBoard, fillBooks, poolDocument } from '../http/books.ts';
import { COMMAND_ROUTES } from '../http/commands.ts';
import { type TestService, testService } from '../http/service.ts';
import { type Outcome, poolbook } from './commands.ts';

vi.mock('node:fs', async (original) => {
  const { caughtOutput } = await import('./caught-output.ts');
  return caughtOutput(await original<typeof import('node:fs')>());
});
// The board sits on the day of the test's service.
vi.mock('../../src/app/import/today.ts', async () => ({
  today: () => Date.UTC(2026, 2, 2) / 86_400_000,
}));

let service: TestService;
const workers: Worker[] = [];
let url: string;
let folder: string;

beforeAll(async () => {
  const document = { ...poolDocument, board: { motionsFromTheFloor: true } };
  service = await testService(
    async (stores, consortium) => {
      await fillBooks(stores, consortium);
      await fillBoard(stores, consortium);
    },
    {},
    document,
  );
  // Each looks for work twice a second, and one after the other: so no job waits long.
  for (let count = 0; count < 4; count += 1) {
    workers.push(await startWorker(service.stores));
    await setTimeout(90);
  }
  url = await service.service.listen({ host: '127.0.0.1', port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'poolbook-remote-'));
  vi.stubEnv('POOLBOOK_KEY', 'operator');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  for (const worker of workers) await worker.close();
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

const noStore = () => Promise.reject(new Error('a store was opened'));

/** A command of the consortium `two` by its store; what it says of `two` is said of `one`. */
async function here(words: readonly string[], input?: string): Promise<Outcome> {
  const stores = { ...service.stores, close: async () => {} };
  const outcome = await poolbook(inConsortium(words, 'two'), async () => stores, input);
  const asOne = (text: string) => text.replace(/\btwo\b/g, 'one').replaceAll('one, one', 'one, two');
  return { ...outcome, out: asOne(outcome.out), error: asOne(outcome.error) };
}

/** The same command of the consortium `one` by a server. */
function there(words: readonly string[], input?: string): Promise<Outcome> {
  return poolbook(['--server', url, ...inConsortium(words, 'one')], noStore, input);
}

/** CODE stands for the consortium, in words and names of files. */
const inConsortium = (words: readonly string[], code: string) =>
  words.map((word) => word.replace('CODE', code));

/** Runs a command in both ways, which have to come to the same; what it comes to. */
async function both(words: string | readonly string[], input?: string): Promise<Outcome> {
  const list = typeof words === 'string' ? words.split(' ') : words;
  const mine = await here(list, input);
  expect(await there(list, input), list.join(' ')).toEqual(mine);
  expect(mine.out + mine.error).not.toBe('');
  return mine;
}

const OF = ['--consortium', 'CODE'];

/** A file with the same name for both, whose content may name the consortium. */
function file(name: string, content: string): string {
  for (const code of ['one', 'two'])
    writeFileSync(join(folder, `${code}-${name}`), content.replaceAll('CODE', code));
  return join(folder, `CODE-${name}`);
}

describe('a question is answered by a server as by the store', () => {
  test.each([
    'statement',
    'position',
    'ledger trial-balance',
    'ledger income-statement --member town',
    'ledger balance-sheet',
    'ledger budget',
    'ledger trial-balance --member nobody',
    'alerts',
    'claim c-3',
    'claim c-99',
    'ratio 2026',
    'ratio 2026 --net --by benefit',
    'ratio 2025 2026',
    'ratio 2025 2026 --large 100.00',
    'ratio 2025 2026 --large much',
    'ratio 2026 --member nobody',
    'ratio 26',
    'reserve',
    'reserve --explain --method chain-ladder --as-of 2026-02 --large-above 1000.00',
    'reserve --large-above 0.00',
    'reserve --method luck',
    'reserve --benefit luck',
    'board directors',
    'board meetings',
    'board resolutions',
  ])('%s', async (words) => {
    const of = [...words.split(' '), ...OF];
    await both(of);
    await both([...of, '--json']);
  });

  test.each(['statement --consortium another', 'statement'])('%s', async (words) => {
    await both(words);
    await both(`${words} --json`);
  });

  test.each([
    'rules US-WA reserves --on 2021-06-30',
    'rules US-WA --json',
    'rules --on 2021-02-30',
    'rules US-WA --on 1950-01-01',
    'rules US-WA --on 1800-01-01',
    'rules nowhere',
    'check contract demo/contract.json',
    'check contract demo/tender.json --json',
    'check contract nowhere.json',
    'compare demo/tender.json',
    'compare demo/tender.json --explain --json',
    'compare README.md',
    'values demo/values.json --location plant --loss 1000.00',
    'values demo/values.json --explain --json',
    'values demo/values.json --loss 1.00',
  ])('%s', async (words) => {
    await both(words);
  });

  test.each([
    ['loss-ratio', '{"currency":"USD","incurredClaims":"700.00","earnedPremium":"1000.00"}'],
    ['loss-ratio', '{"currency":"USD","incurredClaims":"700.001","earnedPremium":"1000.00"}'],
    ['loss-ratio', 'no JSON'],
    ['luck', '{}'],
  ])('calc %s of %s', async (calculator, document) => {
    await both(`calc ${calculator} --explain`, document);
  });

  test('simulate', async () => {
    const claims = { frequency: { distribution: 'poisson', mean: 2 }, severity: { distribution: 'fixed' } };
    await both(['simulate', file('bad.json', JSON.stringify(claims)), '--years', '50']);
    await both(['simulate', file('bad.json', JSON.stringify(claims)), '--seed', 'x', '--json']);
  });
});
describe('what is done by a server is what is done by the store', () => {
  test('a board meets', async () => {
    const director = 'director@CODE.example';
    const drafts = file('drafts.json', '[{"kind":"general","title":"A walk","content":{}}]');
    const minutes = file('minutes.txt', 'They met.\n');
    for (const words of [
      `appoint --member town --name Ann --email ann@town.example --from 2026-01-01 --alternate-of ${director}`,
      'appoint --member town --name Ann --email ann@town.example --from 2026-01-01 --json',
      'appoint --member moon --name Ann --email a@moon.example --from 2026-01-01 --to 2026-12-31',
      'appoint --member town --name Ann --email a@town.example --from 2026-02-30',
      'end-term ann@town.example --last-day 2026-12-31',
      'end-term nobody@town.example --last-day 2026-12-31 --json',
      `proxy --director ben@school.example --holder ${director} --meeting 2`,
      `proxy --director ben@school.example --holder ${director} --json`,
      'call 2026-05-20 --kind special --place Hall',
      'call 2026-03-03',
      'call soon --json',
      'agenda 2 --marking action --motion 5',
      'agenda 2 --marking information --title News --json',
      'agenda 2 --marking action --motion 99',
      'agenda first --marking action',
      `open 2 --present ${director} ben@school.example`,
      'open 9 --json',
      `move ${drafts} --by ben@school.example`,
      'move nowhere.json --by ben@school.example',
      'move README.md --by ben@school.example',
      `second 8 --by ${director}`,
      `second 8 --by ${director} --json`,
      'pull 1 2 --by ben@school.example',
      'pull 1 2 --by ben@school.example --json',
      'recuse 1 3 --by ben@school.example --reason kin --json',
      `vote 1 1 for --director ${director}`,
      'vote 1 1 for --director ben@school.example --json',
      'vote 1 1 maybe --director ben@school.example',
      'vote 1 9 for --director ben@school.example',
      'close 1 1',
      'close 1 1 --json',
      'close 1 4 --table --json',
      `minutes 1 ${minutes}`,
      `minutes 1 ${minutes} --json`,
      'minutes 4 nowhere.txt',
      'adjourn 2',
      'adjourn 2 --json',
      'cancel 3 --json',
      'directors',
      'meetings --json',
      'resolutions --json',
      `motion --from-document ${file('same.json', JSON.stringify({ ...poolDocument, board: { motionsFromTheFloor: true }, code: 'CODE' }))}`,
      'motion --from-document README.md --json',
    ])
      await both(['board', ...words.split(' '), ...OF]);
    const later = await there(['board', 'directors', ...OF, '--on', '2026-01-01']);
    expect(later).toMatchObject({ status: 2, error: expect.stringContaining('(no_route)') });
  });

  test('files are taken in, and what waits is decided', async () => {
    const enrolment = file('enrolment.csv', `${ENROLMENT}p-20,p-20,self,town,here,employee,2026-01-01,\n`);
    const bad = file(
      'bad.csv',
      `${ENROLMENT}p-21,p-21,self,town,here,employee,2026-01-01,\np-22,p-22,self,moon,here,employee,2026-01-01,\n`,
    );
    const claims = file('claims.csv', `${CLAIMS}A,1,p-20,2026-01-20,visit,in,50.00,40.00,2026-02-20\n`);
    const late = file('late.csv', `${ENROLMENT}p-20,p-20,self,town,here,employee,2026-01-01,2026-01-10\n`);
    for (const words of [
      `import enrolment ${enrolment}`,
      `import enrolment ${bad}`,
      `import enrolment ${bad} --accept-valid --received 2026-02-30`,
      `import enrolment ${bad} --accept-valid`,
      `import claims ${claims} --json`,
      'import claims nowhere.csv',
      'adjudicate',
      `import enrolment ${late} --received 2026-03-01 --json`,
      'adjudicate',
      `import paid-claims ${file('register.csv', REGISTER)} --layout poolbook --funding-request 71.00 --accept-differences late --json`,
      `import paid-claims ${file('register.csv', REGISTER)} --layout luck`,
      `import opening ${file('opening.csv', OPENING)} --as-of 2026-02`,
      `import opening ${file('opening.csv', OPENING)} --as-of then --json`,
      'claim A',
      'statement',
      'rebuild --write',
    ])
      await both([...words.split(' '), ...OF]);
    const [mine, theirs] = ['two', 'one'].map((code) =>
      readFileSync(join(folder, `${code}-bad.csv.rejected.csv`), 'utf8'),
    );
    expect(mine).toContain('p-22');
    expect(theirs).toBe(mine!.replaceAll('two', 'one'));
  });

  test('months are charged and closed, receipts and the document are recorded', async () => {
    const receive = 'receive --member town --reference R-1 --day 2026-03-12 --amount';
    for (const words of [
      'charge --through 2026-05',
      'charge --through 2026-05 --json',
      'charge --through 2026-13',
      'charge --through 2106-03',
      `${receive} 5.00`,
      `${receive} 5.00 --json`,
      `${receive} much`,
      `${receive} 0.00`,
      'receive --member nobody --reference R-2 --day 2026-03-12 --amount 1.00',
      'receive --member town --reference R-2 --day 2026-02-30 --amount 1.00 --json',
      'close 2026-01',
      'close 2026-01',
      'close 2026-02 --json',
      'close today',
      'ledger trial-balance',
    ])
      await both([...words.split(' '), ...OF]);
    const board = { motionsFromTheFloor: true };
    const changed = { ...poolDocument, board, code: 'CODE', name: 'Renamed' };
    const rates = { ...changed, contributions: [] };
    for (const words of [
      `import consortium ${file('renamed.json', JSON.stringify(changed))}`,
      `import consortium ${file('renamed.json', JSON.stringify(changed))} --json`,
      `import consortium ${file('rates.json', JSON.stringify(rates))}`,
      `import consortium ${file('broken.json', JSON.stringify({ ...changed, members: [] }))}`,
      'import consortium README.md --json',
      'import consortium README.md --resolution first',
    ])
      await both(words);
    const founded = file('new.json', JSON.stringify({ ...poolDocument, code: 'three' }));
    expect(await there(['import', 'consortium', founded])).toMatchObject({
      out: 'Pool (three) is on record, version 1 of its document.\n',
    });
  });

  test('members are billed, assessed and given surplus, and one leaves', async () => {
    const months = '--from 2026-01 --through 2026-03';
    const assess = `assess --shortfall 5000.00 --impaired 2026-02-28 --ordered 2026-03-02 ${months}`;
    const distribute = `distribute --amount 10.00 --declared 2026-03-02 ${months}`;
    const withdraw = 'withdraw --member school --notice 2025-11-01 --last-month 2026-06';
    const recover = 'recover --contract sl-2026 --day 2026-03-02 --amount 5.00';
    const invoice = {
      ...{ currency: 'USD', charge: 'administration', month: '2026-03', total: '560.00' },
      lines: [{ count: 14, rate: '40.00', amount: '560.00' }],
    };
    const wrong = file('wrong.json', JSON.stringify({ ...invoice, lines: [{ count: 14 }] }));
    const budget = file('budget.csv', 'month,account,amount\n2026-02,contributions-earned,7500.00\n');
    const bank = file('bank.csv', 'line,day,amount,reference,description\nb-1,2026-03-10,-600.00,,\n');
    for (const words of [
      'bill 2026-02',
      'bill 2026-03 --member town --issued 2026-03-05 --json',
      'bill 2026-03 --member moon',
      'bill march',
      'arrears --on 2026-06-30',
      'arrears --json',
      'balances --through 2026-03',
      'balances --json',
      `administration ${months}`,
      `administration ${months} --json`,
      `invoice check ${file('invoice.json', JSON.stringify(invoice))}`,
      `invoice check ${wrong} --json`,
      'invoice check README.md',
      `invoice keep ${file('invoice.json', JSON.stringify(invoice))}`,
      `invoice keep ${file('invoice.json', JSON.stringify(invoice))} --json`,
      `invoice keep ${wrong}`,
      'invoice list',
      'invoice list --json',
      'invoice show 1',
      'invoice show 1 --json',
      'invoice show 9',
      'invoice show first',
      `import budget ${budget} --json`,
      'budget 2026 --through 2026-02',
      'budget 2026 --json',
      `import bank-lines ${bank}`,
      'bank reconcile --through 2026-03-31',
      'bank reconcile --through 2026-03-31 --accept-likely --json',
      'bank match --line b-1 --item nothing',
      'bank match --line b-1 --item nothing --account other',
      'bank undo 9 --reason wrong',
      `${assess} --draft`,
      `${assess} --json`,
      'assess --shortfall much --impaired 2026-02-28 --ordered 2026-03-02 --from 2026-01 --through 2026-03',
      `${distribute}`,
      'pay --member town --reference p-1 --day 2026-03-02 --amount 9999999.00',
      'pay --member moon --reference p-1 --day 2026-03-02 --amount 1.00 --json',
      'position',
      'recoverable --on 2026-03-31',
      'recoverable --json',
      'recoverable --on march',
      `${recover} --reference E-1`,
      `${recover} --reference E-1`,
      `${recover} --reference E-2 --member town --json`,
      `${recover} --reference E-3 --member moon`,
      `${recover} --reference E-3 --member town --aggregate`,
      'recover --contract sl-1999 --reference E-3 --day 2026-03-02 --amount 1.00',
      'recover --contract sl-2026 --reference E-3 --day 2026-03-02 --amount 9999999.00',
      'recoverable --on 2026-03-31 --json',
      `${withdraw} --json`,
      'run-out',
    ])
      await both([...words.split(' '), ...OF]);
    // What the board has to decide, it decides.
    for (const [index, words] of [assess, distribute, withdraw].entries()) {
      const { out } = await both([...`${words} --motion`.split(' '), ...OF]);
      const [motion, item] = [9 + index, 5 + index];
      for (const act of [
        `move ${file(`motion-${index}.json`, out)} --by ben@school.example`,
        `second ${motion} --by director@CODE.example`,
        `agenda 1 --marking action --motion ${motion}`,
        `vote 1 ${item} for --director director@CODE.example`,
        `vote 1 ${item} for --director ben@school.example`,
        `close 1 ${item}`,
      ])
        await both(['board', ...act.split(' '), ...OF]);
      const done = await both([...`${words} --resolution ${2 + index}`.split(' '), ...OF]);
      expect(done).toMatchObject({ status: 0, error: '' });
    }
    const receipt = 'receive --member town --reference R-9 --day 2026-03-12 --amount';
    for (const words of [
      `${receipt} 5.00 --assessment 1`,
      `${receipt} 5.00 --bill 2026-02 --run-out`,
      'pay --member town --reference p-1 --day 2026-03-02 --amount 1.00',
      'pay --member town --reference p-1 --day 2026-03-02 --amount 1.00 --json',
      'run-out --json',
      // A server gives it no number.
      `import claims ${file('empty.csv', '')}`,
    ])
      await both([...words.split(' '), ...OF]);
  });

  test('a key is made', async () => {
    const words = ['key', 'create', 'bot', '--role', 'auditor', '--expires', '2026-12-31', ...OF, '--json'];
    const fields = ({ out }: Outcome) => Object.keys(JSON.parse(out) as object);
    expect(fields(await there(words))).toEqual(fields(await here(words)));
    await both(words);
    await both(['key', 'create', 'other', '--role', 'king', '--expires', '2026-12-31', ...OF]);
  });
});

test('what no server can be asked is refused, and so is what is no address', async () => {
  for (const words of ['backup file', 'person invite a@b.example', 'values demo/values.json --locations f'])
    expect(await there(words.split(' '))).toMatchObject({
      ...{ status: 2, out: '' },
      error: expect.stringMatching(/got "(backup|person invite|values --locations)" \(no_route\)\n$/),
    });
  const wrong = await poolbook(['statement', '--server', 'pool'], noStore);
  expect(wrong).toMatchObject({ status: 2, error: expect.stringContaining('(wrong_type)') });
});

test('every command that has a route can be asked of a server, but one that answers what no server does', () => {
  const leaves = (command: Command, path: readonly string[] = []): [string, Command][] =>
    command.commands.length === 0
      ? [[path.join(' '), command]]
      : command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
  const never = () => Promise.reject(new Error('no command is run'));
  const asked = leaves(programOf(never, never)).filter(([, command]) => isOverServer(command));
  const names = asked.map(([name]) => name);
  // It prints the link, which a server sends by letter to who is invited and tells nobody else.
  expect([...names, 'person invite'].sort()).toEqual(Object.keys(COMMAND_ROUTES).sort());
});

test('without a key that is known nothing is said, and a member is told what it may see', async () => {
  const ask = (key: string, words: string) => there([...words.split(' '), '--key', key, ...OF]);
  expect(await ask('nobody', 'statement')).toMatchObject({
    ...{ status: 2, out: '' },
    error: expect.stringContaining('(not_signed_on)'),
  });
  const staff = await ask('one member staff', 'close 2026-03');
  expect(staff).toMatchObject({ status: 2, error: expect.stringContaining('(not_allowed)') });
  const seen = await ask('one director', 'statement');
  expect(seen).toMatchObject({ status: 0, error: '' });
  expect(seen.out).toContain('–');
});

test('a server that is not there, or is none, is a failure of the environment that says what to do', async () => {
  const gone = await poolbook(['statement', '--json', '--server', 'http://127.0.0.1:9'], noStore);
  expect(gone.status).toBe(1);
  expect(JSON.parse(gone.error)).toMatchObject({
    code: 'server_unreachable',
    advice: expect.stringContaining('--server'),
  });
  for (const status of [200, 404]) {
    const other = createServer((_, answer) => answer.writeHead(status).end('Welcome.'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const none = await poolbook(['statement', '--server', `http://127.0.0.1:${port}`], noStore);
    expect(none).toMatchObject({ status: 1, error: expect.stringContaining('is no poolbook service') });
    other.closeAllConnections();
    other.close();
  }
});

const ENROLMENT = 'person,subscriber,relationship,member,plan,tier,from,to\n';
const CLAIMS = 'claim,line,person,service_date,service,network,charge,allowed,received\n';
const REGISTER = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
X1,T1,,p-1,medical,2026-02-01,2026-03-01,2026-03-15,100.00,80.00,10.00,70.00
CONTROL,1,100.00,80.00,70.00
`;
const OPENING = `record,account,member,person,plan,network,plan_year,benefit,incurred,paid,amount,deductible,out_of_pocket
ledger,claims-fund-cash,town,,,,,,,,1000.00,,
ledger,member-balances,town,,,,,,,,-1000.00,,
`;
