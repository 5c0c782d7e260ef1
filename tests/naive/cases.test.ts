/**
 * The naive twins held to the worked cases (where their folder stands beside the project), to examples
 * worked by hand from the rules of cost-sharing, stop-loss and loss-ratio, and to laws on the generated
 * documents.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { naiveAdministrationCost } from './administration-cost.ts';
import { naiveAssessment } from './assessment.ts';
import { naiveCoinsuranceClause } from './coinsurance-clause.ts';
import { naiveCoordination } from './coordination.ts';
import { type CostSharingInput, naiveCostSharing } from './cost-sharing.ts';
import {
  currencyDecimals,
  formatAmount,
  formatRatio,
  parseAmount,
  parseRatio,
  roundHalfUp,
} from './decimal.ts';
import { generateCostSharing, generateLossRatio, generateStopLoss, seeded } from './generate.ts';
import { type LossRatioInput, naiveLossRatio } from './loss-ratio.ts';
import { naiveMlrRebate } from './mlr-rebate.ts';
import { naiveProgramme } from './programme.ts';
import { naiveRenewal } from './renewal.ts';
import { naiveReserveRequirement } from './reserve-requirement.ts';
import { type EnrolmentMonth, naiveStopLoss, type StopLossInput } from './stop-loss.ts';

// The worked cases.

interface WorkedCase {
  input: unknown;
  expect?: unknown;
  refused?: boolean | string;
  exact?: string[];
}

const identifying = [
  ...['id', 'claim', 'line', 'person', 'insurer', 'member', 'month', 'code'],
  ...['network', 'planYear', 'reason', 'group', 'name'],
];
const ratioNames = [
  ...['lossRatio', 'netLossRatio', 'expenseRatio', 'combinedRatio', 'margin', 'share'],
  ...['preliminaryMlr', 'mlr', 'standard', 'baseFactor', 'deductibleFactor', 'adjustment', 'change'],
];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What of `expected` is not in `actual`; elements of lists are found by the names they carry. */
function differences(
  expected: unknown,
  actual: unknown,
  path: string,
  name: string,
  exact: string[],
): string[] {
  const wrong = [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return wrong;
    const found = exact.includes(name) && actual.length !== expected.length ? wrong : [];
    return found.concat(
      expected.flatMap((item: unknown, at) => {
        const keys = isRecord(item) ? identifying.filter((key) => typeof item[key] === 'string') : [];
        const match = keys.length
          ? actual.find((other) => isRecord(item) && keys.every((key) => other[key] === item[key]))
          : actual[at];
        return differences(item, match, `${path}[${at}]`, name, exact);
      }),
    );
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return wrong;
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, actual[key], `${path}.${key}`, key, exact),
    );
  }
  if (ratioNames.includes(name) && typeof expected === 'string' && typeof actual === 'string') {
    return formatRatio(parseRatio(expected)) === actual ? [] : wrong;
  }
  return expected === actual ? [] : wrong;
}

const calculators: Record<string, (input: never) => unknown> = {
  'cost-sharing': naiveCostSharing,
  'stop-loss': naiveStopLoss,
  'loss-ratio': naiveLossRatio,
  coordination: naiveCoordination,
  programme: naiveProgramme,
  'coinsurance-clause': naiveCoinsuranceClause,
  'administration-cost': naiveAdministrationCost,
  'mlr-rebate': naiveMlrRebate,
  'reserve-requirement': naiveReserveRequirement,
  assessment: naiveAssessment,
  renewal: naiveRenewal,
};
const casesFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'cases');

for (const [calculator, calculate] of Object.entries(calculators)) {
  const folder = join(casesFolder, calculator);
  describe.skipIf(!existsSync(folder))(`worked cases of ${calculator}`, () => {
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
    for (const file of files) {
      const worked: WorkedCase = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      if (worked.refused !== undefined) continue;
      test(file, () => {
        const output = calculate(worked.input as never);
        expect(differences(worked.expect, output, '$', '', worked.exact ?? [])).toEqual([]);
      });
    }
  });
}

// Amounts and ratios.

