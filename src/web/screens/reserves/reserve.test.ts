import { expect, test } from 'vitest';
import { type BenefitReserve, less, methodTotals, monthAfter, originsOf } from './reserve.ts';

const month = (name: string, unpaid: string, largeKnown = '0.00') => ({
  ...{ month: name, paid: '0.00', unpaid, known: '0.00', notReported: '0.00' },
  ...{ largePaid: '0.00', largeKnown },
});
const medical: BenefitReserve = {
  benefit: 'medical',
  triangle: { first: '2025-11', rows: [['10.00', '30.00'], ['20.00']] },
  completion: [0.5, 1],
  methods: [
    { method: 'close', unpaid: '25.10' },
    { method: 'mack', unpaid: '20.00', standardError: '10.00' },
  ],
  months: [month('2025-11', '0.10'), month('2025-12', '26.00', '1.00')],
};
const dental: BenefitReserve = {
  benefit: 'dental',
  triangle: { first: '2025-12', rows: [['0.20']] },
  completion: [1],
  methods: [
    { method: 'close', unpaid: '0.20' },
    { method: 'mack', refused: { code: 'undefined_result', message: 'one, got 0.9999016018221434' } },
  ],
  months: [month('2025-12', '0.20')],
};

test('months after a month go over the end of a year', () => {
  expect([0, 1, 2, 14].map((count) => monthAfter('2025-11', count))).toEqual([
    ...['2025-11', '2025-12', '2026-01', '2027-01'],
  ]);
});

test('an amount less another is exact', () => {
  expect(less('0.30', '0.10')).toBe('0.20');
  expect(less('1.00', '-0.50')).toBe('1.50');
});

test('benefits are added month by month, large claims left out', () => {
  expect(originsOf([medical, dental])).toEqual([
    { month: '2025-11', paid: ['10.00', '30.00'], unpaid: '0.10', total: '30.10' },
    { month: '2025-12', paid: ['20.20'], unpaid: '25.20', total: '45.40' },
  ]);
});

test('where a benefit is undefined nothing is said of what is still to pay', () => {
  const { months, ...undefinedOne } = dental;
  expect(originsOf([medical, undefinedOne]).map(({ unpaid, total }) => [unpaid, total])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('methods are added over benefits, and refused where one of them refuses, in figures that can be read', () => {
  expect(methodTotals([medical, dental])).toEqual([
    { method: 'close', unpaid: '25.30', range: undefined, refused: undefined },
    {
      method: 'mack',
      unpaid: undefined,
      range: undefined,
      refused: { benefit: 'dental', message: 'one, got 0.9999' },
    },
  ]);
});

test('a range is that of a single benefit', () => {
  const [from, to] = methodTotals([medical])[1]!.range!;
  expect(to - from).toBeCloseTo(2 * 12.816, 6);
});
