// aggregate-loss: published and analytic examples, laws, how its documents are refused, and what its explanation says.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundStep } from '../../src/core/simulation/lattice.ts';
import type { AggregateLossInput, AggregateLossOutput } from '../naive/aggregate-loss.ts';
import { seeded } from '../naive/generate.ts';
import { generateAggregateLoss } from '../naive/generate-aggregate-loss.ts';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const answer = (document: object) =>
  ask('aggregate-loss', document) as unknown as Required<AggregateLossOutput> & {
    standardErrors: Record<'mean' | 'stopLossPremium' | 'probabilityOfAttachment', number>;
  };
const apart = (a: number, b: number) => Math.abs(a / b - 1);

const dental = {
  frequency: { kind: 'discrete', probabilities: [0.05, 0.1, 0.15, 0.2, 0.25, 0.15, 0.06, 0.03, 0.01] },
  severity: {
    kind: 'discrete',
    probabilities: [0, 0.15, 0.2, 0.25, 0.125, 0.075, 0.05, 0.05, 0.05, 0.025, 0.025],
  },
  step: 25,
  method: 'fft',
  report: { probabilities: 6 },
  aggregate: { attachment: 100 },
};

const reference = {
  frequency: { kind: 'poisson', mean: 4000 },
  severity: { kind: 'lognormal', mu: 6, sigma: 2.2 },
  perClaim: { limit: 250_000 },
  aggregate: { attachment: 15_619_209.4 * 1.1 },
  method: 'fft',
  step: 50,
};

describe('examples', () => {
  test('group dental insurance: Klugman, Panjer and Willmot, Loss Models, the example of section 9.3', () => {
    const { mean, standardDeviation, probabilities, stopLossPremium, percentiles } = answer(dental);
    expect(mean).toBeCloseTo(314.5, 10);
    expect(standardDeviation ** 2).toBeCloseTo(36_716.5, 0);
    expect(probabilities.map((share) => Number(share.toFixed(5)))).toEqual([
      0.05, 0.015, 0.02338, 0.03468, 0.03258, 0.03579,
    ]);
    expect(stopLossPremium).toBeCloseTo(
      314.5 - 100 + 100 * 0.05 + 75 * 0.015 + 50 * 0.023375 + 25 * 0.034675,
      9,
    );
    expect(percentiles).toEqual({ '0.5': 300, '0.9': 575, '0.95': 650, '0.99': 825, '0.995': 900 });
  });

  test('a pool of 4,000 lognormal claims, each capped: mean, deviation and excess of an independent fine lattice', () => {
    const at110 = answer(reference);
    expect(apart(at110.mean, 15_619_209.4)).toBeLessThan(1e-9);
    expect(apart(at110.standardDeviation, 1_077_287)).toBeLessThan(2e-6);
    expect(apart(at110.stopLossPremium, 41_036)).toBeLessThan(2e-5);
    const at125 = answer({ ...reference, aggregate: { attachment: 15_619_209.4 * 1.25 } });
    expect(apart(at125.stopLossPremium, 129.73)).toBeLessThan(5e-5);
  });

  test.each(['fft', 'panjer'])(
    'a geometric number of exponential claims has an exponential tail (%s)',
    (method) => {
      // Loss Models, section 9.4: P(S > x) = (1 - p) e^(-p rate x).
      const [p, rate, attachment] = [0.2, 0.01, 900];
      const { stopLossPremium, probabilityOfAttachment, skewness, percentiles } = answer({
        frequency: { kind: 'negative-binomial', r: 1, p },
        severity: { kind: 'exponential', rate },
        aggregate: { attachment },
        step: 1,
        method,
      });
      const tail = (1 - p) * Math.exp(-p * rate * attachment);
      expect(apart(stopLossPremium, tail / (p * rate))).toBeLessThan(1e-4);
      expect(apart(probabilityOfAttachment, tail)).toBeLessThan(2e-3);
      expect(apart(percentiles['0.99']!, Math.log((1 - p) / 0.01) / (p * rate))).toBeLessThan(1e-3);
      const [n, n2, n3] = [4, 20, 180];
      const third = n * 2e6 + 3 * n2 * 100 * 1e4 + n3 * 1e6;
      expect(apart(skewness, third / (n * 1e4 + n2 * 1e4) ** 1.5)).toBeLessThan(1e-4);
    },
  );

  test('a heavy tail counts with what lies beyond the lattice, and has no third moment', () => {
    const { mean, standardDeviation, stopLossPremium, ...rest } = answer({
      frequency: { kind: 'binomial', n: 1, p: 1 },
      severity: { kind: 'pareto', shape: 2.5, scale: 1000 },
      aggregate: { attachment: 20_000 },
      step: 50,
      method: 'fft',
    });
    expect(mean).toBeCloseTo(1000 / 1.5, 9);
    expect(apart(standardDeviation, Math.sqrt((2 * 1000 ** 2) / (1.5 * 0.5) - mean ** 2))).toBeLessThan(1e-3);
    expect(apart(stopLossPremium, (1000 * 21 ** -1.5) / 1.5)).toBeLessThan(1e-6);
    expect(rest).not.toHaveProperty('skewness');
  });
});

