// Canonical JSON: the examples of RFC 8785, what is refused, and one text alone for each value.
import { array, assert, boolean, constant, dictionary, letrec, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted } from '../../../tests/record/parties.ts';
import { type JsonValue, readCanonicalJson, writeCanonicalJson } from './canonical-json.ts';

const { value } = letrec<{ value: JsonValue }>((tie) => ({
  value: oneof(
    { depthSize: 'small' },
    string({ unit: 'binary' }),
    string({ unit: 'grapheme' }),
    boolean(),
    constant(null),
    array(tie('value'), { maxLength: 4 }),
    dictionary(string({ unit: 'binary', maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('canonical JSON', () => {
  test('escapes as RFC 8785, section 3.2.2.2, does', () => {
    expect(writeCanonicalJson('\u20ac$\u000f\nA\'B"\\\\"/\b\f\t\r\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\\b\\f\\t\\r\u007f\u2028"',
    );
  });

  test('sorts keys by their UTF-16 units: section 3.2.3, with a carriage return and beyond U+FFFF', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = accepted(writeCanonicalJson(Object.fromEntries(keys.map((key) => [key, null]))));
    expect(Object.keys(JSON.parse(`{${text.slice(1, -1).replace('"1":null,', '')}}`))).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
    expect(text.startsWith('{"\\r":null,"1":null,')).toBe(true);
  });

  test('keeps lists in their order and has no spaces', () => {
    expect(writeCanonicalJson({ b: ['2', '1', [], {}], a: [true, false, null] })).toBe(
      '{"a":[true,false,null],"b":["2","1",[],{}]}',
    );
  });

  test('is read as it was written', () => {
    assert(
      property(value, (one) => {
        const text = accepted(writeCanonicalJson(one));
        expect(JSON.stringify(accepted(readCanonicalJson(text, '')))).toBe(JSON.stringify(JSON.parse(text)));
        expect(writeCanonicalJson(JSON.parse(JSON.stringify(one, null, 2)))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[string, unknown, string, string]>([
    ['a number', { plan: 80 }, 'wrong_type', 'plan'],
    ['a number that is none', [Number.NaN], 'wrong_type', '[0]'],
    ['nothing', { plan: undefined }, 'wrong_type', 'plan'],
    ['a function', { lines: [{ plan: () => 1 }] }, 'wrong_type', 'lines[0].plan'],
    ['a lone surrogate', { name: 'a\ud800' }, 'wrong_encoding', 'name'],
    ['a lone surrogate in a key', { 'a\udc00': null }, 'wrong_encoding', ''],
  ])('is not written of %s', (_what, one, code, path) => {
    expect(writeCanonicalJson(one)).toMatchObject({ code, path });
  });

  test.each([
    ['a space', '{"a": null}', 'not_canonical'],
    ['an end of line', '{"a":null}\n', 'not_canonical'],
    ['keys in another order', '{"b":null,"a":null}', 'not_canonical'],
    ['a key twice', '{"a":null,"a":null}', 'not_canonical'],
    ['an escape that need not be', '{"a":"\\u0041"}', 'not_canonical'],
    ['an escape in capitals', '{"a":"\\u000F"}', 'not_canonical'],
    ['a slash escaped', '{"a":"\\/"}', 'not_canonical'],
    ['a lone surrogate escaped', '{"a":"\\ud800"}', 'wrong_encoding'],
    ['a number', '{"a":1}', 'wrong_type'],
    ['no JSON', '{"a"', 'wrong_type'],
    ['nothing', '', 'wrong_type'],
    ['a byte order mark', '\ufeff{}', 'wrong_type'],
  ])('is not read with %s', (_what, text, code) => {
    expect(readCanonicalJson(text, 'line')).toMatchObject({ code });
  });

  test('keeps a key that objects have by themselves', () => {
    const text = '{"__proto__":"x","constructor":"y"}';
    expect(writeCanonicalJson(accepted(readCanonicalJson(text, '')))).toBe(text);
  });

  test('ends at 32 levels, however deep a text is', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(accepted(readCanonicalJson(nested(32), ''))).toHaveLength(1);
    expect(readCanonicalJson(nested(33), '')).toMatchObject({ code: 'too_large' });
    expect(readCanonicalJson(nested(1_000_000), '')).toMatchObject({ code: 'too_large' });
  });
});
