// A search for claims reads by keys, whatever its filters: of thousands of claims that came a moment ago, and of which the
// planner knows nothing, no statement reads more than the few that a page may look at.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { ClaimRow, EnrolmentRow } from '../src/app/import/rows.ts';
import type { Day } from '../src/core/calendar/day.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { searchClaims, sumClaims } from '../src/store/claim-search.ts';
import type { ClaimFilters } from '../src/store/claim-walk.ts';
import { searchPaidClaims } from '../src/store/paid-claims.ts';
import type { Query } from '../src/store/query.ts';
import { day, known, Pool } from './members/verbs.ts';

const CLAIMS = 6_000;
const PERSONS = 60;
const EXAMINED = 100;

let pool: Pool;

beforeAll(async () => {
  pool = await Pool.open();
  const { stores, consortium } = pool;
  const persons = Array.from({ length: PERSONS }, (_, index): EnrolmentRow => {
    const person = `p-${String(index).padStart(2, '0')}`;
    return {
      ...{ fileLine: index + 2, person, subscriber: person, relationship: 'self', member: 'town' },
      ...{ plan: 'here', tier: 'employee', from: day('2026-01-01') },
    };
  });
  const claims = Array.from(
    { length: CLAIMS },
    (_, index): ClaimRow => ({
      ...{ fileLine: index + 2, claim: `c-${String(index).padStart(5, '0')}`, frequency: '1' },
      ...{ person: persons[index % PERSONS]!.person, received: (day('2026-02-01') + (index % 90)) as Day },
      ...{ benefit: 'medical', provider: `dr-${index % 7}` },
      lines: [
        {
          ...{
            fileLine: index + 2,
            line: '1',
            serviceDate: day('2026-01-15'),
            service: '',
            network: 'in',
          },
          ...{ procedure: '', charge: (index + 100) as Amount, allowed: 100 as Amount },
        },
      ],
    }),
  );
  known(await importEnrolmentRows(stores.imports, consortium, { name: 'e', sha256: 'e' }, persons));
  known(await importClaimsRows(stores.imports, consortium, { name: 'c', sha256: 'c' }, claims));

  // Registers of claims paid elsewhere: few rows of one, many of the other.
  await pool.enrol(`el town elsewhere employee 2026-01-01`);
  for (const rows of [50, 3_000])
    await pool.register(
      ...Array.from({ length: rows }, (_, index) => `el 2026-01-20 2026-02-${10 + (index % 9)} 10`),
    );
}, 120_000);

afterAll(() => pool?.end());

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

/** The most rows that any step of a statement read of a table. */
function mostRead(plan: Plan): number {
  const { 'Actual Rows': rows, 'Actual Loops': loops } = plan;
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  const own = plan['Relation Name'] === undefined ? 0 : (rows + removed) * loops;
  return Math.max(own, ...(plan.Plans ?? []).map(mostRead));
}

/** Asks in a transaction whose every statement is explained as well; the most rows that one read of a table. */
function read(work: (query: Query) => Promise<unknown>): Promise<number> {
  return pool.database.read(pool.consortium.consortiumId, async (query) => {
    let most = 0;
    const explained =
      <T>(run: (text: string, values?: readonly unknown[]) => Promise<T>) =>
      async (text: string, values?: readonly unknown[]): Promise<T> => {
        const [found] = await query.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
          values,
        );
        most = Math.max(most, mostRead(found!['QUERY PLAN'][0]!.Plan));
        return run(text, values);
      };
    const { rows, one, oneOrNone } = query;
    await work({
      ...query,
      rows: explained(rows) as Query['rows'],
      one: explained(one) as Query['one'],
      oneOrNone: explained(oneOrNone) as Query['oneOrNone'],
    });
    return most;
  });
}

const FILTERS: Readonly<Record<string, ClaimFilters>> = {
  'a code': { codePrefix: 'c-0123' },
  'all codes': { codePrefix: 'c' },
  'a person': { personPrefix: 'p-07' },
  'all persons': { personPrefix: 'p' },
  nobody: { personPrefix: 'q' },
  'a provider': { providerPrefix: 'dr-3' },
  'no provider': { providerPrefix: 'x' },
  'a benefit': { benefit: 'medical' },
  'no benefit': { benefit: 'luck' },
  'a member': { memberId: 1 },
  'a plan': { planId: 1 },
  'a state': { state: 'voided' },
  'days of service': { serviceFrom: 20_468, serviceTo: 20_470 },
  'a day received': { receivedFrom: 20_490, receivedTo: 20_490 },
  'days received': { receivedFrom: 20_490 },
  'a charge': { chargeFrom: 1_000_000 },
};
const names = Object.keys(FILTERS);
const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));

// One person has a hundred claims here, and a page of a hundred looks at one more in each of a few steps.
const BOUND = 4 * EXAMINED;

test.each(['received', 'code'] as const)(
  'in order of %s no pair of filters reads all claims',
  async (sort) => {
    for (const [one, other] of pairs) {
      const search = { ...FILTERS[one], ...FILTERS[other], sort, limit: 20 };
      const most = await read((query) => searchClaims(query, search, EXAMINED));
      expect([one, other, most < BOUND || most]).toEqual([one, other, true]);
    }
  },
);

test('no pair of filters reads all claims for its sums', async () => {
  for (const [one, other] of pairs) {
    const most = await read((query) => sumClaims(query, { ...FILTERS[one], ...FILTERS[other] }, EXAMINED));
    expect([one, other, most < BOUND || most]).toEqual([one, other, true]);
  }
});

test('no pair of filters reads all rows of registers, and pages go on where rows were looked at', async () => {
  const [town] = [...pool.consortium.members.values()];
  const filters: Readonly<Record<string, object>> = {
    nothing: {},
    'a code': { codePrefix: 'register-3-2' },
    'all codes': { codePrefix: 'r' },
    'no code': { codePrefix: 'x' },
    'a register': { registerId: 4 },
    'no register': { registerId: 99 },
    'a member': { memberId: town },
    'no benefit': { benefit: 'luck' },
    'days paid': { paidFrom: 20_500 },
  };
  for (const [one, first] of Object.entries(filters))
    for (const [other, second] of Object.entries(filters)) {
      const search = { ...first, ...second, limit: 20 };
      const most = await read((query) => searchPaidClaims(query, search, EXAMINED));
      expect([one, other, most < BOUND || most]).toEqual([one, other, true]);
    }
  const codes: string[] = [];
  await pool.database.read(pool.consortium.consortiumId, async (query) => {
    for (let after: number | undefined = 0; after !== undefined; ) {
      const search = { codePrefix: 'r', paidFrom: 20_500, after, limit: 1_000 };
      const page: Awaited<ReturnType<typeof searchPaidClaims>> = await searchPaidClaims(query, search, 500);
      codes.push(...page.found.map(({ code }) => code));
      after = page.end;
    }
  });
  const [{ count }] = (await pool.rows<{ count: number }>(
    "SELECT count(*) FROM paid_claim WHERE paid_day >= '2026-02-16'",
  )) as [{ count: number }];
  expect(codes).toHaveLength(count);
  expect(new Set(codes).size).toBe(count);
});
