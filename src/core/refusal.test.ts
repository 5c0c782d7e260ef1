import { describe, expect, test } from 'vitest';
import { isRefusal, joinPath, refusalMessage, refuse, within } from './refusal.ts';

describe('a refusal', () => {
  test('shows what came as JSON, on one line of at most 120 characters', () => {
    const shown = (actual: unknown) => refuse('wrong_type', 'a', 'b', actual).actual;
    expect([shown(undefined), shown(null), shown('x\ny'), shown(1n), shown({ a: [1] })]).toEqual([
      'nothing',
      'null',
      '"x\\ny"',
      '1',
      '{"a":[1]}',
    ]);
    expect(shown('x'.repeat(500))).toHaveLength(120);
    expect(shown(Symbol('s'))).toBe('Symbol(s)');
  });

  test('shows what no JSON can say, without breaking', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const shown = [Number.NaN, Number.NEGATIVE_INFINITY, [1n], cyclic].map(
      (actual) => refuse('', '', '', actual).actual,
    );
    expect(shown).toEqual([
      'NaN',
      '-Infinity',
      'what cannot be written as JSON',
      'what cannot be written as JSON',
    ]);
  });

  test('says in a sentence where, what was expected and what came', () => {
    expect(refusalMessage(refuse('wrong_type', 'claims[0].id', 'a text', 7))).toBe(
      'claims[0].id: expected a text, got 7',
    );
    expect(refusalMessage(refuse('wrong_type', '', 'an object', []))).toBe('expected an object, got []');
  });

  test.each([
    ['a', 'b', 'a.b'],
    ['a', '[0]', 'a[0]'],
    ['', 'b', 'b'],
    ['a', '', 'a'],
    ['', '', ''],
    ['a[0]', 'b.c', 'a[0].b.c'],
  ])('joins %j and %j to %j', (at, path, whole) => {
    expect(joinPath(at, path)).toBe(whole);
    expect(within(at, refuse('x', path, '', '')).path).toBe(whole);
  });

  test('is told from other values', () => {
    expect(isRefusal(refuse('x', '', '', ''))).toBe(true);
    for (const value of [undefined, null, 'refused', 0, [], {}, { refused: 'yes' }])
      expect(isRefusal(value)).toBe(false);
  });
});
