import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { isRefusal } from '../refusal.ts';
import { type CoordinatedLine, type CoordinationMethod, coordinate } from './coordination.ts';

/** charge, then allowed and paid by the first plan, then allowed and normal benefit of the second. */
function line(
  method: CoordinationMethod,
  charge: number,
  primary: readonly [allowed: number, paid: number],
  secondary: readonly [allowed: number, normalBenefit: number],
): CoordinatedLine {
  return {
    method,
    charge: minor(charge),
    primary: { allowed: minor(primary[0]), paid: minor(primary[1]) },
    secondary: { allowed: minor(secondary[0]), normalBenefit: minor(secondary[1]) },
  };
}

function coordinated(...of: Parameters<typeof line>) {
  const found = coordinate(line(...of));
  if (isRefusal(found)) throw new Error(found.path);
  return Object.values(found);
}

describe('the second plan', () => {
  test.each([
    ['fills up to what is allowed', 'standard', 120, [95, 80], [95, 76], [15, 0, 25]],
    ['pays no more than its normal benefit', 'standard', 120, [95, 10], [95, 76], [76, 9, 25]],
    ['fills up to the larger allowed amount', 'standard', 120, [95, 80], [110, 76], [30, 0, 10]],
    ['also where that is the first plan’s', 'standard', 120, [110, 80], [95, 76], [30, 0, 10]],
    ['pays nothing where the first paid it all', 'standard', 100, [100, 100], [90, 90], [0, 0, 0]],
    ['carves out what the first paid', 'carve-out', 120, [100, 60], [100, 80], [20, 20, 20]],
    ['carves out all of it', 'carve-out', 120, [100, 80], [100, 70], [0, 20, 20]],
    ['pays as computed on the rest', 'maintenance-of-benefits', 120, [100, 60], [100, 32], [32, 8, 20]],
    [
      'leaves nothing below 0 to the person',
      'maintenance-of-benefits',
      100,
      [100, 60],
      [100, 50],
      [50, 0, 0],
    ],
    ['is not paid back by a first plan that overpaid', 'standard', 100, [90, 95], [80, 80], [0, 0, 10]],
  ] as const)('%s', (_what, method, charge, primary, secondary, expected) => {
    expect(coordinated(method, charge, primary, secondary)).toEqual(expected);
  });

  test('is refused a line of which a plan allows more than was charged', () => {
    expect(coordinate(line('standard', 100, [101, 0], [100, 0]))).toMatchObject({
      code: 'inconsistent',
      path: 'primary.allowed',
    });
    expect(coordinate(line('standard', 100, [100, 0], [101, 0]))).toMatchObject({
      code: 'inconsistent',
      path: 'secondary.allowed',
    });
  });
});

const MOST = Number.MAX_SAFE_INTEGER;
const share = integer({ min: 0, max: 1000 });
/** A line whose first plan pays no more than it allows, and whose second would not either. */
const anyLine = record({
  method: constantFrom<CoordinationMethod[]>('standard', 'carve-out', 'maintenance-of-benefits'),
  charge: constantFrom(0, 1, 99, 1000, 123_456, MOST),
  shares: record({ allowed: share, paid: share, secondAllowed: share, benefit: share }),
}).map(({ method, charge, shares }) => {
  const of = (amount: number, thousandths: number) => Number((BigInt(amount) * BigInt(thousandths)) / 1000n);
  const [allowed, secondAllowed] = [of(charge, shares.allowed), of(charge, shares.secondAllowed)];
  return line(
    method,
    charge,
    [allowed, of(allowed, shares.paid)],
    [secondAllowed, of(secondAllowed, shares.benefit)],
  );
});

test('by the standard method and carve-out the parts of a charge sum to it', () => {
  assert(
    property(anyLine, (given) => {
      if (given.method === 'maintenance-of-benefits') return;
      const found = coordinate(given);
      if (isRefusal(found)) throw new Error(found.path);
      const { secondaryPays, memberPays, writeOff } = found;
      expect(BigInt(given.primary.paid) + BigInt(secondaryPays) + BigInt(memberPays) + BigInt(writeOff)).toBe(
        BigInt(given.charge),
      );
    }),
  );
});

test('both plans together never pay above the larger allowed amount, and more from the first is no less for the person', () => {
  assert(
    property(anyLine, integer({ min: 1, max: 50 }), (given, more) => {
      const found = coordinate({ ...given, method: 'standard' });
      const after = coordinate({
        ...given,
        method: 'standard',
        primary: {
          ...given.primary,
          paid: minor(Math.min(given.primary.paid + more, given.primary.allowed)),
        },
      });
      if (isRefusal(found) || isRefusal(after)) throw new Error('refused');
      const allowed = Math.max(given.primary.allowed, given.secondary.allowed);
      expect(given.primary.paid + found.secondaryPays).toBeLessThanOrEqual(allowed);
      expect(after.secondaryPays).toBeLessThanOrEqual(found.secondaryPays);
      expect(after.memberPays).toBeLessThanOrEqual(found.memberPays);
    }),
  );
});
