// reserve: how its documents are refused, what its schema says, and what its explanation says.
import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { seeded } from '../naive/generate.ts';
import { generateReserve } from '../naive/generate-reserve.ts';
import { REINSURANCE_ASSOCIATION, TAYLOR_ASHE } from '../triangles.ts';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const mack = { method: 'mack', triangle: TAYLOR_ASHE, average: 'volume', tail: 1, lastSigma: 'mack' };
const exposed = {
  method: 'bornhuetter-ferguson',
  triangle: [[100, 150, 160], [110, 170], [90]],
  exposure: [200, 210, 220],
  expectedLossRatio: 0.8,
};
const seen = {
  method: 'benktander',
  reported: [90, 60],
  completion: [1, 0.5],
  apriori: [100, 110],
  iterations: 3,
};

const figureRows = (...paths: string[]): Refused[] =>
  paths.flatMap((at): Refused[] => [
    [`${at} is a text`, at, '1', 'wrong_type'],
    [`${at} is null`, at, null, 'wrong_type'],
    [`${at} is negative`, at, -0.001, 'out_of_range'],
    [`${at} is beyond 2^53 - 1`, at, 2 ** 53, 'too_large'],
  ]);

const countRows = (at: string, below: number, above: number): Refused[] => [
  [`${at} is no whole number`, at, 2.5, 'wrong_type'],
  [`${at} is a text`, at, '2', 'wrong_type'],
  [`${at} is too few`, at, below, 'out_of_range'],
  [`${at} is too many`, at, above, 'out_of_range'],
];

const mackTable: readonly Refused[] = [
  ...rows.objectRows(''),
  ...rows.missingRows('method', 'triangle'),
  ...rows.choiceRows('method', 'average', 'lastSigma'),
  ...rows.listRows('triangle', 'triangle[3]'),
  ...figureRows('triangle[0][0]', 'triangle[9][0]', 'tail'),
  ['the tail is 0', 'tail', 0, 'out_of_range'],
  ['the average is simple', 'average', 'simple', 'inconsistent'],
  ['there is a tail', 'tail', 1.05, 'inconsistent'],
  ['there is no origin', 'triangle', [], 'inconsistent'],
  ['an origin has no development', 'triangle', [[]], 'inconsistent', 'triangle[0]'],
  ['an origin grows longer', 'triangle[1]', TAYLOR_ASHE[0]!.concat(1), 'inconsistent'],
  ['the second shorter origin has the length of the first', 'triangle[2]', TAYLOR_ASHE[1], 'inconsistent'],
  ['an origin is shorter by two', 'triangle[1]', TAYLOR_ASHE[2], 'inconsistent'],
  ['claims are reported as well', 'reported', [1], 'inconsistent'],
  ['completion is given as well', 'completion', [1], 'inconsistent'],
  ['claims under a factor are 0', 'triangle[1][0]', 0, 'undefined_result'],
  ['there is one origin', 'triangle', [[1, 2, 3, 4]], 'undefined_result'],
  ['there are three developments', 'triangle', [[1, 2, 3], [1, 2], [1]], 'undefined_result'],
  [
    'there are three developments of several origins',
    'triangle',
    [
      [1, 2, 3],
      [2, 3, 4],
      [2, 2, 3],
    ],
    'undefined_result',
  ],
  [
    'all claims of a development are taken back',
    'triangle',
    [[1, 2, 3, 0], [1, 2, 3], [1, 2], [1]],
    'undefined_result',
  ],
  ['a seed is negative', 'seed', -1, 'out_of_range'],
  ['a seed is no number', 'seed', 'luck', 'wrong_type'],
];

const bootstrapTable: readonly Refused[] = [
  ...countRows('simulations', 1, 1_000_001),
  ['the average is simple', 'average', 'simple', 'inconsistent'],
  ['there is a tail', 'tail', 0.99, 'inconsistent'],
  ['there is no degree of freedom', 'triangle', [[1, 2], [1]], 'undefined_result'],
  ['there is a single cell', 'triangle', [[1]], 'undefined_result'],
  ['claims fall', 'triangle', [[10, 9, 12], [10, 8], [10]], 'undefined_result'],
  [
    'claims move where none are expected',
    'triangle',
    [[10, 12, 14], [10, 8], [10]],
    'undefined_result',
    'triangle[0][1]',
  ],
  ['a development has no claims', 'triangle', [[0, 9, 12], [0, 8], [10]], 'undefined_result'],
];

