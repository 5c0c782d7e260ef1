import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestAddress, testDatabaseUrl } from '../database.ts';
import { withoutProgress } from '../without-progress.ts';
import { ENROLMENT_FILE, POOL_DOCUMENT } from './documents.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const CLAIMS = 'claim,line,person,service_date,service,network,charge,allowed,received\n';
const REGISTER = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
X1,T1,,cleo,medical,2025-02-01,2025-03-01,2025-03-15,100.00,80.00,10.00,70.00
CONTROL,1,100.00,80.00,70.00
`;

let address: TestAddress;
let folder: string;

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `poolbook import ...` in the folder; `before` are words of a shell that come first, such as a limit. */
function poolbook(words: string, before = ''): Promise<Outcome> {
  const command = `${before} exec "${process.execPath}" "${MAIN}" import ${words}`;
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, DATABASE_URL: address.url } };
    execFile('sh', ['-c', command], options, (failed, out, error) => {
      resolve({ status: failed === null ? 0 : Number(failed.code), out, error: withoutProgress(error) });
    });
  });
}

const file = (name: string, text: string) => writeFileSync(join(folder, name), text);

beforeAll(async () => {
  address = await testDatabaseUrl();
  folder = mkdtempSync(join(tmpdir(), 'poolbook-command-'));
  file('pool.json', JSON.stringify(POOL_DOCUMENT));
  file('enrolment.csv', ENROLMENT_FILE);
  expect(await poolbook('consortium pool.json')).toMatchObject({ status: 0 });
  expect(await poolbook('enrolment enrolment.csv')).toMatchObject({ status: 0, error: '' });
});

afterAll(async () => {
  await address.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('a report for people, and one for machines with amounts as texts', async () => {
  file('claims.csv', `${CLAIMS}A,1,anna,2025-03-01,visit,in,1200.00,800.00,2025-03-20\n`);
  const { status, out } = await poolbook('claims claims.csv');
  expect(status).toBe(0);
  expect(out).toBe(
    'claims.csv: 1 rows read, 1 taken, 0 known already, 0 rejected.\n1 claims taken: charge 1200.00, allowed 800.00.\n',
  );
  file('more.csv', `${CLAIMS}B,1,anna,2025-03-01,visit,in,10.00,8.00,2025-03-20\n`);
  expect(JSON.parse((await poolbook('claims more.csv --json --consortium pool')).out)).toMatchObject({
    ...{
      kind: 'claims',
      file: 'more.csv',
      alreadyImported: false,
      claims: 1,
      charge: '10.00',
      allowed: '8.00',
    },
    rows: { read: 1, accepted: 1, repeated: 0, rejected: 0 },
  });
});

test('the same register again says so, exit status 0', async () => {
  file('register.csv', REGISTER);
  const words =
    'paid-claims register.csv --layout poolbook --funding-request 70.00 --bank-draw 2025-03-15=70.00';
  const first = JSON.parse((await poolbook(`${words} --json`)).out);
  expect(first).toMatchObject({
    alreadyImported: false,
    taken: { rows: 1, planPays: '70.00' },
    differences: [],
  });
  expect(JSON.parse((await poolbook(`${words} --json`)).out)).toEqual({
    ...{ import: first.import, kind: 'paid-claims', file: 'register.csv', sha256: first.sha256 },
    ...{ alreadyImported: true, rows: first.rows },
  });
  expect(await poolbook(words)).toMatchObject({
    status: 0,
    out: expect.stringContaining('already imported'),
  });
});

test('a control total off by a cent: one line with the difference, exit status 2', async () => {
  file('off.csv', REGISTER.replace(',70.00\n', ',70.00\n').replace('80.00,70.00\n', '80.00,70.01\n'));
  const { status, out, error } = await poolbook('paid-claims off.csv --layout poolbook');
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(error.split('\n')[0]).toMatch(
    /^poolbook: off\.csv:3:2: expected plan payments of 70\.01 .*, got 70\.00, 0\.01 less \(control_total_differs\)\. \S/,
  );
  expect(error).toContain('Nothing was imported.');
});

test('every problem on a line of its own; for machines one document with all of them', async () => {
  file(
    'bad.csv',
    `${CLAIMS}C,1,anna,2025-02-30,visit,in,1e3,8.00,2025-03-20\nD,1,dora,2025-03-01,visit,in,9.00,8.00,2025-03-20\n`,
  );
  const { status, error } = await poolbook('claims bad.csv');
  expect(status).toBe(2);
  expect(error.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^poolbook: bad\.csv:2:4: .* column "service_date", got "2025-02-30" \(no_such_day\)\. \S/,
    ),
    expect.stringMatching(/^poolbook: bad\.csv:2:7: .* column "charge", got "1e3" \(wrong_type\)\. \S/),
    expect.stringMatching(
      /^poolbook: bad\.csv:3:3: .* column "person", got "dora" \(unknown_reference\)\. \S/,
    ),
    'Nothing was imported.',
  ]);
  const refusal = JSON.parse((await poolbook('claims bad.csv --json')).error);
  expect(refusal).toMatchObject({ code: 'no_such_day', path: 'bad.csv:2:4', actual: '"2025-02-30"' });
  expect(refusal.message).toBe(`bad.csv:2:4: expected ${refusal.expected}, got ${refusal.actual}`);
  expect(refusal.others.map((other: { code: string }) => other.code)).toEqual([
    'wrong_type',
    'unknown_reference',
  ]);
});

test('a file that is not there: exit status 1 and what to do', async () => {
  const { status, error } = await poolbook('claims none.csv');
  expect(status).toBe(1);
  expect(error).toMatch(/none\.csv cannot be read: there is no such file\. \(file_unreadable\)\n\S/);
});

test('a disk that is full while rejected rows are written: exit status 1, and nothing is taken', async () => {
  let rows = `${CLAIMS}E,1,anna,2025-03-01,visit,in,9.00,8.00,2025-03-20\n`;
  for (let number = 0; number < 2000; number++)
    rows += `F${number},1,nobody,2025-03-01,visit,in,9.00,8.00,2025-03-20\n`;
  file('full.csv', rows);
  const { status, error } = await poolbook('claims full.csv --accept-valid', 'ulimit -f 16;');
  expect({ status, error }).toEqual({ status: 1, error: expect.stringContaining('(disk_full)') });
  expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual(['full.csv']);
  const again = JSON.parse((await poolbook('claims full.csv --accept-valid --json')).out);
  expect(again).toMatchObject({ alreadyImported: false, claims: 1, rows: { accepted: 1, rejected: 2000 } });
  expect(readdirSync(folder)).toContain('full.csv.rejected.csv');
});

test('a layout of one’s own, in a file', async () => {
  const layout = {
    name: 'ours',
    delimiter: ';',
    columns: {
      ...{ claim: 'No', person: 'Person', incurred: 'Service', paid: 'Paid' },
      ...{ allowed: 'Allowed', memberPays: 'Share', planPays: 'Payment' },
    },
    days: 'MM/DD/YYYY',
    amounts: 'grouped',
    benefit: 'vision',
  };
  file('ours.json', JSON.stringify(layout));
  file(
    'ours.csv',
    'No;Person;Service;Paid;Allowed;Share;Payment\nV1;cleo;02/01/2025;02/03/2025;1,000.00;0.00;1,000.00\n',
  );
  expect(JSON.parse((await poolbook('paid-claims ours.csv --layout ./ours.json --json')).out)).toMatchObject({
    taken: { rows: 1, charge: '1000.00', planPays: '1000.00' },
  });
  file('wrong.json', JSON.stringify({ ...layout, days: 'DD.MM.YYYY' }));
  const wrong = await poolbook('paid-claims ours.csv --layout ./wrong.json --json');
  expect(wrong.status).toBe(2);
  expect(JSON.parse(wrong.error)).toMatchObject({ code: 'wrong_type', path: './wrong.json.days' });
  const unknown = await poolbook('paid-claims ours.csv --layout theirs --json');
  expect(JSON.parse(unknown.error)).toMatchObject({ code: 'unknown_reference', path: '--layout' });
});

test('what the command line itself does not know', async () => {
  expect(await poolbook('claims claims.csv --not-enrolled maybe')).toMatchObject({ status: 2 });
  expect(await poolbook('paid-claims register.csv')).toMatchObject({ status: 2 });
  const other = await poolbook('claims claims.csv --consortium other --json');
  expect(other.status).toBe(2);
  expect(JSON.parse(other.error)).toMatchObject({ code: 'unknown_reference', path: '--consortium' });
});
