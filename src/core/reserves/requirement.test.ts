import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { parseRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { adequacy, type Holdings } from './adequacy.ts';
import { type RequirementLaw, type RequirementTerms, requirements } from './requirement.ts';

const cited = (share: string, citation: string) => ({ value: parseRatio(share)!, citation });
const law: RequirementLaw = {
  reserve: cited('0.25', 'reserve'),
  surplusLarge: cited('0.05', 'large'),
  surplusSmall: cited('0.07', 'small'),
  largeMunicipalities: ratioOf(5),
  largeEmployeesAndRetirees: ratioOf(2000),
};
const terms: RequirementTerms = {
  expectedIncurredClaimsAndExpenses: minor(1002),
  earnedPremiumEquivalents: minor(1000),
  participants: { municipalities: 5, employeesAndRetirees: 2000 },
};

function required(changes: Partial<RequirementTerms> = {}) {
  const found = requirements({ ...terms, ...changes }, law);
  if (isRefusal(found)) throw new Error(found.path);
  return found;
}

describe('what is required', () => {
  test('is rounded half up, with the law it follows from', () => {
    expect(required().map(({ name, required: amount, citation }) => [name, amount, citation])).toEqual([
      ['reserve', 251, 'reserve'],
      ['surplus', 50, 'large'],
    ]);
  });

  test.each([
    [4, 2000, 70],
    [5, 1999, 70],
    [5, 2000, 50],
    [6, 2001, 50],
  ])(
    'of %d municipal corporations and %d people is a surplus of %d',
    (municipalities, employeesAndRetirees, surplus) => {
      expect(required({ participants: { municipalities, employeesAndRetirees } })[1]!.required).toBe(surplus);
    },
  );

  test('is less where the regulator accepted less, and never more', () => {
    expect(required({ acceptedShare: ratioOf(1, 5) })[0]!.required).toBe(200);
    expect(required({ acceptedShare: ratioOf(1, 4) })[0]!.required).toBe(251);
    const above = parseRatio('0.2500000001')!;
    expect(requirements({ ...terms, acceptedShare: above }, law)).toMatchObject({
      code: 'out_of_range',
      path: 'acceptedShare',
    });
  });
});

describe('a pool is adequate', () => {
  const holds = (reserve: number, surplus: number, assets?: number, liabilities?: number): Holdings => ({
    held: { reserve: minor(reserve), surplus: minor(surplus) },
    ...(assets !== undefined && { assets: minor(assets) }),
    ...(liabilities !== undefined && { liabilities: minor(liabilities) }),
  });

  test.each([
    ['with both amounts', holds(251, 50), true, [0, 0]],
    ['not one short of the reserve', holds(250, 50), false, [1, 0]],
    ['not one short of the surplus, whatever the reserve', holds(900, 49), false, [0, 1]],
    ['with assets that cover all', holds(251, 50, 1301, 1000), true, [0, 0]],
    ['not with assets one short', holds(251, 50, 1300, 1000), false, [0, 0]],
    ['not with a shortfall, whatever the assets', holds(0, 50, 9999, 0), false, [251, 0]],
  ])('%s', (_what, holdings, adequate, shortfalls) => {
    const found = adequacy(required(), holdings);
    expect([found.adequate, found.items.map(({ shortfall }) => shortfall)]).toEqual([adequate, shortfalls]);
  });

  test('exactly, where doubles are not', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const large = required({
      expectedIncurredClaimsAndExpenses: minor(most),
      earnedPremiumEquivalents: minor(most),
    });
    const [reserve, surplus] = [large[0]!.required, large[1]!.required];
    expect(adequacy(large, holds(reserve, surplus, most, most)).adequate).toBe(false);
  });

  test('and stays so with more of anything', () => {
    const amount = integer({ min: 0, max: 600 });
    assert(
      property(record({ reserve: amount, surplus: amount, more: amount }), ({ reserve, surplus, more }) => {
        const [before, after] = [
          adequacy(required(), holds(reserve, surplus)),
          adequacy(required(), holds(reserve + more, surplus + more)),
        ];
        if (before.adequate) expect(after.adequate).toBe(true);
        for (const item of before.items) {
          expect(item.shortfall === 0 ? item.held >= item.required : item.held + item.shortfall).toBe(
            item.shortfall === 0 ? true : item.required,
          );
        }
      }),
    );
  });
});