const exposedTable: readonly Refused[] = [
  ...rows.missingRows('expectedLossRatio', 'exposure'),
  ...rows.listRows('exposure', 'apriori'),
  ...figureRows('exposure[1]', 'expectedLossRatio'),
  ['an exposure is missing', 'exposure', [200, 210], 'inconsistent'],
  ['an a priori is too many', 'apriori', [1, 2, 3, 4], 'inconsistent'],
  [
    'there is neither exposure nor a priori',
    '',
    { method: 'benktander', triangle: exposed.triangle },
    'missing_field',
    'apriori',
  ],
  ['a development has no claims', 'triangle', [[0, 150, 160], [0, 170], [90]], 'undefined_result'],
  ['all claims are taken back', 'triangle', [[100, 150, 0], [110, 170], [90]], 'undefined_result'],
];

const seenTable: readonly Refused[] = [
  ...rows.missingRows('reported', 'completion', 'apriori'),
  ...rows.listRows('reported', 'completion'),
  ...figureRows('reported[0]', 'apriori[1]'),
  ...countRows('iterations', 0, 10_001),
  ['nothing is given', '', { method: 'benktander' }, 'missing_field', 'triangle'],
  ['a completion is negative', 'completion[0]', -0.1, 'out_of_range'],
  ['a completion is over 1', 'completion[0]', 1.000001, 'out_of_range'],
  ['a completion is a text', 'completion[0]', '0.5', 'wrong_type'],
  ['a completion is missing', 'completion', [1], 'inconsistent'],
  ['there is no origin', 'reported', [], 'inconsistent'],
  ['there is a tail', 'tail', 1.1, 'inconsistent'],
  ['there is an average', 'average', 'simple', 'inconsistent'],
  ['nothing is seen, by completion', 'method', 'completion', 'undefined_result', 'completion[1]'],
];

const REFUSED = [
  ['mack', mack, mackTable],
  ['bootstrap', { method: 'bootstrap', triangle: TAYLOR_ASHE, simulations: 10 }, bootstrapTable],
  ['a triangle and exposure', exposed, exposedTable],
] as const;

describe.each(REFUSED)('a document of %s is refused where', (_, document, table) => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('reserve', changed(document, at, value))).toEqual({ code, path: path === '' ? at : path });
  });
});

describe('a document of what is reported is refused where', () => {
  test.each(rows.named(seenTable))('$why', ({ at, value, code, path }) => {
    const document = at === 'method' ? { ...seen, completion: [1, 0] } : seen;
    expect(refusal('reserve', changed(document, at, value))).toEqual({ code, path });
  });

  test.each(['chain-ladder', 'mack', 'bootstrap'])('%s has no triangle', (method) => {
    expect(refusal('reserve', { ...seen, method })).toEqual({ code: 'missing_field', path: 'triangle' });
  });

  test('Cape Cod has no exposure, or none that is used up', () => {
    const capeCod = { ...seen, method: 'cape-cod', exposure: [0, 10] };
    expect(refusal('reserve', capeCod)).toBeUndefined();
    expect(refusal('reserve', changed(capeCod, 'exposure', NOTHING))).toEqual({
      code: 'missing_field',
      path: 'exposure',
    });
    expect(refusal('reserve', { ...capeCod, exposure: [0, 0] })).toEqual({
      code: 'undefined_result',
      path: 'exposure',
    });
  });
});

