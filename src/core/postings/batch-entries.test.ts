import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import type { Month } from '../calendar/month.ts';
import { BatchEntries } from './batch-entries.ts';
import { EVENTS, type EventKind, entryFor, openingEntry } from './events.ts';

const [january, february] = [672, 673] as [Month, Month];

describe('the entry of an event', () => {
  test.each(Object.entries(EVENTS))('%s debits and credits %o', (event, [debit, credit]) => {
    const { postings } = entryFor(event as EventKind, january, 3, minor(500));
    expect(postings).toEqual([
      { account: debit, amount: 500 },
      { account: credit, amount: -500 },
    ]);
    expect(debit).not.toBe(credit);
  });

  test('of a negative amount posts the other way round under the same name', () => {
    expect(entryFor('claims incurred', january, 3, minor(-500))).toEqual({
      event: 'claims incurred',
      month: january,
      memberId: 3,
      postings: [
        { account: 'claims-incurred', amount: -500 },
        { account: 'claims-payable', amount: 500 },
      ],
    });
  });

  test('opening balances have to balance', () => {
    const cash = { account: 'claims-fund-cash' as const, amount: minor(500) };
    expect(() => openingEntry(january, 0, [cash])).toThrow('out of balance');
    const opened = openingEntry(january, 0, [cash, { account: 'member-balances', amount: minor(-500) }]);
    expect(opened.event).toBe('opening balances');
  });
});

describe('a batch', () => {
  test('has one entry per event, month and member, in that order of month, member and event', () => {
    const batch = new BatchEntries();
    batch.add('claims paid', february, 1, 10);
    batch.add('claims incurred', february, 1, 10);
    batch.add('claims incurred', january, 2, 20);
    batch.add('claims incurred', january, 1, 5);
    batch.add('claims incurred', january, 2, -5);
    batch.add('contributions billed', january, 2, 7);
    batch.add('contributions billed', january, 2, -7);
    batch.add('contributions received', january, 2, 0);
    expect(
      batch
        .entries()
        .map(({ event, month, memberId, postings }) => [month, memberId, event, postings[0]!.amount]),
    ).toEqual([
      [january, 1, 'claims incurred', 5],
      [january, 2, 'claims incurred', 15],
      [february, 1, 'claims incurred', 10],
      [february, 1, 'claims paid', 10],
    ]);
  });

  test('throws where a sum leaves the safe range', () => {
    const batch = new BatchEntries();
    batch.add('claims incurred', january, 1, Number.MAX_SAFE_INTEGER);
    expect(() => batch.add('claims incurred', january, 1, 1)).toThrow(RangeError);
  });

  test('posts the sums of what was added, the same in whatever order', () => {
    const additions = array(
      record({
        event: constantFrom(...(Object.keys(EVENTS) as EventKind[])),
        month: constantFrom(january, february),
        memberId: integer({ min: 0, max: 2 }),
        amount: integer({ min: -1000, max: 1000 }),
      }),
    );
    const posted = (all: readonly { event: EventKind; month: Month; memberId: number; amount: number }[]) => {
      const batch = new BatchEntries();
      for (const { event, month, memberId, amount } of all) batch.add(event, month, memberId, amount);
      return batch.entries();
    };
    assert(
      property(additions, (all) => {
        const entries = posted(all);
        expect(posted([...all].reverse())).toEqual(entries);
        const sums = new Map<string, number>();
        for (const { event, month, memberId, amount } of all) {
          const key = `${event} ${month} ${memberId}`;
          sums.set(key, (sums.get(key) ?? 0) + amount);
        }
        const found = entries.map(
          (entry) => [`${entry.event} ${entry.month} ${entry.memberId}`, entry.postings[0]!.amount] as const,
        );
        expect(new Map(found)).toEqual(new Map([...sums].filter(([, sum]) => sum !== 0)));
        for (const { postings } of entries)
          expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
      }),
    );
  });
});
