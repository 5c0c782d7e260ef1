import { describe, expect, test } from 'vitest';
import { compiled, design, limit, minor, network, service } from '../../../tests/designs.ts';
import { openFamilyYear, openPersonYear, type PersonYear } from '../coverage/accumulators.ts';
import type { CompiledPlan } from '../coverage/compile-plan.ts';
import { ratioOf } from '../money/ratio.ts';
import {
  acceptRefund,
  adjudicateLine,
  denyToPerson,
  denyToProvider,
  emptyDecision,
  type LineDecision,
  memberOwes,
} from './adjudicate.ts';

/** The year of one person of a family. */
function yearIn(plan: CompiledPlan): PersonYear {
  return openPersonYear(plan, openFamilyYear(plan));
}

function decide(
  plan: CompiledPlan,
  year: PersonYear,
  charge: number,
  allowed = charge,
  at = [0, 0],
): LineDecision {
  const decision = emptyDecision();
  adjudicateLine(plan, year, at[0]!, at[1]!, charge, allowed, decision);
  return decision;
}

/** The parts of a decision that are not 0. */
function parts(decision: LineDecision): Partial<LineDecision> {
  return Object.fromEntries(Object.entries(decision).filter(([, value]) => value !== 0 && value !== ''));
}

describe('a line', () => {
  test('takes the deductible, then coinsurance', () => {
    const plan = compiled(design());
    const year = yearIn(plan);
    // 300.00 charged, 250.00 allowed: 100.00 deductible, 20 % of 150.00.
    expect(parts(decide(plan, year, 30_000, 25_000))).toEqual({
      allowed: 25_000,
      deductible: 10_000,
      coinsurance: 3000,
      memberPays: 13_000,
      planPays: 12_000,
      writeOff: 5000,
    });
    expect(parts(decide(plan, year, 1000))).toEqual({
      allowed: 1000,
      coinsurance: 200,
      memberPays: 200,
      planPays: 800,
    });
    expect([year.deductible[0], year.outOfPocket[0]]).toEqual([10_000, 13_200]);
  });

  test('rounds coinsurance half up and leaves the plan the rest', () => {
    const plan = compiled(design({ in: network({ deductible: limit(0), coinsurance: ratioOf(1, 2) }) }));
    expect(parts(decide(plan, yearIn(plan), 5))).toEqual({
      allowed: 5,
      coinsurance: 3,
      memberPays: 3,
      planPays: 2,
    });
  });

  test('bills the person what an out-of-network provider charges above allowed, and counts it nowhere', () => {
    const plan = compiled(design({ in: network({ outOfNetwork: true, deductible: limit(0) }) }));
    const year = yearIn(plan);
    const decision = decide(plan, year, 2000, 1000);
    expect(parts(decision)).toEqual({
      allowed: 1000,
      coinsurance: 200,
      memberPays: 200,
      planPays: 800,
      balanceBill: 1000,
    });
    expect(memberOwes(decision)).toBe(1200);
    expect(year.outOfPocket[0]).toBe(200);
  });

  test('that is not covered is owed whole, and counts nowhere', () => {
    const plan = compiled(design({ in: network() }, { cosmetic: { covered: false, networks: new Map() } }));
    const year = yearIn(plan);
    const decision = decide(plan, year, 2000, 1500, [1, 0]);
    expect(parts(decision)).toEqual({ allowed: 1500, notCovered: 2000, reason: '96' });
    expect(memberOwes(decision)).toBe(2000);
    expect([...year.deductible, ...year.outOfPocket]).toEqual([0, 0]);
  });

  test('takes the copay before or after the deductible', () => {
    const terms = { copay: minor(3000), coinsurance: ratioOf(0) };
    const plan = compiled(
      design(
        { in: network() },
        {
          first: service(terms),
          last: service({ ...terms, copayFirst: false }),
          waived: service({ ...terms, deductibleApplies: false }),
        },
      ),
    );
    const shares = (at: number, allowed: number) => {
      const { copay, deductible } = decide(plan, yearIn(plan), allowed, allowed, [at, 0]);
      return [copay, deductible];
    };
    expect(shares(1, 5000)).toEqual([3000, 2000]);
    expect(shares(2, 5000)).toEqual([0, 5000]);
    expect(shares(2, 11_000)).toEqual([1000, 10_000]);
    expect(shares(3, 5000)).toEqual([3000, 0]);
    expect(shares(3, 2000)).toEqual([2000, 0]);
  });

  test('takes what is over the out-of-pocket maximum off coinsurance, then copay, then deductible', () => {
    const terms = { copay: minor(3000), coinsurance: ratioOf(1, 2) };
    const shares = (most: number) => {
      const plan = compiled(
        design({ in: network({ outOfPocketMax: limit(most) }) }, { visit: service(terms) }),
      );
      const { copay, deductible, coinsurance, memberPays, planPays } = decide(
        plan,
        yearIn(plan),
        20_000,
        20_000,
        [1, 0],
      );
      expect(memberPays + planPays).toBe(20_000);
      return [copay, deductible, coinsurance];
    };
    // 30.00 copay, 100.00 deductible, half of 70.00.
    expect(shares(16_500)).toEqual([3000, 10_000, 3500]);
    expect(shares(16_499)).toEqual([3000, 10_000, 3499]);
    expect(shares(13_000)).toEqual([3000, 10_000, 0]);
    expect(shares(11_000)).toEqual([1000, 10_000, 0]);
    expect(shares(10_000)).toEqual([0, 10_000, 0]);
    expect(shares(9999)).toEqual([0, 9999, 0]);
    expect(shares(0)).toEqual([0, 0, 0]);
  });

  test('beyond the annual limit is not covered, and counts in no other limit', () => {
    const plan = compiled(
      design({ in: network({ deductible: limit(0) }) }, { therapy: service({ annualLimit: minor(1000) }) }),
    );
    const year = yearIn(plan);
    expect(parts(decide(plan, year, 1000, 1000, [1, 0]))).toMatchObject({ planPays: 800 });
    expect(parts(decide(plan, year, 1000, 1000, [1, 0]))).toEqual({
      allowed: 1000,
      coinsurance: 200,
      memberPays: 200,
      planPays: 200,
      notCovered: 600,
      reason: '119',
    });
    expect(parts(decide(plan, year, 1000, 1000, [1, 0]))).toMatchObject({ notCovered: 800 });
    // Another service, and none, are not limited.
    expect(decide(plan, year, 1000).planPays).toBe(800);
    expect(year.outOfPocket[0]).toBe(800);
    expect([...year.limitUsed!]).toEqual([0, 1000]);
  });

  test('feeds the other network, but not what that one feeds', () => {
    const plan = compiled(
      design({ in: network({ feedsInto: ['out'] }), out: network({ feedsInto: ['far'] }), far: network() }),
    );
    const year = yearIn(plan);
    decide(plan, year, 4000);
    expect([...year.deductible]).toEqual([4000, 4000, 0]);
    decide(plan, year, 500, 500, [0, 1]);
    expect([...year.deductible]).toEqual([4000, 4500, 500]);
    expect([...year.family.outOfPocket]).toEqual([4000, 4500, 500]);
  });

  test('meets the family’s limit when the persons together have', () => {
    const plan = compiled(design({ in: network({ deductible: limit(10_000, 15_000) }) }), 'family');
    const family = openFamilyYear(plan);
    const [one, other, third] = [1, 2, 3].map(() => openPersonYear(plan, family)) as [
      PersonYear,
      PersonYear,
      PersonYear,
    ];
    expect(decide(plan, one, 20_000).deductible).toBe(10_000);
    expect(decide(plan, other, 20_000).deductible).toBe(5000);
    expect(decide(plan, third, 20_000).deductible).toBe(0);
  });

  test('of an aggregate family counts the family alone', () => {
    const aggregate = limit(10_000, 15_000, 'aggregate');
    const plan = compiled(design({ in: network({ deductible: aggregate }) }), 'family');
    expect(decide(plan, yearIn(plan), 20_000).deductible).toBe(15_000);
  });

  test('of nothing is nothing', () => {
    const plan = compiled(design());
    expect(parts(decide(plan, yearIn(plan), 0))).toEqual({});
    expect(parts(decide(plan, yearIn(plan), 100, 0))).toEqual({ writeOff: 100 });
  });

  test('is exact at the largest amounts', () => {
    const plan = compiled(
      design({
        in: network({
          deductible: limit(0),
          coinsurance: ratioOf(1, 3),
          outOfPocketMax: limit(Number.MAX_SAFE_INTEGER),
        }),
      }),
    );
    const decision = decide(plan, yearIn(plan), Number.MAX_SAFE_INTEGER);
    expect([decision.coinsurance, decision.planPays]).toEqual([3_002_399_751_580_330, 6_004_799_503_160_661]);
  });
});

describe('an edit or a refund', () => {
  const filled = () => ({
    ...emptyDecision(),
    copay: 1,
    deductible: 2,
    coinsurance: 3,
    memberPays: 6,
    balanceBill: 9,
    reason: '96',
  });

  test('denies to the person, who owes the charge', () => {
    const decision = filled();
    denyToPerson(500, 400, '27', decision);
    expect(parts(decision)).toEqual({ allowed: 400, notCovered: 500, reason: '27' });
  });

  test('denies to the provider, and nobody owes anything', () => {
    const decision = filled();
    denyToProvider(500, 400, '18', decision);
    expect(parts(decision)).toEqual({ allowed: 400, writeOff: 500, reason: '18' });
    expect(memberOwes(decision)).toBe(0);
  });

  test('takes a refund as it stands', () => {
    const decision = filled();
    acceptRefund(-500, -400, decision);
    expect(parts(decision)).toEqual({ allowed: -400, planPays: -400, writeOff: -100 });
  });
});