test('amounts and ratios are read, rounded and written as the introduction says', () => {
  expect(parseAmount('-12.5', 'USD')).toBe(-1250n);
  expect(parseAmount('7', 'KWD')).toBe(7000n);
  expect(parseAmount('12355', 'JPY')).toBe(12355n);
  expect(formatAmount(-5n, 'USD')).toBe('-0.05');
  expect(formatAmount(1n, 'KWD')).toBe('0.001');
  expect(formatAmount(70n, 'JPY')).toBe('70');
  expect(parseRatio('0.20')).toEqual([20n, 100n]);
  expect(parseRatio('1/3')).toEqual([1n, 3n]);
  expect(parseRatio(1e-7)).toEqual([1n, 10n ** 7n]);
  expect(parseRatio(2e21)).toEqual([2n * 10n ** 21n, 1n]);
  expect(formatRatio([2n, 3n])).toBe('0.6666666667');
  expect(formatRatio([5n, 10n ** 11n])).toBe('0');
  expect(formatRatio([15n, 10n ** 11n])).toBe('0.0000000002');
  expect(formatRatio([-25n, 10n ** 11n])).toBe('-0.0000000002');
  expect(formatRatio([7n, 1n])).toBe('7');
  expect([roundHalfUp(1n, 2n), roundHalfUp(-1n, 2n), roundHalfUp(-3n, 2n), roundHalfUp(-4n, 3n)]).toEqual([
    1n,
    0n,
    -1n,
    -1n,
  ]);
});

// Cost-sharing, worked by hand.

const visitPlan: CostSharingInput = {
  currency: 'USD',
  planYear: { start: '01-01' },
  plan: {
    networks: {
      in: {
        coinsurance: '0.20',
        deductible: { individual: '100.00' },
        outOfPocketMax: { individual: '130.00' },
      },
    },
    services: { visit: { in: { copay: '20.00' } } },
  },
  coverage: 'individual',
  claims: [
    {
      id: 'c1',
      person: 'p',
      lines: [
        {
          id: '1',
          serviceDate: '2026-02-01',
          service: 'visit',
          network: 'in',
          charge: '340.00',
          allowed: '300.00',
        },
      ],
    },
  ],
};

test('the out-of-pocket maximum is taken off coinsurance first', () => {
  // Copay 20, deductible 100, coinsurance 20 % of 180 = 36: 156, of which 130 remain; 26 off coinsurance.
  expect(naiveCostSharing(visitPlan)).toEqual({
    lines: [
      {
        claim: 'c1',
        line: '1',
        allowed: '300.00',
        copay: '20.00',
        deductible: '100.00',
        coinsurance: '10.00',
        memberPays: '130.00',
        planPays: '170.00',
        notCovered: '0.00',
        writeOff: '40.00',
        balanceBill: '0.00',
        memberOwes: '130.00',
        adjustments: [
          { group: 'CO', reason: '45', amount: '40.00' },
          { group: 'PR', reason: '1', amount: '100.00' },
          { group: 'PR', reason: '2', amount: '10.00' },
          { group: 'PR', reason: '3', amount: '20.00' },
        ],
      },
    ],
    accumulators: [
      { person: 'p', network: 'in', planYear: '2026', deductible: '100.00', outOfPocket: '130.00' },
    ],
    totals: {
      charge: '340.00',
      allowed: '300.00',
      memberPays: '130.00',
      planPays: '170.00',
      notCovered: '0.00',
      writeOff: '40.00',
      balanceBill: '0.00',
      memberOwes: '130.00',
    },
  });
});

test('then off copay, then off deductible; an accumulator over its limit leaves nothing', () => {
  // 80 remain of 156: coinsurance 36 and copay 20 go whole, deductible loses the last 20.
  const nearMaximum = naiveCostSharing({
    ...visitPlan,
    accumulators: [{ person: 'p', network: 'in', planYear: '2026', deductible: '0', outOfPocket: '50.00' }],
  });
  expect(nearMaximum.lines[0]).toMatchObject({
    copay: '0.00',
    deductible: '80.00',
    coinsurance: '0.00',
    memberPays: '80.00',
    planPays: '220.00',
  });
  expect(nearMaximum.accumulators).toEqual([
    { person: 'p', network: 'in', planYear: '2026', deductible: '80.00', outOfPocket: '130.00' },
  ]);
  const overMaximum = naiveCostSharing({
    ...visitPlan,
    accumulators: [{ person: 'p', network: 'in', planYear: '2026', deductible: '500', outOfPocket: '500' }],
  });
  expect(overMaximum.lines[0]).toMatchObject({ memberPays: '0.00', planPays: '300.00' });
});

