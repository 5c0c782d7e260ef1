import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Seen } from './seen.ts';

const content = (text: string) => hash('sha256', text, 'hex').slice(0, 32);

describe('what an import has seen', () => {
  test('a claim is new once; then it is the same or another, with the line of the first', () => {
    const seen = new Seen();
    expect(seen.meet('A', '', content('one'), 2)).toBeUndefined();
    expect(seen.meet('A', '', content('one'), 3)).toEqual({ fileLine: 2, isSame: true });
    expect(seen.meet('A', '', content('two'), 4)).toEqual({ fileLine: 2, isSame: false });
    expect(seen.has('A')).toBe(true);
    expect(seen.has('B')).toBe(false);
  });

  test('rows of one claim are told apart, the first like the others', () => {
    const seen = new Seen();
    for (let row = 0; row < 5; row++) {
      expect(seen.meet('A', `row ${row}`, content(`${row}`), 10 + row)).toBeUndefined();
    }
    for (let row = 0; row < 5; row++) {
      expect(seen.meet('A', `row ${row}`, content(`${row}`), 99)).toEqual({
        fileLine: 10 + row,
        isSame: true,
      });
      expect(seen.meet('A', `row ${row}`, content('x'), 99)).toEqual({ fileLine: 10 + row, isSame: false });
    }
    // A row of another claim is another row.
    expect(seen.meet('B', 'row 0', content('0'), 100)).toBeUndefined();
  });

  test('the same as a map, over many claims with any steps between their lines', () => {
    const seen = new Seen();
    const naive = new Map<string, { fileLine: number; text: string }>();
    let fileLine = 1;
    for (let number = 0; number < 60_000; number++) {
      fileLine += number % 1000 === 0 ? 70_000 : number % 7;
      const claim = `claim ${(number * 7919) % 45_000}`;
      const row = number % 3 === 0 ? 'second' : 'first';
      const text = `${claim} ${number % 5}`;
      const known = naive.get(`${claim} ${row}`);
      const expected = known && { fileLine: known.fileLine, isSame: known.text === text };
      expect(seen.meet(claim, row, content(text), fileLine)).toEqual(expected);
      if (known === undefined) naive.set(`${claim} ${row}`, { fileLine, text });
    }
  });

  test('a row that comes out of its turn keeps its line', () => {
    const seen = new Seen();
    for (const [claim, line] of [
      ['A', 5],
      ['B', 900],
      ['C', 7],
      ['D', 8],
    ] as const) {
      seen.meet(claim, '', content(claim), line);
    }
    for (const [claim, line] of [
      ['A', 5],
      ['B', 900],
      ['C', 7],
      ['D', 8],
    ] as const) {
      expect(seen.meet(claim, '', content(claim), 0)?.fileLine).toBe(line);
    }
  });
});
