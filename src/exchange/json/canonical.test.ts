import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../core/refusal.ts';
import { canonicalJson } from './canonical.ts';

test('the example of RFC 8785, section 3.2.2, comes out as in section 3.2.3', () => {
  const given = JSON.parse(
    String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
  );
  expect(canonicalJson(given)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('members are sorted by UTF-16 code units (RFC 8785, section 3.2.3)', () => {
  const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
  expect(Object.keys(JSON.parse(written as string))).toEqual([
    '1',
    '\r',
    '\u0080',
    '\u00f6',
    '\u20ac',
    '\ud83d\ude00',
    '\ufb33',
  ]);
});

test('is one text for one value, which it can be read from again', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalJson(JSON.parse(JSON.stringify(value))) as string;
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const turned = JSON.parse(JSON.stringify(value), (_, one) =>
        typeof one === 'object' && one !== null && !Array.isArray(one)
          ? Object.fromEntries(Object.entries(one).reverse())
          : one,
      );
      expect(canonicalJson(turned)).toBe(text);
    }),
  );
});

test('half a surrogate pair is refused, in a text and in a name', () => {
  for (const value of ['\ud83d', { '\ude00': 1 }, [['\ud83d!']]]) {
    const refusal = canonicalJson(value);
    expect(isRefusal(refusal) && refusal.code).toBe('wrong_encoding');
  }
});
