import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { answered, exactly, group, insured, levelFunded, pool, selfFunded } from '../../../tests/tenders.ts';
import { ratioOf } from '../money/ratio.ts';
import { priceBid, withCommission } from './bid-price.ts';
import type { Bid, Group } from './tender.ts';

/** The figures of both tiers, side by side. */
function prices(bid: Bid, changes: Partial<Group> = {}, factor = ratioOf(1)) {
  const { tiers } = answered(priceBid(group(changes), bid, factor));
  const column = (name: 'own' | 'commission' | 'fixed' | 'expectedClaims' | 'fund' | 'most' | 'rate') =>
    tiers.map((tier) => Number(tier[name]));
  return {
    own: column('own'),
    fixed: column('fixed'),
    claims: column('expectedClaims'),
    fund: column('fund'),
    most: column('most'),
    rate: column('rate'),
  };
}

describe('a bid is priced by tier', () => {
  test('fully insured: the premium, and no claims', () => {
    expect(prices(insured())).toEqual({
      own: [60_000, 140_000],
      fixed: [60_000, 140_000],
      claims: [0, 0],
      fund: [0, 0],
      most: [0, 0],
      rate: [60_000, 140_000],
    });
  });

  test('level-funded: fee and stop-loss premium, and the attachment collected', () => {
    // 40.00 + 70.00 + 10.00 and 40.00 + 150.00 + 10.00; 500.00 and 1,200.00 x 1.10.
    expect(prices(levelFunded())).toEqual({
      own: [12_000, 20_000],
      fixed: [12_000, 20_000],
      claims: [50_000, 120_000],
      fund: [55_000, 132_000],
      most: [55_000, 132_000],
      rate: [67_000, 152_000],
    });
  });

  test('self-funded: the same fixed cost, and expected claims collected', () => {
    expect(prices(selfFunded())).toMatchObject({
      fixed: [12_000, 20_000],
      fund: [50_000, 120_000],
      most: [62_500, 150_000],
      rate: [62_000, 140_000],
    });
  });

  test('a pool: its contribution, and the fee at the volume of pool and group together', () => {
    // 99 + 5 employees fall in the open band.
    expect(prices(pool())).toMatchObject({ own: [57_000, 132_000], fund: [0, 0], most: [5500, 13_000] });
    expect(prices(pool({ employeesInPool: 95 }))).toMatchObject({ own: [58_000, 133_000] });
  });
});

describe('a volume discount', () => {
  const volumeDiscounts = [
    { upTo: 4, discount: ratioOf(0) },
    { upTo: 5, discount: exactly('0.0333') },
    { discount: ratioOf(1) },
  ];

  test('takes the whole group by the band it falls in, rounded half up', () => {
    // 600.00 x 0.9667 = 580.02; 1,400.00 x 0.9667 = 1,353.38.
    expect(prices(insured({ volumeDiscounts })).rate).toEqual([58_002, 135_338]);
  });

  test('is off stop-loss premium, each rounded, and not off the fee', () => {
    // 40.00 + 67.669 + 9.667; 40.00 + 145.005 + 9.667.
    expect(prices(selfFunded({ volumeDiscounts })).own).toEqual([4000 + 6767 + 967, 4000 + 14_501 + 967]);
  });

  test('is refused, as a fee is, where no band holds the group', () => {
    const closed = [{ upTo: 4, discount: ratioOf(0) }];
    expect(priceBid(group(), insured({ volumeDiscounts: closed }))).toMatchObject({
      code: 'undefined_result',
      path: 'volumeDiscounts',
    });
    const fees = [{ upTo: 4, perEmployeePerMonth: minor(1) }];
    expect(priceBid(group(), levelFunded({ administration: fees }))).toMatchObject({
      code: 'undefined_result',
      path: 'administration',
    });
  });
});

describe('a commission', () => {
  const share = { commission: { share: exactly('0.03') } };

  test('that is left out is added as a share of the whole it then is', () => {
    // 600.00 / 0.97 = 618.556...; 1,400.00 / 0.97 = 1,443.298...
    expect(prices(insured({ commissionIncluded: false }), share).fixed).toEqual([61_856, 144_330]);
    expect(withCommission(97n, share.commission)).toBe(100n);
  });

  test('is never on claims', () => {
    // 120.00 / 0.97 = 123.711..., and 500.00 of claims as they are.
    const { fixed, rate } = prices(selfFunded({ commissionIncluded: false }), share);
    expect([fixed[0], rate[0]]).toEqual([12_371, 62_371]);
  });

  test('may be an amount, and is not added where it is in the price', () => {
    const amount = { commission: { perEmployeePerMonth: minor(1500) } };
    expect(prices(insured({ commissionIncluded: false }), amount).fixed).toEqual([61_500, 141_500]);
    expect(prices(insured(), amount).fixed).toEqual([60_000, 140_000]);
  });
});

describe('a cut plan', () => {
  const factor = exactly('0.93');

  test('lowers rates, with the discount rounded once', () => {
    const volumeDiscounts = [{ discount: exactly('0.015') }];
    // 600.00 x 0.985 x 0.93 = 549.63; 1,400.00 x 0.985 x 0.93 = 1,282.47.
    expect(prices(insured({ volumeDiscounts }), {}, factor).rate).toEqual([54_963, 128_247]);
  });

  test('lowers claims and their attachment, not fees and premium', () => {
    expect(prices(levelFunded(), {}, factor)).toMatchObject({
      fixed: [12_000, 20_000],
      claims: [46_500, 111_600],
      fund: [51_150, 122_760],
    });
  });
});
