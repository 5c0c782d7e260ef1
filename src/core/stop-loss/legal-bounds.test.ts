import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { parseRatio, ratioOf } from '../money/ratio.ts';
import { type ContractLaw, keeps, legalBounds } from './legal-bounds.ts';

const number = (rule: string, value: string) => ({ rule, value: parseRatio(value)! });
const group = { employees: 50, members: 120, expectedClaims: minor(1_000_001) };

/** Bounds like those of Arkansas until 2021, with small amounts. */
const least: ContractLaw<string> = {
  specificLeast: number('specific', '20000'),
  aggregateLeastOfExpected: number('large', '1.10'),
  smallGroupMost: number('size', '50'),
  smallGroupLeastOfExpected: number('share', '1.20'),
  smallGroupLeastPerMember: number('per member', '4000'),
  smallGroupLeast: number('in any case', '25000'),
};

const written = (law: ContractLaw<string>, changes: object = {}) =>
  legalBounds(law, { ...group, ...changes }).map(
    ({ part, side, amount, rule }) => `${rule}: ${part} at ${side} ${amount}`,
  );

describe('the bounds of a law', () => {
  test('of a small group stand in place of the others', () => {
    expect(written(least)).toEqual([
      'specific: specific at least 20000',
      'per member: aggregate at least 480000',
      'share: aggregate at least 1200002',
      'in any case: aggregate at least 25000',
    ]);
    expect(written(least, { employees: 51 })).toEqual([
      'specific: specific at least 20000',
      'large: aggregate at least 1100002',
    ]);
  });

  test('that are largest ones are rounded down', () => {
    const most: ContractLaw<string> = {
      specificMostOfExpected: number('specific', '0.04'),
      aggregateMostOfExpected: number('aggregate', '1.25'),
    };
    expect(written(most)).toEqual([
      'specific: specific at most 40000',
      'aggregate: aggregate at most 1250001',
    ]);
  });

  test('are none where the law says nothing', () => {
    expect(written({})).toEqual([]);
    expect(written({ smallGroupMost: number('size', '50') })).toEqual([]);
  });
});

test('an attachment keeps a rounded bound exactly where it keeps the exact one', () => {
  const amounts = record({
    expected: integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    share: integer({ min: 1, max: 2000 }),
    off: integer({ min: -2, max: 2 }),
  });
  assert(
    property(amounts, ({ expected, share, off }) => {
      const law = {
        aggregateLeastOfExpected: { rule: '', value: ratioOf(share, 1000) },
        aggregateMostOfExpected: { rule: '', value: ratioOf(share, 1000) },
      };
      const [atLeast, atMost] = legalBounds(law, { ...group, expectedClaims: minor(expected) });
      const attachment = Number((BigInt(expected) * BigInt(share)) / 1000n) + off;
      if (!Number.isSafeInteger(attachment)) return;
      const [ours, bound] = [BigInt(attachment) * 1000n, BigInt(expected) * BigInt(share)];
      expect([keeps(atLeast!, attachment), keeps(atMost!, attachment)]).toEqual([
        ours >= bound,
        ours <= bound,
      ]);
    }),
  );
});
