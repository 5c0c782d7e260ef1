// What employers may not see: an attacker who asks for everything, and works with all of it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPABILITIES } from '../../src/app/capabilities.ts';
import { shownYear } from '../../src/app/withheld.ts';
import type { Month } from '../../src/core/calendar/month.ts';
import type { ReadingRoute } from '../../src/http/route.ts';
import { routes } from '../../src/http/routes/index.ts';
import {
  BENEFITS,
  type Cell,
  cellText,
  LEAST,
  MEMBERS,
  type SmallPool,
  serviceOver,
  smallPools,
  weightsOf,
} from './small-pool.ts';
import { recovered } from './span-attack.ts';

const SEED = Number(process.env.SEED ?? 20261122);
const RUNS = Number(process.env.RUNS ?? 4);

/** What the attacker asks a parameter for; one that is not here fails the test: say what there is to be asked. */
const ASKED: Readonly<Record<string, readonly (string | undefined)[]>> = {
  by: ['member', 'benefit', 'region', 'month'],
  member: [undefined, 'pool', ...MEMBERS],
  region: [undefined, 'south'],
  benefit: [undefined, ...BENEFITS],
  net: ['false', 'true'],
  year: ['2025', '2026'],
  statement: ['trial-balance', 'income-statement', 'balance-sheet'],
  month: ['2026-02'],
  on: [undefined],
  from: [undefined, '2026-01'],
  through: [undefined, '2026-01', '2026-02', '2026-03'],
  asOf: [undefined, '2026-02', '2026-04'],
  kind: [undefined],
  meeting: ['1'],
  item: ['1'],
  corrections: [undefined],
  limit: [undefined],
  version: ['1'],
  after: [undefined],
};

/** All combinations of these names with the values there are for each. */
function combinations(names: readonly string[]): Record<string, string>[] {
  return names.reduce<Record<string, string>[]>(
    (all, name) => {
      const values = ASKED[name];
      if (values === undefined) throw new Error(`what does an attacker ask ${name} for?`);
      return all.flatMap((one) =>
        values.map((value) => (value === undefined ? one : { ...one, [name]: value })),
      );
    },
    [{}],
  );
}

const namesIn = (shape: unknown) => Object.keys((shape as { shape?: object } | undefined)?.shape ?? {});

/** Every address under the API that reads a consortium and is open to one of these roles. */
function addresses(role: string): string[] {
  const open = routes.filter(
    (route): route is ReadingRoute =>
      route.scope === 'reading' &&
      (CAPABILITIES[route.capability] as readonly string[]).includes(role) &&
      // What employers are shown of the record is one fact at a time: tests/http/record.test.ts asks for each.
      !route.path.includes('/record'),
  );
  return open.flatMap(({ path, params, query }) =>
    combinations(namesIn(params)).flatMap((inPath) =>
      combinations(namesIn(query)).map((inQuery) => {
        const filled = path.replace(/:(\w+)/g, (_, name: string) => inPath[name] ?? 'pool');
        return `/api/v1${filled}?${new URLSearchParams(inQuery)}`;
      }),
    ),
  );
}

/** All amounts in a document, in cents. */
function amountsIn(value: unknown): number[] {
  if (typeof value === 'string') return /^-?\d+\.\d\d$/.test(value) ? [Number(value.replace('.', ''))] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(amountsIn) : [];
}

/** The weights of the cells in each figure that employers, all of them together, are answered. */
async function answersOf(pool: SmallPool): Promise<number[][]> {
  const service = await serviceOver(pool);
  const found = new Set<number>();
  const who = ['director of town', 'member staff of town'];
  for (const token of who)
    for (const url of addresses(token.split(' of ')[0]!)) {
      const answer = await service.inject({ url, headers: { authorization: `Bearer ${token}` } });
      expect([url, answer.statusCode]).toEqual([url, expect.toSatisfy((status: number) => status < 500)]);
      // The document, any version of it, and the rates in force hold rates, and nothing of claims.
      if (answer.statusCode === 200 && !/\/(document|document-versions\/1|rates)\?/.test(url))
        for (const cents of amountsIn(answer.json())) found.add(Math.abs(cents));
    }
  await service.close();
  found.delete(0);
  return [...found].map((cents) => weightsOf(cents, pool.cells.length));
}

const personsOf = (cells: readonly Cell[]) => cells.map(({ knownOf }) => new Set(knownOf.keys()));
const told = (cells: readonly Cell[], set: readonly number[] | undefined) =>
  set?.map((index) => cellText(cells[index]!));

describe('an employer who asks for every combination of filters', () => {
  test('works out no figure over fewer persons than may be seen', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(smallPools, async (pool) => {
        const answers = await answersOf(pool);
        shown += answers.length;
        expect(
          told(pool.cells, recovered({ persons: personsOf(pool.cells), answers }, LEAST)),
        ).toBeUndefined();
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    // It would prove nothing if nothing were ever shown.
    expect(shown).toBeGreaterThan(10 * RUNS);
  }, 600_000);

  test('would, if each figure were looked at alone', () => {
    // The rule that is often taken: a figure is shown where it is over enough persons.
    const naive = ({ cells }: SmallPool): number[][] => {
      const asked = combinations(['member', 'benefit']).flatMap(({ member, benefit }) =>
        [undefined, ...new Set(cells.map(({ month }) => month))].map((month) =>
          cells.map((cell) =>
            (member === undefined || MEMBERS[cell.memberId - 1] === member) &&
            (benefit === undefined || cell.benefit === benefit) &&
            (month === undefined || cell.month === month)
              ? 1
              : 0,
          ),
        ),
      );
      const persons = personsOf(cells);
      return asked.filter((answer) => {
        const together = new Set(answer.flatMap((weight, cell) => (weight === 0 ? [] : [...persons[cell]!])));
        return together.size >= LEAST;
      });
    };
    const pools = fc.sample(smallPools, { seed: SEED, numRuns: 25 });
    const broken = pools.filter(
      (pool) => recovered({ persons: personsOf(pool.cells), answers: naive(pool) }, LEAST) !== undefined,
    );
    expect(broken.length).toBeGreaterThan(10);
  });
});

test('as more becomes known a block grows, and is never split', () => {
  fc.assert(
    fc.property(smallPools, ({ cells }) => {
      const months = cells.flatMap(({ knownOf }) => [...knownOf.values()]);
      let before: ReturnType<typeof shownYear>['blocks'] = [];
      for (let known = Math.min(...months); known <= Math.max(...months); known += 1) {
        const claimants = cells.flatMap(({ knownOf, ...cell }) =>
          [...knownOf]
            .filter(([, at]) => at <= known)
            .map(([personId, at]) => ({ ...cell, personId, known: at, counts: true })),
        );
        const { blocks } = shownYear(claimants, LEAST, (known - 1) as Month);
        for (const was of before)
          expect(
            blocks.some((is) => is.memberId === was.memberId && is.from <= was.from && is.to >= was.to),
          ).toBe(true);
        before = blocks;
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});