describe('a document is refused rather than answered without meaning where', () => {
  const triangle = [[10, 20], [0]];

  test('a simple average divides by 0, though the sum of the claims does not', () => {
    const zero = { method: 'chain-ladder', triangle: [[0, 4], [10, 20], [10]] };
    expect(ask('reserve', zero)).toMatchObject({ factors: [2.4] });
    expect(refusal('reserve', { ...zero, average: 'simple' })).toEqual({
      code: 'undefined_result',
      path: 'triangle[0][0]',
    });
  });

  test('factors leave the range of a number', () => {
    const steep = [1e-300, 1e-150, 1, 1e15].map((_, origin, steps) => steps.slice(0, 4 - origin));
    for (const method of ['chain-ladder', 'mack']) {
      expect(refusal('reserve', { method, triangle: steep })).toMatchObject({ code: 'undefined_result' });
    }
    expect(refusal('reserve', { ...seen, reported: [1, 2 ** 52], completion: [1, 5e-324] })).toBeUndefined();
    expect(refusal('reserve', { ...seen, method: 'completion', completion: [1, 5e-324] })).toEqual({
      code: 'undefined_result',
      path: 'reported',
    });
  });

  test('the last variance has no line', () => {
    const even = [[10, 20, 30, 40], [10, 20, 30], [10, 20], [10]];
    expect(refusal('reserve', { method: 'mack', triangle: even, lastSigma: 'log-linear' })).toEqual({
      code: 'undefined_result',
      path: 'lastSigma',
    });
    expect(ask('reserve', { method: 'mack', triangle: even })).toMatchObject({ standardError: [0, 0, 0, 0] });
  });

  test('and an origin without claims is expected to have none', () => {
    expect(ask('reserve', { method: 'chain-ladder', triangle })).toMatchObject({
      ultimate: [20, 0],
      ibnr: [0, 0],
    });
    const empty = [...TAYLOR_ASHE.slice(0, 9), [0]];
    const { standardError } = ask('reserve', { method: 'mack', triangle: empty }) as {
      standardError: number[];
    };
    expect(standardError[9]).toBe(0);
  });
});

test('a document, however odd its figures, is answered with finite figures or refused', () => {
  const random = seeded(20_261_122);
  const odd = [0, 0, 1e-300, 5e-324, 1e-9, 1, 0.1, 2 ** 53 - 1, 1e15];
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const counts = { answered: 0, refused: 0 };
  for (let documents = 0; documents < 6000; documents += 1) {
    const document = structuredClone(generateReserve(random));
    const lists = [
      document.triangle,
      document.reported,
      document.exposure,
      document.apriori,
      document.completion,
    ];
    for (let change = 0; change < 1 + 3 * random(); change += 1) {
      const list = oneOf(lists.flatMap((some) => (some === undefined ? [] : [some])));
      const into = Array.isArray(list[0]) ? oneOf(list as number[][]) : (list as number[]);
      into[Math.floor(random() * into.length)] = oneOf(odd);
    }
    const answer = calculate('reserve', JSON.stringify(document), documents % 4 === 0);
    if (isRefusal(answer)) {
      counts.refused += 1;
      expect(['undefined_result', 'out_of_range']).toContain(answer.code);
      continue;
    }
    counts.answered += 1;
    const { explanation, ...figures } = answer;
    // NaN and infinite figures become null in JSON.
    if (JSON.stringify(figures).includes('null')) expect(figures, JSON.stringify(document)).toEqual({});
    const steps = (explanation ?? []) as object[];
    const without = steps.filter((step) => /NaN|Infinity|undefined/.test(JSON.stringify(step)));
    if (without.length > 0) expect(without, JSON.stringify(document)).toEqual([]);
  }
  expect(Math.min(counts.answered, counts.refused)).toBeGreaterThan(1000);
});

describe('an answer', () => {
  test('lists the factors, and the tail where there is one', () => {
    const simple = { method: 'chain-ladder', triangle: [[100, 150], [300, 360], [60]], average: 'simple' };
    expect(ask('reserve', simple)).toEqual({
      factors: [1.35],
      ultimate: [150, 360, 81],
      ibnr: [0, 0, 21],
      total: { reported: 570, ultimate: 591, ibnr: 21 },
    });
    const { factors, ultimate } = ask('reserve', { ...simple, tail: 1.1 }) as Record<string, number[]>;
    expect(factors).toEqual([1.35, 1.1]);
    expect(ultimate![2]).toBeCloseTo(60 * 1.35 * 1.1, 10);
  });

  test('takes an a priori before exposure', () => {
    const { ultimate } = ask('reserve', { ...exposed, apriori: [0, 0, 0] }) as { ultimate: number[] };
    expect(ultimate).toEqual([160, 170, 90]);
  });

  test('of a single full origin has nothing to come', () => {
    expect(ask('reserve', { method: 'chain-ladder', triangle: [[7]] })).toMatchObject({
      factors: [],
      ibnr: [0],
    });
  });

  test('has percentiles of the bootstrap alone, and the same ones again', () => {
    const document = { method: 'bootstrap', triangle: REINSURANCE_ASSOCIATION, simulations: 500 };
    const answer = ask('reserve', document);
    expect(Object.keys(answer.percentiles as object)).toEqual([
      '0.5',
      '0.75',
      '0.9',
      '0.95',
      '0.99',
      '0.995',
    ]);
    expect(ask('reserve', { ...document, seed: 1 })).toEqual(answer);
    expect(ask('reserve', { ...document, seed: 2 })).not.toEqual(answer);
    expect(ask('reserve', mack)).not.toHaveProperty('percentiles');
  });
});