describe('the lattice', () => {
  test.each([
    [16_384, 1],
    [16_383, 0.5],
    [2 ** 14 * 5e-3, 0.005],
    [26_392_075, 1000],
    [40_000_000, 2000],
    [0, 1],
  ])('of a total that reaches %f has the step %f', (reach, step) => {
    expect(roundStep(reach)).toBe(step);
  });

  test('reaches one and a half times attachment and limit, and what is asked for', () => {
    const far = { ...dental, aggregate: { attachment: 5000, limit: 3000 }, report: { probabilities: 500 } };
    const { probabilities, stopLossPremium } = answer(far);
    expect([probabilities.length, Math.abs(stopLossPremium) < 1e-9]).toEqual([500, true]);
    const [, , , points] = (ask('aggregate-loss', far, true) as { explanation: { result: string }[] })
      .explanation;
    expect(points!.result).toBe('512, to 12775');
  });
});

describe('laws', () => {
  const documents = fc.integer({ min: 1, max: 2 ** 31 }).map((seed) => generateAggregateLoss(seeded(seed)));

  test('the Fourier transform and Panjer agree', () => {
    fc.assert(
      fc.property(documents, (document) => {
        if (document.frequency.kind === 'discrete') return;
        const given = { ...document, aggregate: { attachment: 3 * document.step! } };
        const [fft, panjer] = (['fft', 'panjer'] as const).map((method) => answer({ ...given, method }));
        const of = Math.max(fft!.mean, document.step!);
        expect(Math.abs(fft!.stopLossPremium - panjer!.stopLossPremium) / of).toBeLessThan(1e-9);
        expect(fft!.probabilityOfAttachment).toBeCloseTo(panjer!.probabilityOfAttachment, 9);
        expect(fft!.percentiles).toEqual(panjer!.percentiles);
      }),
      { numRuns: 300 },
    );
  });

  test('the premium falls with the attachment, ever slower, from the mean; layers sum to it', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const step = document.step!;
        const premium = (attachment: number, limit?: number) =>
          answer({ ...document, aggregate: { attachment, ...(limit !== undefined && { limit }) } })
            .stopLossPremium;
        const { mean } = answer(document);
        const small = 1e-9 * Math.max(mean, step);
        const premiums = [0, 1.5, 3, 4.5, 6].map((place) => premium(place * step));
        expect(Math.abs(premiums[0]! - mean)).toBeLessThan(small);
        for (let place = 1; place < premiums.length; place += 1) {
          const fall = premiums[place - 1]! - premiums[place]!;
          expect(fall).toBeGreaterThanOrEqual(-small);
          const next = premiums[place]! - (premiums[place + 1] ?? premiums[place]!);
          expect(next).toBeLessThanOrEqual(fall + small);
        }
        expect(Math.abs(premium(step, 2 * step) + premium(3 * step) - premium(step))).toBeLessThan(small);
      }),
      { numRuns: 100 },
    );
  });

  test('what a deductible keeps and what it pays sum to the whole', () => {
    fc.assert(
      fc.property(documents, fc.double({ min: 0.1, max: 5, noNaN: true }), (document, at) => {
        const cut = at * document.step!;
        const { perClaim: _, ...plain } = document;
        if (plain.severity.kind === 'pareto') return;
        const [kept, paid] = [{ limit: cut }, { deductible: cut }].map((perClaim) =>
          answer({ ...plain, perClaim }),
        );
        const whole = answer(plain).mean;
        expect(Math.abs(kept!.mean + paid!.mean - whole)).toBeLessThanOrEqual(1e-11 * Math.max(whole, cut));
      }),
      { numRuns: 200 },
    );
  });

  test('the mean is that of the number times that of a claim, however coarse the step', () => {
    for (const step of [1, 10, 100, 1000]) {
      const { mean } = answer({
        frequency: { kind: 'poisson', mean: 7 },
        severity: { kind: 'gamma', shape: 0.7, rate: 0.01 },
        step,
        method: 'fft',
      });
      expect(apart(mean, 490)).toBeLessThan(1e-12);
    }
  });

  test('Panjer goes on where no claims at all is less likely than the smallest double', () => {
    const [fft, panjer] = ['fft', 'panjer'].map((method) => answer({ ...reference, step: 2000, method }));
    expect(apart(panjer!.stopLossPremium, fft!.stopLossPremium)).toBeLessThan(1e-9);
  });

  test('a percentile that F meets exactly is met', () => {
    for (const p of [0.1, 0.05, 0.01, 0.005]) {
      const { percentiles } = answer({
        frequency: { kind: 'binomial', n: 1, p },
        severity: { kind: 'empirical', values: [3, 4, 5] },
        step: 1,
        method: 'fft',
      });
      expect(percentiles[String(1 - p)]).toBe(0);
    }
  });

  test('a binomial number of claims that are hardly ever 0 is stable by Panjer', () => {
    const document = {
      frequency: { kind: 'binomial', n: 500, p: 0.9 },
      severity: { kind: 'empirical', values: [30, 31, 35, 39] },
      aggregate: { attachment: 15_500 },
      step: 1,
    };
    const [fft, panjer] = ['fft', 'panjer'].map((method) => answer({ ...document, method }));
    expect(apart(panjer!.stopLossPremium, fft!.stopLossPremium)).toBeLessThan(1e-9);
  });
});

