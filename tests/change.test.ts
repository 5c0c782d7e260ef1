// What was decided turns out otherwise: each kind of change on the real store, with the decisions, entries and payments that
// must follow, worked out by hand. In network a person pays the first 500.00 of a year and 20 % of the rest.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import * as files from '../src/app/import/files.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import { rebuild } from '../src/app/rebuild.ts';
import { parseDay } from '../src/core/calendar/day.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { notReproduced } from './explained.ts';
import { ENROLMENT_FILE, POOL_DOCUMENT } from './imports/documents.ts';
import { openPool, type Pool, problemsOf, taken } from './imports/pool.ts';
import { brokenLaws } from './laws.ts';

const CLAIMS = 'claim,line,person,service_date,service,network,charge,allowed,received,provider,frequency';
const ENROLMENT = ENROLMENT_FILE.split('\n')[0]!;

let pool: Pool;
let consortium: Consortium;
let stores: ReturnType<typeof storesOver>;
let fileNumber = 0;

beforeEach(async () => {
  pool = await openPool();
  stores = storesOver(pool.database);
  consortium = pool.consortium;
  await enrol(...ENROLMENT_FILE.trim().split('\n').slice(1));
});

afterEach(async () => {
  expect(await brokenLaws(pool.database, consortium.consortiumId)).toEqual([]);
  const rebuilt = taken(await rebuild(stores.rebuilds, consortium));
  expect(rebuilt.tables.flatMap(({ first }) => first)).toEqual([]);
  const claims = await pool.rows<{ code: string }>('SELECT DISTINCT code FROM claim ORDER BY code');
  const codes = claims.map(({ code }) => code);
  expect(await notReproduced(stores, consortium, codes)).toEqual([]);
  await stores.close();
  await pool.close();
});

const receivedDay = parseDay('2025-07-01') as number;
const named = (content: string) => pool.file(`file-${++fileNumber}.csv`, content);

async function enrol(...rows: string[]) {
  const path = named(`${ENROLMENT}\n${rows.join('\n')}\n`);
  return taken(await files.importEnrolmentFile(stores.imports, consortium, path, { receivedDay }));
}

/** Claims of one line each: "A anna 2025-03-01 300 [frequency] [provider]", received 20 days into April. */
const claimRows = (claims: readonly string[], received: string) =>
  claims.map((claim) => {
    const [code, person, day, allowed, frequency = '1', provider = ''] = claim.split(' ');
    return `${code},1,${person},${day},visit,in,${allowed},${allowed},${received},${provider},${frequency}`;
  });

async function claim(received: string, ...claims: string[]) {
  const path = named(`${CLAIMS}\n${claimRows(claims, received).join('\n')}\n`);
  return files.importClaimsFile(stores.imports, consortium, path, { notEnrolled: 'accept' });
}

async function decide() {
  return adjudicate(stores.runs, consortium);
}

/** Decides claims that came in April. */
async function decided(...claims: string[]) {
  taken(await claim('2025-04-20', ...claims));
  await decide();
}

/** All rows of decisions in order: "A v1 r1: deductible coinsurance plan not-covered reason, decided paid". */
async function history() {
  const rows = await pool.rows<{ row: string }>(
    `SELECT c.code || ' v' || d.version || ' r' || d.revision || CASE WHEN reversal THEN ' reversed' ELSE '' END || ': ' ||
       concat_ws(' ', d.deductible_cents / 100, d.coinsurance_cents / 100, d.plan_pays_cents / 100, d.not_covered_cents / 100,
         nullif(reason, ''), decided_day, paid_day) AS row
     FROM decision d JOIN claim c USING (consortium_id, claim_id, version) ORDER BY c.code, d.version, d.revision`,
  );
  return rows.map(({ row }) => row);
}

/** What is in force: "A: deductible coinsurance plan not-covered reason". */
async function inForce() {
  const rows = await pool.rows<{ row: string }>(
    `SELECT c.code || ': ' || concat_ws(' ', d.deductible_cents / 100, d.coinsurance_cents / 100, d.plan_pays_cents / 100,
       d.not_covered_cents / 100, nullif(reason, '')) AS row
     FROM decision d JOIN claim c USING (consortium_id, claim_id, version)
     WHERE NOT reversal AND NOT EXISTS (SELECT FROM decision r WHERE r.claim_id = d.claim_id AND r.version = d.version AND r.revision > d.revision)
     ORDER BY c.code`,
  );
  return rows.map(({ row }) => row);
}