test('deductible before copay; plan years from July; a line that is not covered', () => {
  const output = naiveCostSharing({
    currency: 'KWD',
    planYear: { start: '07-01' },
    plan: {
      networks: {
        in: { coinsurance: '1/3', deductible: { individual: '1.000' }, outOfPocketMax: { individual: '9' } },
        out: {
          outOfNetwork: true,
          coinsurance: 0.5,
          deductible: { individual: '2.000' },
          outOfPocketMax: { individual: '9.000' },
          feedsInto: ['in'],
        },
      },
      services: { scan: { in: { copay: '0.300', copayFirst: false } }, beauty: { covered: false } },
    },
    coverage: 'individual',
    claims: [
      {
        id: 'c',
        person: 'p',
        lines: [
          // Deductible 1.000, copay 0.200 (all that is left), no coinsurance.
          {
            id: 'july',
            serviceDate: '2026-07-01',
            service: 'scan',
            network: 'in',
            charge: '1.200',
            allowed: '1.200',
          },
          // The year before: deductible 1.000, copay 0.300, a third of 0.500 = 0.1666... = 0.167.
          {
            id: 'june',
            serviceDate: '2026-06-30',
            service: 'scan',
            network: 'in',
            charge: '2.000',
            allowed: '1.800',
          },
          // Half of 0.001 over the deductible of 2.000 is rounded up; 0.500 is billed to the person.
          { id: 'out', serviceDate: '2027-01-01', network: 'out', charge: '2.501', allowed: '2.001' },
          {
            id: 'beauty',
            serviceDate: '2028-07-01',
            service: 'beauty',
            network: 'out',
            charge: '3',
            allowed: '1',
          },
        ],
      },
    ],
  });
  expect(output.lines).toMatchObject([
    { deductible: '1.000', copay: '0.200', coinsurance: '0.000', planPays: '0.000' },
    { deductible: '1.000', copay: '0.300', coinsurance: '0.167', planPays: '0.333', writeOff: '0.200' },
    {
      deductible: '2.000',
      coinsurance: '0.001',
      memberPays: '2.001',
      planPays: '0.000',
      balanceBill: '0.500',
      memberOwes: '2.501',
      adjustments: [
        { group: 'PR', reason: '1', amount: '2.000' },
        { group: 'PR', reason: '2', amount: '0.001' },
        { group: 'PR', reason: '45', amount: '0.500' },
      ],
    },
    {
      allowed: '1.000',
      memberPays: '0.000',
      notCovered: '3.000',
      balanceBill: '0.000',
      memberOwes: '3.000',
      adjustments: [{ group: 'PR', reason: '96', amount: '3.000' }],
    },
  ]);
  expect(output.accumulators).toEqual([
    { person: 'p', network: 'in', planYear: '2026', deductible: '3.000', outOfPocket: '3.201' },
    { person: 'p', network: 'in', planYear: '2025', deductible: '1.000', outOfPocket: '1.467' },
    { person: 'p', network: 'out', planYear: '2026', deductible: '2.000', outOfPocket: '2.001' },
    { person: 'p', network: 'out', planYear: '2028', deductible: '0.000', outOfPocket: '0.000' },
    { person: 'p', network: 'in', planYear: '2028', deductible: '0.000', outOfPocket: '0.000' },
  ]);
});

test('the annual limit: what the plan would have paid beyond is not covered and accumulates nowhere', () => {
  const line = { serviceDate: '2026-03-01', service: 'drug', network: 'out', charge: '120', allowed: '100' };
  const output = naiveCostSharing({
    currency: 'USD',
    planYear: { start: '01-01' },
    plan: {
      networks: {
        out: {
          outOfNetwork: true,
          coinsurance: '0.25',
          deductible: { individual: '40' },
          outOfPocketMax: { individual: '60' },
        },
      },
      services: { drug: { out: { annualLimit: '100' } } },
    },
    coverage: 'individual',
    claims: [
      {
        id: 'c',
        person: 'p',
        lines: [
          { id: '1', ...line },
          { id: '2', ...line },
          { id: '3', ...line, serviceDate: '2027-01-01' },
        ],
      },
    ],
  });
  // 1: deductible 40, coinsurance 15, plan 45. 2: 5 remain of the maximum, plan 95, of which 55 under the limit.
  expect(output.lines).toMatchObject([
    { memberPays: '55.00', planPays: '45.00', notCovered: '0.00' },
    {
      coinsurance: '5.00',
      memberPays: '5.00',
      planPays: '55.00',
      notCovered: '40.00',
      balanceBill: '20.00',
      memberOwes: '65.00',
      adjustments: [
        { group: 'PR', reason: '2', amount: '5.00' },
        { group: 'PR', reason: '45', amount: '20.00' },
        { group: 'PR', reason: '119', amount: '40.00' },
      ],
    },
    { memberPays: '55.00', planPays: '45.00', notCovered: '0.00' },
  ]);
  expect(output.accumulators).toMatchObject([
    { planYear: '2026', outOfPocket: '60.00' },
    { planYear: '2027', outOfPocket: '55.00' },
  ]);
});

