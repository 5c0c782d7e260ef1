// A year of a board by the real command: rates, an admission that fails, a consent agenda, a proxy, and a quarter slept through.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardDocument, emailOf } from '../boards.ts';
import { type TestAddress, testDatabaseUrl } from '../database.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

let address: TestAddress;
let folder: string;
beforeAll(async () => {
  address = await testDatabaseUrl();
  folder = mkdtempSync(join(tmpdir(), 'poolbook-board-'));
});
afterAll(async () => {
  await address.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

function run(...words: string[]): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: address.url, NODE_COMPILE_CACHE: COMPILED };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...words], { cwd: folder, env }, (failed, out, error) =>
      resolve({ status: failed === null ? 0 : Number(failed.code), out, error }),
    );
  });
}

/** `poolbook board ...`, which has to succeed; its output. */
async function board(words: string, on: string): Promise<string> {
  const { status, out, error } = await run('board', ...words.split(' '), '--on', on);
  if (status !== 0) throw new Error(`board ${words}: ${error}`);
  return out;
}

/** The code of a refusal. */
const code = ({ status, error }: Outcome) =>
  status === 2 ? /\((\w+)\)$/m.exec(error)?.[1] : `status ${status}`;

const file = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
const [TOWN, SCHOOL, COUNTY, WATER] = ['town', 'school', 'county', 'water'].map(emailOf);

/** Moves what a document needs and puts it on the agenda of a meeting. */
async function propose(name: string, meeting: number, motion: number, on: string): Promise<void> {
  writeFileSync(join(folder, 'motions.json'), await board(`motion --from-document ${name}`, on));
  expect(await board(`move motions.json --by ${TOWN}`, on)).toMatch(new RegExp(`^Motion ${motion}: `));
  await board(`second ${motion} --by ${SCHOOL}`, on);
  await board(`agenda ${meeting} --marking action --motion ${motion}`, on);
}

