import { describe, expect, test } from 'vitest';
import {
  BooksInMemory,
  consortiumOf,
  entryLine,
  HERE,
  month,
  plainDocument,
  SCHOOL,
  TOWN,
} from '../../tests/consortia.ts';
import { payment } from '../../tests/contracts.ts';
import { formatMonth } from '../core/calendar/month.ts';
import { isRefusal } from '../core/refusal.ts';
import { type ContractPosition, contractPositions, postRecoverable } from './stop-loss.ts';

const consortium = consortiumOf();

function booksOf(...paid: [person: string, memberId: number, paid: string, amount: number][]): BooksInMemory {
  const books = new BooksInMemory();
  books.paid = paid.map(([person, memberId, at, amount]) => ({ ...payment(person, at, amount), memberId }));
  books.units = [{ month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 1 }];
  return books;
}

async function positionsOf(books: BooksInMemory, of = consortium): Promise<ContractPosition[]> {
  const positions = await contractPositions(books, of);
  if (isRefusal(positions)) throw new Error(positions.path);
  return positions;
}

const post = async (books: BooksInMemory) => postRecoverable(books, consortium, await positionsOf(books));

describe('the positions of contracts', () => {
  test('come from what was paid and who was enrolled, tiers of all members and plans together', async () => {
    const books = booksOf(['a', TOWN, '2026-01-10', 150_000], ['b', SCHOOL, '2026-03-10', 2000]);
    books.units = [
      { month: month('2026-01'), memberId: TOWN, planId: HERE, tier: 'employee', units: 2 },
      { month: month('2026-01'), memberId: SCHOOL, planId: HERE, tier: 'employee', units: 1 },
      { month: month('2026-02'), memberId: TOWN, planId: HERE, tier: 'family', units: 4 },
      { month: month('2027-01'), memberId: TOWN, planId: HERE, tier: 'family', units: 9 },
    ];
    const [found] = await positionsOf(books);
    expect(found).toMatchObject({
      contract: 'sl-2026',
      position: {
        specific: { reimbursement: 50_000 },
        aggregate: { annualAttachment: 70_000, eligible: 102_000 },
      },
    });
    expect(formatMonth(found!.lastPaidMonth)).toBe('2026-03');
    expect([...found!.memberOf]).toEqual([
      ['a', TOWN],
      ['b', SCHOOL],
    ]);
  });

  test('are refused where the position is', async () => {
    const books = booksOf(['a', TOWN, '2026-01-10', Number.MAX_SAFE_INTEGER], ['b', TOWN, '2026-01-10', 1]);
    expect(await contractPositions(books, consortium)).toMatchObject({ code: 'too_large' });
  });

  test('of no contract are none', async () => {
    expect(await positionsOf(booksOf(), consortiumOf({ ...plainDocument, stopLoss: [] }))).toEqual([]);
  });
});

describe('what is recoverable', () => {
  test('is posted to the member of the person, the aggregate to the pool', async () => {
    const books = booksOf(
      ['a', TOWN, '2026-01-10', 150_000],
      ['b', SCHOOL, '2026-02-10', 130_000],
      ['c', SCHOOL, '2026-02-11', 110_000],
    );
    expect(await post(books)).toBe(3);
    // Three persons at 1,000.00 each against an attachment of 100.00.
    expect(books.entries.map(entryLine)).toEqual([
      '2026-02 0 stop-loss recoverable 290000',
      '2026-02 1 stop-loss recoverable 50000',
      '2026-02 2 stop-loss recoverable 40000',
    ]);
  });

  test('is posted once, then only what changed, and back where it fell', async () => {
    const books = booksOf(['a', TOWN, '2026-01-10', 150_000]);
    await post(books);
    expect(await post(books)).toBe(0);
    const first = books.entries.length;
    books.paid = [...books.paid, { ...payment('a', '2026-04-10', -20_000), memberId: TOWN }];
    expect(await post(books)).toBe(1);
    expect(books.entries.slice(first).map(entryLine)).toEqual(['2026-04 1 stop-loss recoverable -20000']);
    books.paid = [];
    await post(books);
    const sum = (memberId: number) =>
      books.posted.filter((row) => row.memberId === memberId).reduce((all, { amount }) => all + amount, 0);
    expect([sum(0), sum(TOWN)]).toEqual([0, 0]);
  });
});