test('families: embedded takes the smaller remainder, aggregate only the family; alone neither counts', () => {
  const line = { id: '1', serviceDate: '2026-03-01', network: 'in', charge: '80', allowed: '80' };
  const document = (
    coverage: 'individual' | 'family',
    familyRule: 'embedded' | 'aggregate',
  ): CostSharingInput => ({
    currency: 'JPY',
    planYear: { start: '01-01' },
    plan: {
      networks: {
        in: {
          coinsurance: 0,
          deductible: { individual: '50', family: '120', familyRule },
          outOfPocketMax: { individual: '1000' },
        },
      },
      services: {},
    },
    coverage,
    claims: ['a', 'b', 'c'].map((person) => ({ id: person, person, lines: [line] })),
  });
  const deductibles = (input: CostSharingInput): string[] =>
    naiveCostSharing(input).lines.map((result) => result.deductible);
  expect(deductibles(document('family', 'embedded'))).toEqual(['50', '50', '20']);
  expect(deductibles(document('family', 'aggregate'))).toEqual(['80', '40', '0']);
  expect(deductibles(document('individual', 'aggregate'))).toEqual(['50', '50', '50']);
});

// Stop-loss, worked by hand.

const year = { from: '2026-01-01', to: '2026-12-31' };

function months(count: number, units: number): EnrolmentMonth[] {
  return Array.from({ length: count }, (_, at) => ({
    month: `2026-${String(at + 1).padStart(2, '0')}`,
    employee: units,
  }));
}

function payment(
  person: string,
  paid: string,
  amount: string,
  incurred = paid,
): StopLossInput['payments'][number] {
  return { person, incurred, paid, amount };
}

test('the run-in counts cumulatively up to its maximum, per person and then in all', () => {
  const output = naiveStopLoss({
    currency: 'USD',
    policy: {
      incurred: { from: '2025-10-01', to: '2026-12-31' },
      paid: year,
      runInMaximum: { perPerson: '100', inAll: '150', incurredBefore: '2026-01-01' },
      specific: { deductible: '90' },
    },
    enrolment: [],
    payments: [
      // Given out of order. a: 80, then 120 capped at 100 (+20), then 70 after a refund of 50 (-30).
      payment('a', '2026-03-01', '-50', '2025-12-01'),
      payment('a', '2026-01-05', '80', '2025-12-01'),
      payment('a', '2026-02-05', '40', '2025-12-31'),
      // b: 90 of run-in when a stands at 100: 190 capped at 150, so 50. After a's refund (190 to 160) nothing falls.
      payment('b', '2026-02-10', '90', '2025-11-01'),
      payment('b', '2026-02-11', '60', '2026-01-01'),
      payment('c', '2026-02-11', '60', '2025-09-30'),
    ],
  });
  // a: 80 + 20 + 0 = 100; b: 50 + 60 = 110.
  expect(output).toEqual({
    eligible: '210.00',
    specific: {
      persons: [
        {
          person: 'a',
          eligible: '100.00',
          deductible: '90.00',
          excess: '10.00',
          retainedByAggregating: '0.00',
          reimbursement: '10.00',
        },
        {
          person: 'b',
          eligible: '110.00',
          deductible: '90.00',
          excess: '20.00',
          retainedByAggregating: '0.00',
          reimbursement: '20.00',
        },
      ],
      reimbursement: '30.00',
    },
    netToPlan: '180.00',
    notices: [
      { person: 'a', share: '1.1111111111' },
      { person: 'b', share: '1.2222222222' },
    ],
  });
});