test('a year of meetings', async () => {
  const document = boardDocument();
  const dearer = { from: '2027-01', rates: { employee: '550.00', family: '1300.00' } };
  const rates = { ...document, contributions: [...document.contributions, dearer] };
  const admission = { ...rates, members: [...rates.members, { code: 'mine', name: 'The mine' }] };
  file('pool.json', document);
  file('rates.json', rates);
  file('admission.json', admission);
  const record = (name: string, ...resolutions: string[]) =>
    run('import', 'consortium', name, ...resolutions.flatMap((number) => ['--resolution', number]));
  expect((await record('pool.json')).status).toBe(0);
  for (const member of ['town', 'school', 'county', 'water'])
    await board(
      `appoint --member ${member} --name ${member} --email ${emailOf(member)} --from 2025-12-01`,
      '2025-12-01',
    );

  await board(
    `appoint --member water --name deputy --email deputy@pool.example --from 2026-01-01 --alternate-of ${WATER}`,
    '2026-01-01',
  );
  await board(`proxy --director ${TOWN} --holder ${SCHOOL} --until 2026-01-31`, '2026-01-02');
  const directors = await board('directors', '2026-01-31');
  expect(directors).toMatch(/^town +town@pool\.example +town +2025-12-01 +by school$/m);
  expect(directors).toMatch(/^deputy +deputy@pool\.example +water +2026-01-01 +in the absence of water$/m);
  expect(await board('directors', '2026-02-01')).not.toContain('by school');

  // February: the rates of next year.
  expect(code(await record('rates.json'))).toBe('resolution_required');
  expect(code(await run('board', 'call', '2026-02-16', '--on', '2026-02-10'))).toBe('notice_too_short');
  expect(await board('call 2026-02-16 --place hall', '2026-02-02')).toBe(
    'Meeting 1 is called for 2026-02-16.\n',
  );
  await propose('rates.json', 1, 1, '2026-02-03');
  await board(`open 1 --present ${TOWN} ${SCHOOL} ${COUNTY}`, '2026-02-16');
  await board(`proxy --director ${WATER} --holder ${COUNTY} --meeting 1`, '2026-02-16');
  await board(`vote 1 1 for --director ${TOWN}`, '2026-02-16');
  await board(`vote 1 1 abstain --director ${SCHOOL}`, '2026-02-16');
  await board(`vote 1 1 against --director ${COUNTY}`, '2026-02-16');
  await board(`vote 1 1 for --director ${WATER} --by ${COUNTY}`, '2026-02-16');
  expect(await board('close 1 1', '2026-02-16')).toBe(`Item 1, Contribution rates: passed, resolution 1
  For: 2 directors. Against: 1 director.
  Abstained: 1 director. Did not vote: 0 directors.
  Quorum: 4 of 4 directors present; more than 1/2 is needed. Reached.
  Majority: 2 votes of 3 votes for, of those voting; more than 1/2 is needed. Reached.
  The motion has passed.
`);
  await board('adjourn 1', '2026-02-16');
  writeFileSync(join(folder, 'minutes.txt'), 'The rates of 2027 were voted.\n');
  expect(await board('minutes 1 minutes.txt', '2026-02-17')).toBe('Version 1 of the minutes of meeting 1.\n');
  expect((await record('rates.json', '1')).out).toContain('version 2 of its document');
  expect(code(await record('pool.json', '1'))).toBe('resolution_required');

  // May: an admission fails by one vote of two thirds; a report, and what nobody wanted to talk about, on consent.
  await board('call 2026-05-18', '2026-05-01');
  await propose('admission.json', 2, 2, '2026-05-01');
  file('thanks.json', { kind: 'general', title: 'Thanks to the clerk' });
  await board(`move thanks.json --by ${SCHOOL}`, '2026-05-01');
  await board('agenda 2 --marking consent --motion 3', '2026-05-01');
  await board('agenda 2 --marking information --title Report', '2026-05-01');
  await board(`open 2 --present ${TOWN} ${SCHOOL} ${COUNTY}`, '2026-05-18');
  for (const [director, choice] of [
    [TOWN, 'for'],
    [SCHOOL, 'against'],
    [COUNTY, 'abstain'],
  ] as const)
    for (const item of [0, 1])
      await board(`vote 2 ${item} ${item === 0 ? 'for' : choice} --director ${director}`, '2026-05-18');
  expect(await board('close 2 0', '2026-05-18')).toContain(
    'Item 2, Thanks to the clerk: passed, resolution 2',
  );
  expect(await board('close 2 1', '2026-05-18')).toContain(
    'Item 1, Admission of The mine: failed, resolution 3',
  );
  await board('adjourn 2', '2026-05-18');
  expect(code(await record('admission.json', '3')), 'a failed motion').toBe('resolution_required');

  // The summer is slept through.
  expect((await run('alerts', '--on', '2026-09-30')).out).toBe('No alert.\n');
  const { out } = await run('alerts', '--on', '2026-10-01', '--json');
  expect(JSON.parse(out)).toMatchObject({
    alerts: [
      {
        code: 'period_without_meeting',
        about: '2026-07-01 to 2026-09-30',
        figure: 'the last meeting was on 2026-05-18',
      },
    ],
  });

  expect(
    await board('resolutions', '2026-12-31'),
  ).toBe(`Motion  Kind       Title                  Stands  Resolution  Decided     Effect
───────────────────────────────────────────────────────────────────────────────────────────────
     1  rates      Contribution rates     passed           1  2026-02-16  consortium document 2
     2  admission  Admission of The mine  failed           3  2026-05-18
     3  general    Thanks to the clerk    passed           2  2026-05-18
`);
  const meetings = await board('meetings', '2026-12-31');
  expect(meetings).toContain(
    'Meeting 1 of 2026-02-16, regular: adjourned, with minutes\nPresent: town, school, county\n',
  );
  expect(meetings).toContain('   3  information  Report');
});
