// Terms of a document as they are read: by paths in words, and the like of each other as a table.
import { expect, test } from 'vitest';
import { flatTerms, inWords, termsTable } from './flat-terms.ts';

test('keys are read as words, codes as they are', () => {
  expect(inWords('outOfPocketMax')).toBe('out of pocket max');
  expect(inWords('employee-spouse')).toBe('employee-spouse');
});

test('an entry with parts is flat, unless it has a list of things with parts', () => {
  expect(flatTerms({ in: { copay: '25.00', deductibleApplies: false }, feedsInto: ['out', 'far'] })).toEqual(
    new Map([
      ['in copay', '25.00'],
      ['in deductible applies', 'false'],
      ['feeds into', 'out, far'],
    ]),
  );
  expect(flatTerms({ lasers: [{ person: 'person 1' }] })).toBeUndefined();
});

test('rows have the columns of all of them; too many columns are no table', () => {
  const table = termsTable([
    ['visit', { copay: '25.00' }],
    ['cosmetic', { covered: false }],
  ]);
  expect(table?.columns).toEqual(['copay', 'covered']);
  const wide = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`term-${index}`, '1']));
  expect(termsTable([['wide', wide]])).toBeUndefined();
  expect(termsTable([['plain', 'text']])).toBeUndefined();
});