test('the aggregating deductible follows the day the deductible was first passed', () => {
  const output = naiveStopLoss({
    currency: 'USD',
    policy: {
      incurred: year,
      paid: year,
      specific: {
        deductible: '100',
        aggregatingDeductible: '70',
        reimbursement: '2/3',
        maximum: '20',
        lasers: [
          { person: 'd', deductible: '0' },
          { person: 'e', deductible: '300' },
        ],
      },
    },
    enrolment: [],
    payments: [
      // b passes on 1 March, a and c on 1 April; a exactly meets 100 on 1 February and has not passed it.
      payment('a', '2026-02-01', '100'),
      payment('a', '2026-04-01', '50'),
      payment('c', '2026-04-01', '131'),
      payment('b', '2026-03-01', '140'),
      payment('b', '2026-05-01', '-10'),
      // d passes its laser of 0 first, but ends with no excess; e is half way to its own.
      payment('d', '2026-01-10', '30'),
      payment('d', '2026-06-10', '-40'),
      payment('e', '2026-06-10', '150'),
      payment('f', '2026-06-10', '49.99'),
    ],
  });
  // b keeps 30, a 40 of its 50, c nothing of its 31. a: 2/3 of 10 = 6.67; c: 20.67, at most 20.
  expect(output.specific).toEqual({
    persons: [
      ['a', '150.00', '100.00', '50.00', '40.00', '6.67'],
      ['b', '130.00', '100.00', '30.00', '30.00', '0.00'],
      ['c', '131.00', '100.00', '31.00', '0.00', '20.00'],
      ['d', '-10.00', '0.00', '0.00', '0.00', '0.00'],
      ['e', '150.00', '300.00', '0.00', '0.00', '0.00'],
      ['f', '49.99', '100.00', '0.00', '0.00', '0.00'],
    ].map(([person, eligible, deductible, excess, retainedByAggregating, reimbursement]) => ({
      person,
      eligible,
      deductible,
      excess,
      retainedByAggregating,
      reimbursement,
    })),
    reimbursement: '26.67',
  });
  expect(output.notices).toEqual([
    { person: 'a', share: '1.5' },
    { person: 'b', share: '1.3' },
    { person: 'c', share: '1.31' },
    { person: 'e', share: '0.5' },
  ]);
  // 150 + 130 + 131 - 10 + 150 + 49.99 = 600.99.
  expect(output.eligible).toBe('600.99');
  expect(output.netToPlan).toBe('574.32');
});

test('accommodation over the larger of attachment and minimum, and a true-up that is owed back', () => {
  const output = naiveStopLoss({
    currency: 'USD',
    policy: {
      incurred: year,
      paid: { from: '2026-01-01', to: '2027-03-31' },
      aggregate: {
        factors: { employee: '10.00' },
        period: 'annual',
        annualDiscount: '0.05',
        minimum: { amount: '300', shareOfFirstMonthTimes12: '0.95' },
        accommodation: true,
        reimbursement: '0.5',
      },
    },
    // 30, 20, 40 a month.
    enrolment: [
      { month: '2026-02', employee: 3 },
      { month: '2026-03', employee: 2 },
      { month: '2026-04', employee: 4 },
    ],
    payments: [
      payment('a', '2026-01-20', '35'),
      payment('a', '2026-02-20', '5'),
      payment('a', '2026-03-20', '60'),
      payment('b', '2026-04-20', '-3'),
      payment('b', '2027-02-01', '300', '2026-04-01'),
    ],
  });
  // Minimum: the larger of 300 and 0.95 x 30 x 12 = 342. B = 90, less 4.50, so the minimum holds.
  // 342 x k / 12 = 28.50, 57.00, 85.50 against 30, 50, 90. Month 1: 40 - 30 = 10; month 2: 100 - 57 - 10 = 33;
  // month 3: 97 - 90 - 43 < 0. In the year 397: excess 55, half of it 27.50, less 43 advanced.
  expect(output.aggregate).toEqual({
    months: [
      {
        month: '2026-02',
        attachment: '30.00',
        cumulativeAttachment: '30.00',
        eligible: '40.00',
        cumulativeEligible: '40.00',
        accommodation: '10.00',
      },
      {
        month: '2026-03',
        attachment: '20.00',
        cumulativeAttachment: '50.00',
        eligible: '60.00',
        cumulativeEligible: '100.00',
        accommodation: '33.00',
      },
      {
        month: '2026-04',
        attachment: '40.00',
        cumulativeAttachment: '90.00',
        eligible: '-3.00',
        cumulativeEligible: '97.00',
        accommodation: '0.00',
      },
    ],
    monthlyFactors: { employee: '10.00' },
    annualAttachment: '342.00',
    minimumAttachment: '342.00',
    eligible: '397.00',
    excess: '55.00',
    reimbursement: '27.50',
    advanced: '43.00',
    trueUp: '-15.50',
  });
  expect(output.specific).toBeUndefined();
  expect(output.netToPlan).toBe('369.50');
});

