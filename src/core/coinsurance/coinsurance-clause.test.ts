import { assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { formatRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { coinsuranceClause, type InsuredLoss } from './coinsurance-clause.ts';

/** A value of 100,000 at a requirement of 80 %, insured for 60,000, and a loss of 20,000 over a deductible of 500. */
const terms = (changes: Partial<InsuredLoss> = {}): InsuredLoss => ({
  value: minor(100_000),
  insured: minor(60_000),
  requirement: ratioOf(4, 5),
  loss: minor(20_000),
  deductible: minor(500),
  deductibleOrder: 'after',
  agreedValue: false,
  ...changes,
});

function clause(changes: Partial<InsuredLoss> = {}) {
  const found = coinsuranceClause(terms(changes));
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

describe('the coinsurance clause', () => {
  test.each([
    ['reduces a loss in the ratio of insured to required', {}, [80_000, '0.75', 14_500, 5000, 5500]],
    ['takes the deductible first', { deductibleOrder: 'before' }, [80_000, '0.75', 14_625, 4875, 5375]],
    ['takes nothing where enough is insured', { insured: 80_000 }, [80_000, '1', 19_500, 0, 500]],
    ['nor where more is', { insured: 100_000 }, [80_000, '1', 19_500, 0, 500]],
    ['is suspended by an agreed value', { agreedValue: true }, [80_000, '1', 19_500, 0, 500]],
    ['pays at most what is insured', { loss: 90_000 }, [80_000, '0.75', 60_000, 0, 30_000]],
    ['pays nothing below 0', { loss: 600, deductible: 500 }, [80_000, '0.75', 0, 100, 600]],
    [
      'pays nothing of a loss within the deductible',
      { loss: 400, deductibleOrder: 'before' },
      [80_000, '0.75', 0, 0, 400],
    ],
    ['pays nothing where nothing is insured', { insured: 0 }, [80_000, '0', 0, 0, 20_000]],
    ['rounds what is required half up', { value: 5, requirement: ratioOf(1, 2) }, [3, '1', 19_500, 0, 500]],
    ['rounds a loss half up', { value: 10, insured: 4, loss: 3, deductible: 0 }, [8, '0.5', 2, 1, 1]],
  ] as const)('%s', (_what, changes, [required, ratio, payment, penalty, insuredBears]) => {
    const found = clause(changes as Partial<InsuredLoss>);
    expect({ ...found, ratio: formatRatio(found.ratio) }).toEqual({
      required,
      ratio,
      payment,
      penalty,
      insuredBears,
    });
  });

  test('uses the ratio unrounded', () => {
    expect(
      clause({ value: minor(3), insured: minor(1), requirement: ratioOf(1), loss: minor(3) }),
    ).toMatchObject({
      payment: 0,
    });
    const large = clause({
      value: minor(Number.MAX_SAFE_INTEGER),
      insured: minor(Number.MAX_SAFE_INTEGER - 1),
      requirement: ratioOf(1),
      loss: minor(Number.MAX_SAFE_INTEGER),
      deductible: minor(0),
    });
    expect(formatRatio(large.ratio)).toBe('1');
    expect(large).toMatchObject({ payment: Number.MAX_SAFE_INTEGER - 1, insuredBears: 1 });
  });

  test.each([
    ['no value', { value: 0 }],
    ['no requirement', { requirement: ratioOf(0) }],
    ['a requirement that rounds to nothing', { value: 1, requirement: ratioOf(1, 3) }],
  ])('is refused for %s, unless the value is agreed', (_why, changes) => {
    const refused = terms(changes as Partial<InsuredLoss>);
    expect(coinsuranceClause(refused)).toMatchObject({ code: 'undefined_result', path: 'requirement' });
    expect(coinsuranceClause({ ...refused, agreedValue: true })).toMatchObject({
      payment: 19_500,
      penalty: 0,
    });
  });
});

const amounts = constantFrom(1, 2, 99, 80_000, 1_234_567, Number.MAX_SAFE_INTEGER).chain((most) =>
  integer({ min: 1, max: most }),
);
const anyLoss = record({
  value: amounts,
  insured: amounts,
  requirement: integer({ min: 1, max: 100 }).map((percent) => ratioOf(percent, 100)),
  loss: amounts,
  deductible: integer({ min: 0, max: 100_000 }),
  deductibleOrder: constantFrom('after', 'before'),
  agreedValue: boolean(),
}).map((found) => ({ ...found, value: found.value + 100 }) as InsuredLoss);

describe('a payment under the clause', () => {
  test('and what the insured bears sum to the loss; the penalty is what an agreed value would add', () => {
    assert(
      property(anyLoss, (given) => {
        const found = coinsuranceClause(given);
        const agreed = coinsuranceClause({ ...given, agreedValue: true });
        if (isRefusal(found) || isRefusal(agreed)) throw new Error('refused');
        expect(BigInt(found.payment) + BigInt(found.insuredBears)).toBe(BigInt(given.loss));
        expect(found.payment).toBeLessThanOrEqual(given.insured);
        expect(found.penalty).toBeGreaterThanOrEqual(0);
        expect(agreed.payment).toBe(found.payment + found.penalty);
        expect(agreed.payment).toBeGreaterThanOrEqual(found.payment);
      }),
    );
  });

  test('is never more for a higher deductible, and never less for more insurance', () => {
    assert(
      property(anyLoss, integer({ min: 1, max: 1000 }), (given, more) => {
        const pays = (changes: Partial<InsuredLoss>) => {
          const found = coinsuranceClause({ ...given, ...changes });
          if (isRefusal(found)) throw new Error(found.path);
          return found.payment;
        };
        expect(pays({ deductible: minor(given.deductible + more) })).toBeLessThanOrEqual(pays({}));
        const insured = minor(Math.min(given.insured + more, Number.MAX_SAFE_INTEGER));
        expect(pays({ insured })).toBeGreaterThanOrEqual(pays({}));
        const before = pays({ deductibleOrder: 'before', agreedValue: false });
        expect(before).toBeGreaterThanOrEqual(pays({ deductibleOrder: 'after', agreedValue: false }));
      }),
    );
  });
});