describe('monte-carlo', () => {
  const frequencies = [
    { kind: 'poisson', mean: 40 },
    { kind: 'negative-binomial', r: 3, p: 0.1 },
    { kind: 'binomial', n: 60, p: 0.4 },
    { kind: 'discrete', probabilities: [0.2, 0, 0.3, 0.5] },
  ];
  const severities = [
    { kind: 'lognormal', mu: 3, sigma: 1 },
    { kind: 'gamma', shape: 0.6, rate: 0.02 },
    { kind: 'gamma', shape: 4, rate: 0.1 },
    { kind: 'pareto', shape: 4, scale: 100 },
    { kind: 'exponential', rate: 0.03 },
    { kind: 'empirical', values: [10, 20, 90], weights: [5, 3, 2] },
    { kind: 'discrete', probabilities: [0.1, 0.4, 0.3, 0.2] },
  ];
  const pairs = severities.map((severity, index) => [frequencies[index % 4]!, severity] as const);

  test.each(pairs)('of %j and %j comes within its standard errors', (frequency, severity) => {
    const document = { frequency, severity, perClaim: { deductible: 5, limit: 150 }, step: 5, method: 'fft' };
    const aggregate = { attachment: 1.2 * answer(document).mean, limit: 400 };
    const [exact, simulated] = ['fft', 'monte-carlo'].map((method) =>
      answer({ ...document, aggregate, method, years: 20_000, seed: 5 }),
    );
    for (const figure of ['mean', 'stopLossPremium'] as const) {
      const error = simulated!.standardErrors[figure];
      // Four standard errors, and what the coarse lattice changes.
      expect(Math.abs(simulated![figure] - exact![figure])).toBeLessThan(4 * error + 2e-3 * exact![figure]);
      expect(error).toBeLessThan(0.05 * exact!.mean);
    }
    expect(apart(simulated!.standardDeviation, exact!.standardDeviation)).toBeLessThan(0.03);
    expect(apart(simulated!.percentiles['0.95']!, exact!.percentiles['0.95']!)).toBeLessThan(0.05);
  });

  const simulated = { ...dental, method: 'monte-carlo', years: 4000, report: { probabilities: 80 } };

  test('gives the same for the same seed, 1 where none is given, and another for another', () => {
    expect(answer(simulated)).toEqual(answer({ ...simulated, seed: 1 }));
    expect(answer(simulated).mean).not.toBe(answer({ ...simulated, seed: 2 }).mean);
  });

  test('reports the shares of the years, on the lattice', () => {
    const { probabilities, mean } = answer(simulated);
    expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(probabilities.reduce((sum, share, place) => sum + share * place * 25, 0)).toBeCloseTo(mean, 6);
    expect(probabilities[0]).toBeCloseTo(0.05, 1);
  });

  test('leaves out what a tail without variance has not', () => {
    const heavy = {
      frequency: { kind: 'poisson', mean: 1 },
      severity: { kind: 'pareto', shape: 1.5, scale: 1 },
      aggregate: { attachment: 3 },
      method: 'monte-carlo',
    };
    expect(Object.keys(answer(heavy))).toEqual([
      'mean',
      'percentiles',
      'stopLossPremium',
      'probabilityOfAttachment',
      'standardErrors',
    ]);
    expect(Object.keys(answer(heavy).standardErrors)).toEqual(['probabilityOfAttachment']);
    const limited = answer({ ...heavy, aggregate: { attachment: 3, limit: 5 } });
    expect(Object.keys(limited.standardErrors)).toEqual(['stopLossPremium', 'probabilityOfAttachment']);
  });
});