test('monthly: each month alone, without minimum, discount or accommodation', () => {
  const output = naiveStopLoss({
    currency: 'JPY',
    policy: {
      incurred: year,
      paid: year,
      aggregate: {
        expectedPerEmployeePerMonth: { employee: '10' },
        attachmentMultiplier: '1.25',
        period: 'monthly',
        annualBasis: 'first-month',
        annualDiscount: '0.5',
        minimum: { amount: '100000' },
        reimbursement: '0.5',
        maximum: '44',
        accommodation: true,
      },
    },
    // 12.5 is rounded to 13; 26 a month.
    enrolment: months(3, 2),
    payments: [
      payment('a', '2026-01-31', '59'),
      payment('a', '2026-02-01', '-100'),
      payment('a', '2026-03-01', '81'),
    ],
  });
  // Excess 33, 0, 55; halves 16.5 = 17 and 27.5 = 28 make 45, at most 44.
  expect(output.aggregate).toMatchObject({
    months: [
      { eligible: '59', cumulativeEligible: '59', cumulativeAttachment: '26', accommodation: '0' },
      { eligible: '-100', cumulativeEligible: '-41', cumulativeAttachment: '52', accommodation: '0' },
      { eligible: '81', cumulativeEligible: '40', cumulativeAttachment: '78', accommodation: '0' },
    ],
    monthlyFactors: { employee: '13' },
    annualAttachment: '78',
    minimumAttachment: '0',
    eligible: '40',
    excess: '88',
    reimbursement: '44',
    advanced: '0',
    trueUp: '44',
  });
  expect(output).toMatchObject({ eligible: '40', netToPlan: '-4', notices: [] });
});

test('the aggregate counts up to the ordinary deductible, a laser below it, or the laser', () => {
  const document = (lasersInAggregate: 'base' | 'laser'): StopLossInput => ({
    currency: 'USD',
    policy: {
      incurred: year,
      paid: year,
      specific: {
        deductible: '100',
        benefits: ['medical', 'dental'],
        lasers: [
          { person: 'low', deductible: '40' },
          { person: 'high', deductible: '130' },
        ],
      },
      aggregate: {
        factors: { employee: '1' },
        benefits: ['medical', 'pharmacy'],
        period: 'annual',
        annualBasis: 'first-month',
        annualDiscount: '0.02',
        lasersInAggregate,
      },
    },
    enrolment: months(2, 5),
    payments: [
      payment('low', '2026-01-10', '50'),
      payment('high', '2026-01-10', '120'),
      payment('high', '2026-02-10', '30'),
      payment('high', '2026-02-11', '-45'),
      payment('else', '2026-01-10', '110'),
      { ...payment('else', '2026-02-10', '7'), benefit: 'pharmacy' },
      { ...payment('else', '2026-02-10', '9'), benefit: 'dental' },
      { ...payment('else', '2026-02-10', '1000'), benefit: 'vision' },
    ],
  });
  // First month x 12 = 60, less 1.20. Base: 40 + min(105, 100) + 100 + 7; laser: 40 + 105 + 100 + 7.
  expect(naiveStopLoss(document('base')).aggregate).toMatchObject({
    months: [{ eligible: '240.00' }, { eligible: '7.00', cumulativeEligible: '247.00' }],
    annualAttachment: '58.80',
    eligible: '247.00',
    excess: '188.20',
  });
  const lasers = naiveStopLoss(document('laser'));
  // January 40 + 120 + 100; February 130 - 120 = 10, then 105 - 130 = -25, and 7.
  expect(lasers.aggregate).toMatchObject({
    months: [{ eligible: '260.00' }, { eligible: '-8.00', cumulativeEligible: '252.00' }],
    excess: '193.20',
    trueUp: '193.20',
  });
  // Counting: 50 + 105 + 110 + 7 + 9 = 281. Specific: low 10, else 119 - 100 = 19.
  expect(lasers.eligible).toBe('281.00');
  expect(lasers.specific?.reimbursement).toBe('29.00');
  expect(lasers.netToPlan).toBe('58.80');
});

