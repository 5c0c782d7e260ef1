import { describe, expect, test } from 'vitest';
import { BooksInMemory, consortiumOf, entryLine, TOWN } from '../../tests/consortia.ts';
import { isRefusal } from '../core/refusal.ts';
import { readReceipt, recordReceipts } from './record-receipts.ts';

const given = { member: 'town', reference: 'R-1', day: '2026-03-12', amount: '125.50' };

describe('a receipt', () => {
  test('posts cash against what the member owes, in the month it came', async () => {
    const consortium = consortiumOf();
    const receipt = readReceipt(consortium, given);
    if (isRefusal(receipt)) throw new Error(receipt.path);
    const books = new BooksInMemory();
    expect(await recordReceipts(books, consortium, [receipt])).toBe(1);
    expect(books.entries.map(entryLine)).toEqual([`2026-03 ${TOWN} contributions received 12550`]);
  });

  test.each([
    [{ member: 'nobody' }, 'unknown_reference', '--member'],
    [{ day: '2026-02-30' }, 'no_such_day', '--day'],
    [{ day: 'March' }, 'wrong_type', '--day'],
    [{ amount: '1.005' }, 'too_precise', '--amount'],
    [{ amount: '0.00' }, 'out_of_range', '--amount'],
    [{ amount: '-5.00' }, 'out_of_range', '--amount'],
    [{ amount: '99999999999999999.00' }, 'too_large', '--amount'],
  ])('with %j is refused', (change, code, path) => {
    expect(readReceipt(consortiumOf(), { ...given, ...change })).toMatchObject({ refused: true, code, path });
  });
});