const table: readonly Refused[] = [
  ...rows.objectRows('', 'frequency', 'severity', 'perClaim', 'aggregate', 'report'),
  ...rows.missingRows('frequency', 'severity', 'method', 'frequency.kind', 'severity.kind'),
  ...rows.missingRows('frequency.mean', 'severity.mu', 'severity.sigma', 'aggregate.attachment'),
  ...rows.choiceRows('method', 'frequency.kind', 'severity.kind'),
  ...[
    'frequency.mean',
    'severity.mu',
    'severity.sigma',
    'perClaim.deductible',
    'perClaim.limit',
    'aggregate.attachment',
    'aggregate.limit',
    'step',
    'points',
    'years',
    'seed',
    'report.probabilities',
  ].map((at): Refused => [`${at} is a text`, at, '7', 'wrong_type']),
  ...[
    'frequency.mean',
    'perClaim.deductible',
    'perClaim.limit',
    'aggregate.attachment',
    'aggregate.limit',
  ].map((at): Refused => [`${at} is negative`, at, -1, 'out_of_range']),
  ...['severity.sigma', 'step'].map((at): Refused => [`${at} is 0`, at, 0, 'out_of_range']),
  ['points are a part', 'points', 4096.5, 'wrong_type'],
  ['points are more than 2^24', 'points', 2 ** 24 + 1, 'out_of_range'],
  ['years are one', 'years', 1, 'out_of_range'],
  ['the points hold less than 1 - 1e-9', 'points', 1024, 'out_of_range'],
  ['more probabilities than points are asked for', 'report.probabilities', 40_000, 'out_of_range'],
  ['p is over 1', 'frequency', { kind: 'binomial', n: 5, p: 1.1 }, 'out_of_range', 'frequency.p'],
  ['p is 0', 'frequency', { kind: 'negative-binomial', r: 5, p: 0 }, 'out_of_range', 'frequency.p'],
  ['n is a part', 'frequency', { kind: 'binomial', n: 5.5, p: 0.1 }, 'wrong_type', 'frequency.n'],
  ['a kind has the field of another', 'frequency', { kind: 'poisson', r: 2 }, 'unknown_field', 'frequency.r'],
  ...[[], [0.5, 0.4], [0.5, 0.6]].map((probabilities): Refused => {
    return [
      `${JSON.stringify(probabilities)} are shares`,
      'frequency',
      { kind: 'discrete', probabilities },
      'inconsistent',
      'frequency.probabilities',
    ];
  }),
  [
    'a probability is negative',
    'severity',
    { kind: 'discrete', probabilities: [1.5, -0.5] },
    'out_of_range',
    'severity.probabilities[0]',
  ],
  ['there are no values', 'severity', { kind: 'empirical', values: [] }, 'out_of_range', 'severity.values'],
  [
    'a value is negative',
    'severity',
    { kind: 'empirical', values: [1, -2] },
    'out_of_range',
    'severity.values[1]',
  ],
  [
    'weights are fewer than values',
    'severity',
    { kind: 'empirical', values: [1, 2], weights: [1] },
    'inconsistent',
    'severity.weights',
  ],
  [
    'all weights are 0',
    'severity',
    { kind: 'empirical', values: [1], weights: [0] },
    'inconsistent',
    'severity.weights',
  ],
];