// Loss ratio, worked by hand.

test('expenses over earned premium, net of what is ceded, and the alerts', () => {
  // (900 + 150) / 1000; (1050 - 300) / (1000 - 100) = 750 / 900; 260 / 1000; 1000 - 1050 - 260.
  expect(
    naiveLossRatio({
      currency: 'USD',
      incurredClaims: '900',
      lossAdjustmentExpense: '150.00',
      recoveries: '300',
      earnedPremium: '1000',
      cededPremium: '100',
      writtenPremium: '1100',
      underwritingExpense: '260',
      band: { to: '1.05' },
      minimum: 0.65,
    }),
  ).toEqual({
    lossRatio: '1.05',
    netLossRatio: '0.8333333333',
    expenseRatio: '0.26',
    combinedRatio: '1.31',
    margin: '-0.05',
    underwritingResult: '-310.00',
    alerts: [{ code: 'over_100_percent' }],
  });
});

test('the sum of the ratios is rounded, not the rounded ratios summed', () => {
  // 1/3 + 1/3 = 0.6666666667, though each is 0.3333333333.
  expect(
    naiveLossRatio({
      currency: 'JPY',
      incurredClaims: '1',
      earnedPremium: '3',
      writtenPremium: '6',
      underwritingExpense: '2',
      expenseBasis: 'written',
    }),
  ).toMatchObject({ expenseRatio: '0.3333333333', combinedRatio: '0.6666666667', underwritingResult: '0' });
});

test('an end of the band and the minimum are themselves inside; negative claims are under both', () => {
  const thirds: LossRatioInput = { currency: 'JPY', incurredClaims: '1', earnedPremium: '3' };
  expect(naiveLossRatio({ ...thirds, band: { from: '1/3', to: '1/3' }, minimum: '2/6' }).alerts).toEqual([]);
  expect(naiveLossRatio({ ...thirds, band: { to: '0.3333333333' } }).alerts).toEqual([
    { code: 'outside_band' },
  ]);
  const negative = naiveLossRatio({ ...thirds, incurredClaims: '-1', band: { from: 0 }, minimum: '0.1' });
  expect(negative).toEqual({
    lossRatio: '-0.3333333333',
    netLossRatio: '-0.3333333333',
    margin: '1.3333333333',
    alerts: [{ code: 'below_minimum' }, { code: 'outside_band' }],
  });
});

// Laws on the generated documents.

const limit = 2n ** 53n;

/** The amount in minor units, having the currency's very decimals and a safe size. */
function exactUnits(text: string, currency: string): bigint {
  const value = parseAmount(text, currency);
  expect(formatAmount(value, currency)).toBe(text);
  expect(text.split('.')[1]?.length ?? 0).toBe(currencyDecimals(currency));
  expect(value < limit && value > -limit).toBe(true);
  return value;
}

function checkCostSharing(input: CostSharingInput): ReturnType<typeof naiveCostSharing> {
  const output = naiveCostSharing(input);
  const given = input.claims.flatMap((claim) => claim.lines.map((line) => ({ claim: claim.id, line })));
  expect(output.lines.length).toBe(given.length);
  const units = (text: string): bigint => parseAmount(text, input.currency);
  let charges = 0n;
  for (const [at, result] of output.lines.entries()) {
    const charge = units(given[at].line.charge);
    charges += charge;
    const parts = [
      result.memberPays,
      result.planPays,
      result.notCovered,
      result.writeOff,
      result.balanceBill,
    ];
    let sum = 0n;
    for (const part of parts) {
      expect(part.startsWith('-')).toBe(false);
      sum += units(part);
    }
    let adjusted = 0n;
    for (const adjustment of result.adjustments) adjusted += units(adjustment.amount);
    if (sum !== charge || adjusted !== charge - units(result.planPays)) {
      expect.fail(`line ${result.claim}/${result.line}: ${JSON.stringify(result)} of ${charge}`);
    }
  }
  expect(exactUnits(output.totals.charge, input.currency)).toBe(charges);
  for (const use of output.accumulators) {
    exactUnits(use.deductible, input.currency);
    exactUnits(use.outOfPocket, input.currency);
  }
  return output;
}

