import { expect, test } from 'vitest';
import { askedOf, NOTHING_TYPED, ownLayoutOf } from './options.ts';

test('a file is first only checked, row by row', () => {
  expect(askedOf('budget', NOTHING_TYPED)).toEqual({ kind: 'budget', check: true, acceptValid: true });
});

test('a kind is asked with what it has, and nothing that was typed for another', () => {
  const typed = {
    ...{ ...NOTHING_TYPED, fundingRequest: '2026-03-02=10.00\n\n 5.00 ', asOf: '2026-06', account: ' main ' },
    ...{ notEnrolled: 'accept' as const, received: '2026-07-01' },
  };
  expect(askedOf('paid-claims', typed)).toMatchObject({
    ...{ layout: 'poolbook', fundingRequest: ['2026-03-02=10.00', '5.00'], notEnrolled: 'accept' },
  });
  expect(askedOf('opening', typed)).toEqual({
    ...{ kind: 'opening', check: true, acceptValid: true, asOf: '2026-06', received: '2026-07-01' },
  });
  expect(askedOf('bank-lines', typed)).toMatchObject({ account: 'main' });
});

test('a layout of our own is a JSON object', () => {
  expect(ownLayoutOf('{"name":"ours"}')).toEqual({ name: 'ours' });
  for (const text of ['', '[]', 'null', '"ours"', '{']) expect(ownLayoutOf(text)).toBeUndefined();
});