const full = {
  ...reference,
  perClaim: { deductible: 0, limit: 250_000 },
  aggregate: { attachment: 1, limit: 2 },
  step: 1000,
  points: 2 ** 15,
  years: 10,
  seed: 1,
  report: { probabilities: 1 },
};

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('aggregate-loss', changed(full, at, value))).toEqual({ code, path });
  });

  test('the document that the table changes is answered', () => {
    expect(refusal('aggregate-loss', full)).toBeUndefined();
  });

  test.each(
    rows.named([
      ['a discrete severity has no step', 'step', NOTHING, 'missing_field'],
      ['panjer meets a discrete frequency', 'method', 'panjer', 'inconsistent', 'frequency.kind'],
    ]),
  )('$why', ({ at, value, code, path }) => {
    expect(refusal('aggregate-loss', changed(dental, at, value))).toEqual({ code, path });
  });

  const tail = (shape: number, given: object): object => ({
    frequency: { kind: 'poisson', mean: 1 },
    severity: { kind: 'pareto', shape, scale: 1 },
    method: 'fft',
    ...given,
  });
  const undefinedResult = { code: 'undefined_result', path: 'severity' };

  test('a default lattice meets no finite variance, or anything no finite mean', () => {
    expect(refusal('aggregate-loss', tail(2, {}))).toEqual(undefinedResult);
    expect(refusal('aggregate-loss', tail(1.5, { step: 1 }))).toEqual(undefinedResult);
    expect(refusal('aggregate-loss', tail(1.5, { points: 2 ** 20 }))).toEqual(undefinedResult);
    expect(refusal('aggregate-loss', tail(1, { step: 1, points: 2 ** 20 }))).toEqual(undefinedResult);
    expect(refusal('aggregate-loss', tail(1, { method: 'monte-carlo' }))).toEqual(undefinedResult);
    expect(refusal('aggregate-loss', tail(1, { perClaim: { limit: 10 } }))).toBeUndefined();
    expect(answer(tail(1.9, { step: 100, points: 2 ** 20 }))).not.toHaveProperty('standardDeviation');
  });

  test('a lattice or a simulation would be too large', () => {
    expect(refusal('aggregate-loss', { ...dental, step: 25, aggregate: { attachment: 1e12 } })).toEqual({
      code: 'too_large',
      path: 'step',
    });
    expect(refusal('aggregate-loss', tail(3, { method: 'panjer', step: 1e-3 }))).toEqual({
      code: 'too_large',
      path: 'method',
    });
    const many = { ...tail(3, { method: 'monte-carlo' }), frequency: { kind: 'poisson', mean: 1e9 } };
    expect(refusal('aggregate-loss', many)).toEqual({ code: 'too_large', path: 'years' });
  });

  test('points would hold the total only because it comes round', () => {
    const certain: AggregateLossInput = {
      frequency: { kind: 'binomial', n: 1100, p: 1 },
      severity: { kind: 'empirical', values: [1] },
      method: 'fft',
      step: 1,
      points: 500,
    };
    expect(refusal('aggregate-loss', certain)).toEqual({ code: 'out_of_range', path: 'points' });
    expect(answer({ ...certain, points: 1101 }).percentiles['0.5']).toBe(1100);
  });
});

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('aggregate-loss', dental, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('aggregate-loss', dental));
  expect(explanation.map(({ term, result }) => [term, result])).toEqual([
    ['number of claims', 'mean 3.4, standard deviation 1.720465053'],
    ['one claim', 'mean 92.5, standard deviation 57.87918451'],
    ['step', '25'],
    ['points', '128, to 3175'],
    ['one claim on the lattice', 'mean 92.5, standard deviation 57.87918451'],
    ['probability held', '1.000000000000'],
    ['mean', '314.5'],
    ['standard deviation', '191.6155004'],
    ['stop-loss premium', '222.660625'],
    ['probability of attachment', '0.8443734375'],
  ]);
  const simulated = ask('aggregate-loss', { ...dental, method: 'monte-carlo', years: 100 }, true) as {
    explanation: Record<string, string>[];
  };
  expect(simulated.explanation.map(({ term }) => term)).toEqual([
    'number of claims',
    'one claim',
    'years',
    'mean',
    'stop-loss premium',
    'probability of attachment',
  ]);
  for (const step of [...explanation, ...simulated.explanation]) {
    for (const text of Object.values(step)) expect(text).not.toMatch(/NaN|undefined|Infinity|^$/);
  }
});