/** The claims fund's payments by month. */
async function paid() {
  const rows = await pool.rows<{ month: string; amount: number }>(
    `SELECT to_char(accounting_month, 'YYYY-MM') AS month, sum(amount_cents) / 100 AS amount
     FROM posting JOIN entry USING (consortium_id, batch_id, entry_number) WHERE event = 'claims paid' AND account = 'claims-payable'
     GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ month, amount }) => [month, amount]));
}

const changeCount = async () => (await pool.rows<{ count: number }>('SELECT count(*) FROM change'))[0]!.count;

describe('a claim', () => {
  it('that is voided is reversed, and what came after it in the year is decided again', async () => {
    await decided('A anna 2025-03-01 300', 'B anna 2025-03-10 400', 'C anna 2025-02-01 100');
    expect(await inForce()).toEqual(['A: 300 0 0 0', 'B: 200 40 160 0', 'C: 0 20 80 0']);
    taken(await claim('2025-05-07', 'A anna 2025-03-01 300 8'));
    expect(await decide()).toMatchObject({ lines: 0, changes: { lines: 4, claims: 2, planPays: -16_000 } });
    expect(await history()).toEqual([
      'A v1 r1: 300 0 0 0 2025-04-20 2025-04-25',
      'A v1 r2 reversed: -300 0 0 0 2025-05-07 2025-05-09',
      'B v1 r1: 200 40 160 0 2025-04-20 2025-04-25',
      'B v1 r2 reversed: -200 -40 -160 0 2025-05-07 2025-05-09',
      'B v1 r3: 400 0 0 0 2025-05-07 2025-05-09',
      // It came before: what it used counts first.
      'C v1 r1: 0 20 80 0 2025-04-20 2025-04-25',
    ]);
    expect(await paid()).toEqual({ '2025-04': 240, '2025-05': -160 });
    expect(await decide()).toMatchObject({ partitions: 0, changes: { lines: 0 } });
  });

  it('that is replaced is reversed and decided in its new version, and later claims with it', async () => {
    await decided('A anna 2025-03-01 300', 'B anna 2025-03-10 400', 'D ben 2025-03-11 400');
    taken(await claim('2025-05-07', 'A anna 2025-03-01 450 7'));
    await decide();
    expect(await inForce()).toEqual(['A: 450 0 0 0', 'B: 50 70 280 0', 'D: 400 0 0 0']);
    taken(await claim('2025-06-02', 'A anna 2025-03-12 300 7'));
    await decide();
    expect(await inForce()).toEqual(['A: 100 40 160 0', 'B: 400 0 0 0', 'D: 400 0 0 0']);
    expect((await history()).filter((row) => row.startsWith('D'))).toHaveLength(1);
  });

  it('that is replaced or voided before it was decided is decided once, or never', async () => {
    taken(
      await claim('2025-04-20', 'A anna 2025-03-01 300', 'B anna 2025-03-10 400', 'C anna 2025-03-11 50'),
    );
    taken(await claim('2025-04-21', 'A anna 2025-03-01 100 7', 'B anna 2025-03-10 400 8'));
    expect(await decide()).toMatchObject({ lines: 1, changes: { claims: 1 } });
    expect(await history()).toEqual([
      'A v2 r1: 100 0 0 0 2025-04-21 2025-04-25',
      'C v1 r1: 50 0 0 0 2025-04-20 2025-04-25',
    ]);
  });

  it('that says nothing new by its replacement moves nothing', async () => {
    await decided('A anna 2025-03-01 300', 'B anna 2025-03-10 400');
    taken(await claim('2025-05-07', 'B anna 2025-03-10 400 7'));
    expect(await decide()).toMatchObject({ changes: { claims: 1, planPays: 0 } });
    expect(await paid()).toEqual({ '2025-04': 160 });
  });

  it('is replaced and voided in order, and misuse is refused', async () => {
    await decided('A anna 2025-03-01 300');
    const again = await claim('2025-05-07', 'A anna 2025-03-01 310');
    expect(problemsOf(again)).toEqual([expect.stringMatching(/^duplicate_claim file-\d+\.csv:2:1$/)]);
    expect(problemsOf(await claim('2025-05-07', 'Z anna 2025-03-01 310 7'))[0]).toMatch(/^unknown_reference/);
    expect(problemsOf(await claim('2025-05-07', 'A anna 2025-03-01 310 9'))[0]).toMatch(/^out_of_range/);
    const both = await claim('2025-05-07', 'N anna 2025-03-01 5', 'N anna 2025-03-01 6 7');
    expect(problemsOf(both)[0]).toMatch(/^inconsistent/);
    const replacement = 'A anna 2025-03-01 310 7';
    expect(taken(await claim('2025-05-07', replacement))).toMatchObject({
      claims: 1,
      replaced: 1,
      voided: 0,
    });
    const repeated = taken(await claim('2025-05-07', replacement, 'E anna 2025-03-02 10'));
    expect(repeated).toMatchObject({ claims: 1, rows: { repeated: 1 } });
    taken(await claim('2025-05-08', 'A anna 2025-03-01 310 8'));
    expect(problemsOf(await claim('2025-05-09', replacement))[0]).toMatch(/^inconsistent/);
    await decide();
    expect(await inForce()).toEqual(['E: 10 0 0 0']);
  });

  it('whose original is voided is no duplicate any more, and one that comes to bill the same becomes one', async () => {
    await decided(
      'A anna 2025-03-01 600 1 dr',
      'B anna 2025-03-01 600 1 dr',
      'C anna 2025-03-01 600 1 dr',
      'D anna 2025-03-02 50 1 dr',
    );
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'B: 0 0 0 0 18', 'C: 0 0 0 0 18', 'D: 0 10 40 0']);
    taken(await claim('2025-05-07', 'A anna 2025-03-01 600 8 dr'));
    await decide();
    expect(await inForce()).toEqual(['B: 500 20 80 0', 'C: 0 0 0 0 18', 'D: 0 10 40 0']);
    taken(await claim('2025-05-08', 'D anna 2025-03-01 600 7 dr'));
    await decide();
    expect(await inForce()).toEqual(['B: 500 20 80 0', 'C: 0 0 0 0 18', 'D: 0 0 0 0 18']);
    taken(await claim('2025-05-09', 'F anna 2025-03-01 600 1 dr'));
    await decide();
    expect((await inForce()).at(-1)).toBe('F: 0 0 0 0 18');
  });

  it('whose original is voided gives way to the first received, also beside one that came to bill the same', async () => {
    await decided('A anna 2025-03-01 600 1 dr', 'B anna 2025-03-01 600 1 dr', 'D anna 2025-03-02 50 1 dr');
    taken(await claim('2025-05-07', 'A anna 2025-03-01 600 8 dr', 'D anna 2025-03-01 600 7 dr'));
    await decide();
    expect(await inForce()).toEqual(['B: 500 20 80 0', 'D: 0 0 0 0 18']);
  });
});

describe('coverage', () => {
  it('that turns out to have ended takes back what was paid after, and no more', async () => {
    await decided('A anna 2025-03-01 600', 'B anna 2025-03-10 400', 'D ben 2025-03-11 700');
    await enrol('anna,anna,self,north,here,family,2025-01-01,2025-03-05');
    expect(await decide()).toMatchObject({ changes: { claims: 1, planPays: -32_000 } });
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'B: 0 0 0 400 27', 'D: 500 40 160 0']);
    expect(await paid()).toMatchObject({ '2025-07': -320 });
  });

  it('that turns out to have begun earlier pays what was denied, and what came after meets the rest of the year', async () => {
    await decided('A anna 2025-03-01 600', 'Z anna 2024-12-01 600', 'Y anna 2024-12-03 100');
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'Y: 0 0 0 100 26', 'Z: 0 0 0 600 26']);
    await enrol('anna,anna,self,north,here,family,2024-12-02,2024-12-31');
    await decide();
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'Y: 100 0 0 0', 'Z: 0 0 0 600 26']);
  });

  it('that changes on days without a service touches nothing', async () => {
    await decided('A anna 2025-03-01 600');
    await enrol('anna,anna,self,north,here,family,2025-01-01,2025-11-30');
    expect(await changeCount()).toBe(0);
    expect(await decide()).toMatchObject({ partitions: 0 });
  });

  it('under another plan or member takes the line with it, there and back', async () => {
    await decided('A anna 2025-03-01 600', 'B anna 2025-03-10 400');
    await enrol('anna,anna,self,south,elsewhere,family,2025-01-01,');
    await decide();
    expect(await inForce()).toEqual(['A: 0 0 0 0 109', 'B: 0 0 0 0 109']);
    await enrol('anna,anna,self,north,here,family,2025-01-01,');
    await decide();
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'B: 0 80 320 0']);
    expect((await history()).filter((row) => row.startsWith('B'))).toHaveLength(5);
  });

  it('under another subscriber moves the claims into that family', async () => {
    const [networks] = POOL_DOCUMENT.plans.map(({ design }) => design.networks);
    const limits = { individual: '500.00', family: '500.00', familyRule: 'embedded' };
    const design = {
      networks: { ...networks, in: { ...networks!.in, deductible: limits } },
      services: { visit: {}, imaging: {} },
    };
    await amend({ ...POOL_DOCUMENT, plans: [{ ...POOL_DOCUMENT.plans[0], design }, POOL_DOCUMENT.plans[1]] });
    await decided('A ben 2025-03-01 450', 'B anna 2025-03-10 400', 'C ben 2025-03-12 100');
    expect(await inForce()).toEqual(['A: 450 0 0 0', 'B: 50 70 280 0', 'C: 0 20 80 0']);
    await enrol('ben,ben,self,north,here,family,2025-01-01,');
    await decide();
    expect(await inForce()).toEqual(['A: 450 0 0 0', 'B: 400 0 0 0', 'C: 50 10 40 0']);
    expect((await history()).filter((row) => row.startsWith('A'))).toEqual([
      'A v1 r1: 450 0 0 0 2025-04-20 2025-04-25',
      'A v1 r2 reversed: -450 0 0 0 2025-07-01 2025-07-04',
      'A v2 r1: 450 0 0 0 2025-07-01 2025-07-04',
    ]);
  });
});

/** Records the next version of the document. */
async function amend(document: object) {
  const recorded = await recordConsortium(stores.consortia, JSON.stringify(document), receivedDay);
  if (isRefusal(recorded)) throw new Error(JSON.stringify(recorded));
  consortium = recorded;
}

describe('a plan', () => {
  const [here, elsewhere] = POOL_DOCUMENT.plans;
  const cheaper = {
    ...here!.design,
    networks: {
      ...here!.design.networks,
      in: { ...here!.design.networks.in, deductible: { individual: '100.00' } },
    },
  };

  it('that is amended from a plan year on is applied from then on, to what was decided too', async () => {
    await decided('A anna 2025-03-01 600', 'B anna 2025-12-31 100');
    taken(await claim('2026-02-02', 'C anna 2026-01-01 600', 'D ben 2026-01-02 40'));
    await decide();
    await amend({
      ...POOL_DOCUMENT,
      plans: [{ ...here, changes: [{ from: '2026-01-01', design: cheaper }] }, elsewhere],
    });
    expect(await decide()).toMatchObject({ changes: { claims: 1, planPays: 32_000 } });
    expect(await inForce()).toEqual(['A: 500 20 80 0', 'B: 0 20 80 0', 'C: 100 100 400 0', 'D: 40 0 0 0']);
    taken(await claim('2026-02-03', 'E anna 2025-11-01 100', 'F ben 2026-01-09 100'));
    await decide();
    expect((await inForce()).slice(4)).toEqual(['E: 0 20 80 0', 'F: 60 8 32 0']);
  });

  it('that was written down wrongly is put right for all years', async () => {
    await decided('A anna 2025-03-01 600');
    await amend({ ...POOL_DOCUMENT, plans: [{ ...here, design: cheaper }, elsewhere] });
    await decide();
    expect(await inForce()).toEqual(['A: 100 100 400 0']);
    await amend({ ...POOL_DOCUMENT, name: 'Another name' });
    await decide();
    expect(await inForce()).toEqual(['A: 500 20 80 0']);
    const changes = await changeCount();
    await amend({ ...POOL_DOCUMENT, name: 'One more name' });
    expect(await changeCount()).toBe(changes);
  });

  it('is not changed within a plan year, nor against the order of days', async () => {
    const refused = async (changes: object[]) =>
      recordConsortium(
        stores.consortia,
        JSON.stringify({ ...POOL_DOCUMENT, plans: [{ ...here, changes }, elsewhere] }),
      );
    expect(await refused([{ from: '2026-07-01', design: cheaper }])).toMatchObject({
      code: 'inconsistent',
      path: 'plans[0].changes[0].from',
    });
    const year = (from: string) => ({ from, design: cheaper });
    expect(await refused([year('2026-01-01'), year('2026-01-01')])).toMatchObject({
      code: 'inconsistent',
      path: 'plans[0].changes[1].from',
    });
  });
});

describe('accumulators', () => {
  it('that were brought along late are met by the whole plan year', async () => {
    await decided('A anna 2025-03-01 300', 'B anna 2025-03-10 400');
    taken(await claim('2026-02-02', 'C anna 2026-01-05 300'));
    await decide();
    const header = 'record,person,plan,network,plan_year,deductible,out_of_pocket';
    const path = named(`${header}\naccumulator,anna,here,in,2025,450.00,450.00\n`);
    taken(await files.importOpeningFile(stores.imports, consortium, path, { receivedDay }));
    await decide();
    expect(await inForce()).toEqual(['A: 50 50 200 0', 'B: 0 80 320 0', 'C: 300 0 0 0']);
  });
});