describe('generated documents', () => {
  test('the same seed gives the same document, another seed another', () => {
    const documents = (seed: number): string =>
      JSON.stringify([
        generateCostSharing(seeded(seed), 20),
        generateStopLoss(seeded(seed), 20),
        generateLossRatio(seeded(seed)),
      ]);
    expect(documents(7)).toBe(documents(7));
    expect(documents(7)).not.toBe(documents(8));
  });

  test('cost-sharing: charge = memberPays + planPays + notCovered + writeOff + balanceBill', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 400; seed++) {
      const output = checkCostSharing(generateCostSharing(seeded(seed), seed % 40));
      for (const result of output.lines) {
        for (const { group, reason } of result.adjustments) seen.add(`${group}-${reason}`);
      }
    }
    expect([...seen].sort()).toEqual(['CO-45', 'PR-1', 'PR-119', 'PR-2', 'PR-3', 'PR-45', 'PR-96']);
  });

  test('cost-sharing: a document of 40,000 lines', () => {
    checkCostSharing(generateCostSharing(seeded(5), 40_000));
  });

  test('stop-loss: months sum, what is advanced is trued up, the net is what nobody reimburses', () => {
    const seen = new Map<string, number>();
    const note = (what: string, holds: boolean): void => {
      if (holds) seen.set(what, (seen.get(what) ?? 0) + 1);
    };
    for (let seed = 0; seed < 600; seed++) {
      const input = generateStopLoss(seeded(seed), (seed * 7) % 90);
      const output = naiveStopLoss(input);
      const units = (text: string): bigint => exactUnits(text, input.currency);
      let net = units(output.eligible);
      if (output.specific !== undefined) {
        let sum = 0n;
        for (const person of output.specific.persons) {
          sum += units(person.reimbursement);
          expect(units(person.retainedByAggregating) <= units(person.excess)).toBe(true);
          note('retained', units(person.retainedByAggregating) > 0n);
        }
        expect(units(output.specific.reimbursement)).toBe(sum);
        net -= sum;
        note('specific reimbursement', sum > 0n);
        note('notice', output.notices.length > 0);
      }
      if (output.aggregate !== undefined) {
        const { months: rows, advanced, trueUp, reimbursement, excess } = output.aggregate;
        let attachment = 0n;
        let eligible = 0n;
        let accommodation = 0n;
        for (const row of rows) {
          attachment += units(row.attachment);
          eligible += units(row.eligible);
          accommodation += units(row.accommodation);
          expect([units(row.cumulativeAttachment), units(row.cumulativeEligible)]).toEqual([
            attachment,
            eligible,
          ]);
        }
        expect(units(advanced)).toBe(accommodation);
        expect(units(trueUp)).toBe(units(reimbursement) - accommodation);
        net -= units(reimbursement);
        note('aggregate reimbursement', units(reimbursement) > 0n);
        note('monthly excess', input.policy.aggregate?.period === 'monthly' && units(excess) > 0n);
        note('accommodation', accommodation > 0n);
        note('owed back', units(trueUp) < 0n);
        note('minimum holds', output.aggregate.annualAttachment === output.aggregate.minimumAttachment);
        note('both', output.specific !== undefined);
      }
      expect(units(output.netToPlan)).toBe(net);
      const { runInMaximum, ...policy } = input.policy;
      const uncapped = runInMaximum === undefined ? output : naiveStopLoss({ ...input, policy });
      note('run-in capped', uncapped.eligible !== output.eligible);
    }
    const wanted = [
      'retained',
      'specific reimbursement',
      'notice',
      'aggregate reimbursement',
      'monthly excess',
      'accommodation',
      'owed back',
      'minimum holds',
      'both',
      'run-in capped',
    ];
    expect(wanted.filter((what) => (seen.get(what) ?? 0) < 5)).toEqual([]);
  });

  test('loss-ratio: the margin is the rest to one, and every alert comes up', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 1000; seed++) {
      const input = generateLossRatio(seeded(seed));
      const output = naiveLossRatio(input);
      const tenth = (ratio: string): bigint =>
        roundHalfUp(parseRatio(ratio)[0] * 10n ** 10n, parseRatio(ratio)[1]);
      expect(tenth(output.lossRatio) + tenth(output.margin)).toBe(10n ** 10n);
      expect(output.expenseRatio !== undefined).toBe(input.underwritingExpense !== undefined);
      if (output.underwritingResult !== undefined) exactUnits(output.underwritingResult, input.currency);
      for (const alert of output.alerts) seen.add(alert.code);
    }
    expect([...seen].sort()).toEqual(['below_minimum', 'outside_band', 'over_100_percent']);
  });
});
