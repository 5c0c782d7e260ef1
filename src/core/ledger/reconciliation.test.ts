import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { exactPairs, likelyPairs, type Match, type Movement, reconcile, sumOf } from './reconciliation.ts';

const move = (code: string, day: number, amount: number, text = ''): Movement => ({
  code,
  day,
  amount: minor(amount),
  text,
});
const codes = (pairs: ReturnType<typeof exactPairs>) =>
  pairs.map(({ line, item }) => `${line.code}=${item.code}`);

describe('pairs beyond doubt', () => {
  test.each([
    [
      'by amount and reference',
      [move('a', 5, 100, 'TRANSFER t-1 TOWN')],
      [move('x', 1, 100, 'T-1')],
      ['a=x'],
    ],
    ['not by a part of a word', [move('a', 5, 100, 'TRANSFER T-11')], [move('x', 1, 100, 'T-1')], []],
    ['not with another amount', [move('a', 5, 101, 'T-1')], [move('x', 1, 100, 'T-1')], []],
    ['by day where there is no reference', [move('a', 5, -70)], [move('x', 5, -70)], ['a=x']],
    ['not of another day then', [move('a', 6, -70)], [move('x', 5, -70)], []],
    ['not where two lines would do', [move('a', 5, -70), move('b', 5, -70)], [move('x', 5, -70)], []],
    ['not where two items would do', [move('a', 5, -70)], [move('x', 5, -70), move('y', 5, -70)], []],
  ])('are found %s', (_what, lines, items, expected) => {
    expect(codes(exactPairs(lines, items))).toEqual(expected);
  });
});

test('likely pairs are of one amount within some days', () => {
  const lines = [move('a', 20, 100), move('b', 5, 30), move('c', 9, 7)];
  const items = [move('x', 11, 100, 'R'), move('y', 30, 30, 'S'), move('z', 9, 8)];
  expect(codes(likelyPairs(lines, items, 10))).toEqual(['a=x']);
});

describe('a day', () => {
  test('has what only one side has by then, also where it is matched with what comes later', () => {
    const lines = [move('a', 2, 100), move('b', 9, -40), move('fee', 3, -5)];
    const items = [move('x', 1, 100), move('y', 4, -40), move('z', 4, 60)];
    const matches: Match[] = [
      { bank: ['a'], books: ['x'] },
      { bank: ['b'], books: ['y'] },
    ];
    const at = (day: number) => {
      const { bankBalance, bookBalance, onlyBank, onlyBooks } = reconcile(lines, items, matches, day);
      return [bankBalance, bookBalance, onlyBank.map(({ code }) => code), onlyBooks.map(({ code }) => code)];
    };
    expect(at(1)).toEqual([0, 100, [], ['x']]);
    expect(at(5)).toEqual([95, 120, ['fee'], ['y', 'z']]);
    expect(at(9)).toEqual([55, 120, ['fee'], ['z']]);
  });

  test('conserves: bank less what only it has is books less what only they have', () => {
    const movements = array(
      record({
        day: integer({ min: 0, max: 20 }),
        amount: integer({ min: -99, max: 99 }),
        isMatched: boolean(),
        lag: integer({ min: 0, max: 6 }),
      }),
    );
    assert(
      property(movements, integer({ min: 0, max: 30 }), (all, day) => {
        const lines = all.map(({ day: at, lag, amount }, index) => move(`l${index}`, at + lag, amount));
        const items = all.map(({ day: at, amount }, index) => move(`i${index}`, at, amount));
        const matches = all.flatMap(({ isMatched }, index) =>
          isMatched ? [{ bank: [`l${index}`], books: [`i${index}`] }] : [],
        );
        const { bankBalance, bookBalance, onlyBank, onlyBooks } = reconcile(lines, items, matches, day);
        expect(bankBalance - sumOf(onlyBank)).toBe(bookBalance - sumOf(onlyBooks));
      }),
    );
  });
});
