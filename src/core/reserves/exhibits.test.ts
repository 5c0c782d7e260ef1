import { describe, expect, test } from 'vitest';
import { estimated, REINSURANCE_ASSOCIATION, TAYLOR_ASHE } from '../../../tests/triangles.ts';

const whole = (figures: readonly number[]) => figures.map(Math.round);

describe('Mack 1993, ASTIN Bulletin 23, on the triangle of Taylor and Ashe', () => {
  const reserve = estimated({ method: 'mack', triangle: TAYLOR_ASHE });

  test('has the factors and variances of its table 2', () => {
    expect(reserve.factors!.map((factor) => factor.toFixed(4))).toEqual(
      '3.4906 1.7473 1.4574 1.1739 1.1038 1.0863 1.0539 1.0766 1.0177'.split(' '),
    );
    expect(reserve.variances!.map((variance) => (variance / 1000).toPrecision(3))).toEqual(
      '160 37.7 42.0 15.2 13.7 8.19 0.447 1.15 0.447'.split(' '),
    );
  });

  test('has the reserves and standard errors of its table 3', () => {
    expect(whole(reserve.ibnr)).toEqual([
      0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811,
    ]);
    expect(whole(reserve.standardError!)).toEqual([
      0, 75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155,
    ]);
    expect(Math.round(reserve.total.ibnr)).toBe(18_680_856);
    expect(Math.round(reserve.total.standardError!)).toBe(2_447_095);
  });

  test('has the error that ChainLadder for R gives with the last variance by regression', () => {
    const { total } = estimated({ method: 'mack', triangle: TAYLOR_ASHE, lastSigma: 'log-linear' });
    expect(total.standardError).toBeCloseTo(2_441_364.13, 1);
  });
});

test('Mack 1994, CAS Spring Forum, on the triangle of the Reinsurance Association of America', () => {
  const { ibnr, standardError, total } = estimated({ method: 'mack', triangle: REINSURANCE_ASSOCIATION });
  expect(whole(ibnr)).toEqual([0, 154, 617, 1636, 2747, 3649, 5435, 10907, 10650, 16339]);
  expect(whole(standardError!)).toEqual([0, 206, 623, 747, 1469, 2002, 2209, 5358, 6333, 24566]);
  expect([total.ultimate, total.ibnr, total.standardError!].map(Math.round)).toEqual([213122, 52135, 26909]);
});

/** Friedland 2010, Estimating Unpaid Claims Using Basic Techniques: U.S. Industry Auto, accident years 1998 to 2007. */
const INDUSTRY_AUTO = {
  reported: [
    47742304, 51185767, 54837929, 56299562, 58592712, 57565344, 56976657, 56786410, 54641339, 48853563,
  ],
  premium: [
    68574209, 68544981, 68907977, 72544955, 79228887, 86643542, 91763523, 94115312, 95272279, 95176240,
  ],
  expected: [
    51430657, 51408736, 51680983, 54408716, 59421665, 56318302, 59646290, 61174953, 61926981, 61864556,
  ],
  toUltimate: [1, 1, 1.001, 1.003, 1.006, 1.011, 1.023, 1.051, 1.11, 1.292],
};

test('Friedland, chapter 9, exhibit I, sheet 1: Bornhuetter-Ferguson', () => {
  const completion = [1, 1, 0.999, 0.997, 0.994, 0.989, 0.977, 0.952, 0.901, 0.774];
  const { reported, expected: apriori } = INDUSTRY_AUTO;
  const reserve = estimated({ method: 'bornhuetter-ferguson', reported, completion, apriori });
  expect(whole(reserve.ibnr)).toEqual([
    0, 0, 51681, 163226, 356530, 619501, 1371865, 2936398, 6130771, 13981390,
  ]);
  expect(Math.round(reserve.total.ultimate)).toBe(569_092_949);
});

test('Friedland, chapter 10, exhibit I, sheet 1: Cape Cod finds a loss ratio of 69.5 %', () => {
  const { reported, premium: exposure, toUltimate } = INDUSTRY_AUTO;
  const completion = toUltimate.map((factor) => 1 / factor);
  const { lossRatio, total } = estimated({ method: 'cape-cod', reported, completion, exposure });
  expect(lossRatio!.toFixed(3)).toBe('0.695');
  expect(total.reported).toBe(543_481_587);
});

describe('England and Verrall on the triangle of Taylor and Ashe', () => {
  const reserve = estimated({ method: 'bootstrap', triangle: TAYLOR_ASHE, simulations: 50_000 });
  const chainLadder = estimated({ method: 'chain-ladder', triangle: TAYLOR_ASHE });

  test('has the dispersion of the over-dispersed Poisson model, 52,601', () => {
    expect(Math.round(reserve.model!.dispersion)).toBe(52_601);
    expect([reserve.model!.cells, reserve.model!.parameters]).toEqual([55, 19]);
  });

  test('has the prediction errors of England and Verrall 1999, in hundredths of the reserve', () => {
    // Theirs are analytic: 116, 46, 37, 31, 26, 23, 20, 24, 43, and 2,945,659 in all. Simulated ones lie a little above.
    const analytic = [116, 46, 37, 31, 26, 23, 20, 24, 43];
    for (const [later, hundredths] of analytic.entries()) {
      const share = (100 * reserve.standardError![later + 1]!) / chainLadder.ibnr[later + 1]!;
      expect(share).toBeGreaterThan(hundredths - 1.5);
      expect(share).toBeLessThan(hundredths * 1.05 + 0.5);
    }
    expect(reserve.total.standardError! / 2_945_659).toBeGreaterThan(1);
    expect(reserve.total.standardError! / 2_945_659).toBeLessThan(1.04);
  });

  test('has a mean within 2 in a hundred of the chain ladder, and above it', () => {
    expect(reserve.total.ibnr / chainLadder.total.ibnr).toBeGreaterThan(1);
    expect(reserve.total.ibnr / chainLadder.total.ibnr).toBeLessThan(1.02);
  });
});
