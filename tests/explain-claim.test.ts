// How the cents of a claim came about, on the real store: worked out by hand, by the command line, and where what is stored
// is not what the facts say. In network a person pays the first 500.00 of a year and 20 % of the rest.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { type ClaimDocument, claimDocument } from '../src/app/claim-document.ts';
import * as files from '../src/app/import/files.ts';
import { OPERATOR } from '../src/app/viewer.ts';
import { storesOver } from '../src/store/stores.ts';
import { connectTo } from './database.ts';
import { ENROLMENT_FILE } from './imports/documents.ts';
import { openPool, type Pool, taken } from './imports/pool.ts';

const CLAIMS = `claim,line,person,service_date,service,network,charge,allowed,received,provider,frequency
A,1,anna,2025-03-01,visit,in,400,300,2025-04-20,,1
B,1,anna,2025-03-10,visit,in,500,400,2025-04-20,p,1
B,2,anna,2025-03-10,imaging,out,90,70,2025-04-20,p,1
C,1,anna,2025-03-10,visit,in,500,400,2025-04-21,p,1
C,2,anna,2025-03-10,imaging,out,90,70,2025-04-21,p,1
D,1,ben,2024-12-30,visit,in,100,100,2025-04-21,,1
`;

let pool: Pool;
let stores: ReturnType<typeof storesOver>;

beforeAll(async () => {
  pool = await openPool();
  stores = storesOver(pool.database);
  taken(await files.importEnrolmentFile(stores.imports, pool.consortium, pool.file('e.csv', ENROLMENT_FILE)));
  const claims = pool.file('c.csv', CLAIMS);
  taken(await files.importClaimsFile(stores.imports, pool.consortium, claims, { notEnrolled: 'accept' }));
  await adjudicate(stores.runs, pool.consortium);
});

afterAll(async () => {
  await stores.close();
  await pool.close();
});

const asked = async (code: string) =>
  taken(await claimDocument(OPERATOR, stores, pool.consortium, code)) as ClaimDocument;
const stepsOf = ({ explanation }: ClaimDocument) =>
  explanation!.lines.map(({ steps }) =>
    steps.map(({ term, formula, result }) => `${term}: ${formula} = ${result}`),
  );

test('every cent has its term, with what was used before and after, and its code in words', async () => {
  const found = await asked('B');
  expect(found).toMatchObject({ claim: 'B', state: 'decided', person: 'anna' });
  const [first, second] = found.explanation!.lines;
  // A used 300.00 of the deductible before.
  expect(stepsOf(found)[0]).toEqual([
    'write-off (CO-45): charge 500.00 - allowed 400.00 = 100.00',
    'deductible (PR-1): smaller of 200.00 remaining in in and 400.00 left = 200.00',
    'coinsurance (PR-2): 0.2 x 200.00, half up = 40.00',
    'out-of-pocket maximum: 240.00 is within the 2700.00 that remains = 240.00',
    'plan pays: allowed 400.00 - person 240.00 = 160.00',
    'accumulators in in: deductible 300.00 -> 500.00 = out of pocket 300.00 -> 540.00',
  ]);
  expect(first!.adjustments).toEqual([
    ...[{ group: 'CO', reason: '45', amount: '100.00' }].map((one) => ({
      ...one,
      means: 'charge above the allowed amount, borne by the provider, by contract',
    })),
    { group: 'PR', reason: '1', amount: '200.00', means: 'deductible, owed by the person' },
    { group: 'PR', reason: '2', amount: '40.00', means: 'coinsurance, owed by the person' },
  ]);
  expect(second!.adjustments.map(({ group, reason, amount }) => [group, reason, amount])).toEqual([
    ['PR', '1', '70.00'],
    ['PR', '45', '20.00'],
  ]);
  expect(found.explanation!.isReproduced).toBe(true);
});

test('each line says what it used of the limits of the plan year, before and after', async () => {
  const [first] = (await asked('B')).explanation!.lines;
  expect(first!.uses.filter(({ network, by }) => network === 'in' && by === 'person')).toEqual([
    { of: 'deductible', by: 'person', network: 'in', before: '300.00', after: '500.00', limit: '500.00' },
    { of: 'out of pocket', by: 'person', network: 'in', before: '300.00', after: '540.00', limit: '3000.00' },
  ]);
  // What was decided by an edit counts towards no limit.
  expect((await asked('C')).explanation!.lines.flatMap(({ uses }) => uses)).toEqual([]);
});

test('an edit says which claim or which day', async () => {
  expect(stepsOf(await asked('C'))).toEqual([
    ['exact duplicate of a claim that was decided before: the same was billed by claim B = 500.00'],
    ['exact duplicate of a claim that was decided before: the same was billed by claim B = 90.00'],
  ]);
  expect(stepsOf(await asked('D'))).toEqual([['service before coverage began: the whole charge = 100.00']]);
  expect((await asked('D')).explanation!.lines[0]!.adjustments).toMatchObject([
    { group: 'PR', reason: '26', amount: '100.00' },
  ]);
});

test('those who may not know persons see the same without the person', async () => {
  const { person, ...rest } = await asked('B');
  const viewer = { role: 'actuary', name: 'x' } as const;
  expect(await claimDocument(viewer, stores.as(viewer), pool.consortium, 'B')).toEqual(rest);
  expect(person).toBe('anna');
});

test('a claim that is not there is not found', async () => {
  expect(await claimDocument(OPERATOR, stores, pool.consortium, 'nothing')).toMatchObject({
    code: 'unknown_reference',
    path: 'claim',
  });
});

test('the command prints it for people', async () => {
  const env = { ...process.env, DATABASE_URL: pool.database.url };
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['src/main.ts', 'claim', 'B'], { env });
  expect(stdout).toContain('Claim B of anna is decided. Amounts in USD.');
  expect(stdout).toMatch(/Line 1 \(north, here\): 500\.00 charged\n {2}100\.00 CO-45: charge above/);
  expect(stdout).toMatch(/deductible \(PR-1\) +smaller of 200\.00 remaining/);
  const json = await run(process.execPath, ['src/main.ts', 'claim', 'B', '--json'], { env });
  expect(JSON.parse(json.stdout)).toEqual(await asked('B'));
});

test('a decision that the facts do not give is told as such', async () => {
  const owner = await connectTo(pool.database.url);
  try {
    await owner.query(
      `UPDATE poolbook.decision d SET plan_pays_cents = plan_pays_cents + 1, coinsurance_cents = coinsurance_cents - 1
       FROM poolbook.claim c WHERE c.claim_id = d.claim_id AND c.code = 'B' AND line_number = 1`,
    );
  } finally {
    await owner.end();
  }
  const { explanation } = await asked('B');
  expect(explanation).toMatchObject({ isReproduced: false, lines: [{ isReproduced: false }, {}] });
  expect(explanation!.lines[0]).toMatchObject({
    planPays: '160.01',
    reproduced: { planPays: '160.00', coinsurance: '40.00' },
  });
});
