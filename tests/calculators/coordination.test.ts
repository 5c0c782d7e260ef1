// coordination: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  method: 'standard',
  charge: '120.00',
  primary: { allowed: '95.00', paid: '80.00' },
  secondary: { allowed: '90.00', normalBenefit: '76.00' },
};

const FIELDS = ['primary.allowed', 'primary.paid', 'secondary.allowed', 'secondary.normalBenefit'];

const table: readonly Refused[] = [
  ...rows.objectRows('', 'primary', 'secondary'),
  ...rows.missingRows('currency', 'method', 'charge', 'primary', 'secondary', ...FIELDS),
  ...rows.amountRows('charge', ...FIELDS),
  ...rows.choiceRows('currency', 'method'),
  ['the first plan allows more than was charged', 'primary.allowed', '120.01', 'inconsistent'],
  ['the second plan allows more than was charged', 'secondary.allowed', '120.01', 'inconsistent'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('coordination', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('coordination', document)).toEqual({
    secondaryPays: '15.00',
    memberPays: '0.00',
    writeOff: '25.00',
  });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const steps = (method: string) => {
    const { explanation, ...explained } = ask('coordination', { ...document, method }, true);
    expect(explained).toEqual(ask('coordination', { ...document, method }));
    return (explanation as Record<string, string>[]).map(({ term, formula, result, source }) => {
      expect(source).toBe('CALCULATORS.md, coordination');
      return [term, formula, result];
    });
  };
  expect(steps('standard')).toEqual([
    ['allowed', 'larger of 95.00 and 90.00', '95.00'],
    [
      'secondary pays (standard)',
      'smaller of the normal benefit 76.00 and 95.00 - 80.00, not below 0.00',
      '15.00',
    ],
    ['member pays', '95.00 - 80.00 - 15.00, not below 0.00', '0.00'],
    ['write-off', 'charge 120.00 - 95.00', '25.00'],
  ]);
  expect(steps('carve-out')[1]).toEqual([
    'secondary pays (carve-out)',
    'normal benefit 76.00 - 80.00, not below 0.00',
    '0.00',
  ]);
  expect(steps('maintenance-of-benefits')[1]).toEqual([
    'secondary pays (maintenance-of-benefits)',
    'normal benefit 76.00 on what the first plan left, as given',
    '76.00',
  ]);
});
