// Transactions take their places in the outbox in one order and are committed in any other, or not at all, while what waits
// is made leaves of in between: every fact that was committed has one leaf, and what is taken is taken in the promised order.
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeafName } from '../../src/app/ports/record.ts';
import { auditRecord } from '../../src/app/record/audit.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { beginFacts, leafNames, namesOf, type OutboxPool, outboxPool, type WrittenFacts } from './outbox.ts';

let pool: OutboxPool;
const clients: pg.Client[] = [];
beforeAll(async () => {
  pool = await outboxPool();
  for (let client = 0; client < 4; client += 1) clients.push(await pool.connect());
  await sequenceFacts(pool.stores, pool.consortiumId);
});
afterAll(() => pool?.close());

/** Transactions, by their numbers, in the order in which they end; and those that are rolled back. */
interface Ending {
  readonly order: readonly number[];
  readonly aborted: ReadonlySet<number>;
}

/** All orders of three with whichever aborted, and all of four with one aborted, at each place in turn, or none. */
const ENDINGS: readonly Ending[] = [
  ...ordersOf([0, 1, 2]).flatMap((order) => subsetsOf(order).map((aborted) => ({ order, aborted }))),
  ...ordersOf([0, 1, 2, 3]).map((order, at) => ({
    order,
    aborted: new Set(order.slice(at % 5, (at % 5) + 1)),
  })),
];

function ordersOf(numbers: readonly number[]): number[][] {
  if (numbers.length === 0) return [[]];
  return numbers.flatMap((first) =>
    ordersOf(numbers.filter((one) => one !== first)).map((rest) => [first, ...rest]),
  );
}

function subsetsOf(numbers: readonly number[]): Set<number>[] {
  return Array.from(
    { length: 2 ** numbers.length },
    (_, bits) => new Set(numbers.filter((_, at) => ((bits >> at) & 1) === 1)),
  );
}

/** Numbers of members rise and those of persons fall from one ending to the next, so that there is always a fact behind the place. */
const factsOf = (ending: number, transaction: number): WrittenFacts => ({
  memberId: 1000 + 10 * ending + transaction + 1,
  personId: 1000 + 10 * (ENDINGS.length - ending) + transaction + 1,
  page: `${(ending * 5) % ENDINGS.length} ${transaction}`,
});

/** What waits, in order of the key. */
const byKey = (one: LeafName, other: LeafName) =>
  one.kind.localeCompare(other.kind, 'en') ||
  one.factId - other.factId ||
  (one.factKey < other.factKey ? -1 : Number(one.factKey > other.factKey));

/** Says in other words what one transaction of the sequencer takes of what waits, and where it has come to. */
class Promised {
  waits: LeafName[] = [];
  #place: LeafName | undefined;

  /**
   * Takes at most so many at a time until it has as many: on from its place among that kind, else of the kinds after it, else
   * from the first.
   */
  take(most: number): LeafName[][] {
    const takes: LeafName[][] = [];
    for (let taken = 0; taken < most; ) {
      const waits = this.waits.toSorted(byKey);
      const place = this.#place;
      const on = waits.filter(({ kind, factId }) => kind === place?.kind && factId >= place.factId);
      const after = waits.filter(({ kind }) => place !== undefined && kind > place.kind);
      const next = ([on, after].find(({ length }) => length > 0) ?? waits).slice(0, most);
      this.waits = this.waits.filter((one) => !next.includes(one));
      this.#place = next.at(-1);
      if (next.length === 0) break;
      takes.push(next);
      taken += next.length;
    }
    return takes;
  }
}

test('no leaf is lost, none is twice, and each is taken in its order, however transactions end', async () => {
  const promised = new Promised();
  const committed: LeafName[] = [];
  let size = (await pool.stores.records.head(pool.consortiumId))!.size;
  const first = size;
  /** One transaction of the sequencer; answers whether it took anything. */
  const sequenceOnce = async (most: number, what: string) => {
    const taken = await sequenceFacts(pool.stores, pool.consortiumId, {
      mostInOne: most,
      progress: () => false,
    });
    const takes = promised.take(most);
    const leaves = await leafNames(pool, size);
    expect(taken, what).toBe(leaves.length);
    // Of what is taken in one statement no order is promised.
    const ends = takes.map((_, at) => takes.slice(0, at + 1).flat().length);
    const inTakes = takes.map((one, at) => leaves.slice(ends[at]! - one.length, ends[at]).toSorted(byKey));
    expect(inTakes, what).toEqual(takes);
    expect(ends.at(-1) ?? 0, what).toBe(leaves.length);
    size += leaves.length;
    return taken > 0;
  };
  for (const [number, { order, aborted }] of ENDINGS.entries()) {
    const most = 1 + (number % 3);
    const what = `ended in the order ${order}, ${[...aborted]} aborted, ${most} at a time`;
    for (let one = 0; one < order.length; one += 1)
      await beginFacts(clients[one]!, pool.consortiumId, factsOf(number, one));
    await sequenceOnce(most, what);
    for (const one of order) {
      const names = aborted.has(one) ? [] : namesOf(factsOf(number, one));
      await clients[one]!.query(aborted.has(one) ? 'ROLLBACK' : 'COMMIT');
      committed.push(...names);
      promised.waits.push(...names);
      await sequenceOnce(most, what);
    }
    // Some endings leave what waits to the next, whose facts come on both sides of it.
    if (number % 5 !== 0) while (await sequenceOnce(most, what));
  }
  while (await sequenceOnce(100, 'at last'));
  expect(await pool.stores.records.waiting(pool.consortiumId)).toBe(0);
  expect((await leafNames(pool, first)).toSorted(byKey)).toEqual(committed.toSorted(byKey));
  await signCheckpoint(pool.stores, pool.consortiumId, 1_800_000_000);
  expect(await auditRecord(pool.stores, pool.consortiumId)).toMatchObject({
    ...{ verdict: 'proved', leaves: size, waiting: 0, findings: [] },
  });
});