interface Explained {
  explanation: { about: string; term: string; formula: string; result: string; source: string }[];
}

describe('--explain', () => {
  const stepsOf = (document: object) => {
    const { explanation, ...explained } = ask('reserve', document, true) as unknown as Explained;
    expect(explained).toEqual(ask('reserve', document));
    return explanation;
  };
  const linesOf = (document: object) =>
    stepsOf(document).map(({ about, term, formula, result }) => `${about}, ${term}: ${formula} = ${result}`);

  test('walks Mack’s exhibit to 18,680,856 with standard error 2,447,095', () => {
    const steps = stepsOf(mack);
    const result = (about: string, term: string) =>
      steps.find((step) => step.about === about && step.term === term)!.result;
    expect(steps).toHaveLength(9 + 9 + 3 * 10 + 3);
    expect(result('development 1', 'factor to the next')).toBe('3.490607');
    expect(result('development 1', 'sigma squared')).toBe('160,280.3');
    expect(steps[17]!.formula).toBe('smallest of 1,147.366^2 / 446.6166, 446.6166 and 1,147.366');
    expect(steps.find(({ about, term }) => about === 'origin 2' && term === 'standard error')!.formula).toBe(
      '5,433,719 x square root of (446.6166 / 1.017725^2 x (1 / 5,339,085 + 1 / 3,833,515))',
    );
    expect(result('origin 10', 'standard error')).toBe('1,363,155');
    expect(result('total', 'IBNR')).toBe('18,680,856');
    expect(result('total', 'standard error')).toBe('2,447,095');
    for (const { source } of steps) expect(source).toMatch(/^(CALCULATORS\.md, reserve|Mack 1993)/);
  });

  test('says how each other method came to its ultimates', () => {
    expect(linesOf(exposed).filter((line) => line.startsWith('origin 3, ultimate'))).toEqual([
      'origin 3, ultimate: 90 + 176 x (1 - 0.6152344) = 157.7188',
    ]);
    expect(linesOf({ ...exposed, method: 'cape-cod' })).toContain(
      'total, loss ratio: 420 reported / 532.2266 of exposure x completion = 0.7891376',
    );
    expect(linesOf(seen)).toContain(
      'origin 2, ultimate: 60 + 110 x (1 - 0.5), taken 3 times, each from the result of the last = 118.75',
    );
    expect(linesOf({ method: 'completion', reported: [30000], completion: [0.3] })).toEqual([
      'origin 1, ultimate: 30,000 / 0.3 = 100,000',
      'origin 1, IBNR: 100,000 - 30,000 = 70,000',
      'total, ultimate: sum of the origins = 100,000',
      'total, IBNR: 100,000 - 30,000 = 70,000',
    ]);
    expect(
      linesOf({ method: 'chain-ladder', triangle: [[1, 2], [3, 4], [5]], average: 'simple', tail: 1.5 }),
    ).toEqual([
      'development 1, factor to the next: mean of the factors of origins 1 to 2: 2, 1.333333 = 1.666667',
      'tail, factor to the ultimate: as given = 1.5',
      'origin 1, ultimate: 2 x 1.5 = 3',
      'origin 1, IBNR: 3 - 2 = 1',
      'origin 2, ultimate: 4 x 1.5 = 6',
      'origin 2, IBNR: 6 - 4 = 2',
      'origin 3, ultimate: 5 x 1.666667 x 1.5 = 12.5',
      'origin 3, IBNR: 12.5 - 5 = 7.5',
      'total, ultimate: sum of the origins = 21.5',
      'total, IBNR: 21.5 - 11 = 10.5',
    ]);
  });

  test('shows the model and the places of the percentiles of a bootstrap', () => {
    const lines = linesOf({ method: 'bootstrap', triangle: TAYLOR_ASHE, simulations: 101 });
    expect(lines).toContain(
      'triangle, dispersion: sum of squared residuals 1,893,649 / (55 cells - 19 parameters) = 52,601.36',
    );
    expect(lines).toContain('triangle, adjustment of residuals: square root of 55 / 36 = 1.236033');
    expect(lines.at(-6)).toMatch(/^total, percentile 0.5: place 51 of the simulated totals/);
  });
});
