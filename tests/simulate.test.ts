// `poolbook simulate`: its figures beside the exact ones, its errors beside those that repeats show, and how it refuses.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type SimulationDocument, simulateAggregate } from '../src/app/simulate-aggregate.ts';
import { isRefusal } from '../src/core/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'poolbook-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reference = {
  frequency: { kind: 'poisson', mean: 4000 },
  severity: { kind: 'lognormal', mu: 6, sigma: 2.2 },
  perClaim: { limit: 250_000 },
  aggregate: { attachment: 1.1 * 15_619_209.4 },
};

async function answer(document: object, options: object = {}): Promise<SimulationDocument> {
  const answered = await simulateAggregate(JSON.stringify(document), options);
  if (isRefusal(answered)) throw new Error(JSON.stringify(answered));
  return answered;
}

function command(document: unknown, ...options: string[]) {
  const file = join(folder, 'year.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/main.ts', 'simulate', file, ...options],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('simulated years', () => {
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

  test.each(pairs)('of %j and %j agree with the Fourier transform', async (frequency, severity) => {
    // A step so fine that the lattice's own error is far below the simulation's; of discrete claims, their distance.
    const document = { frequency, severity, perClaim: { deductible: 5, limit: 150 }, step: 0.25 };
    const points = severity.kind === 'discrete' ? { ...document, step: 5 } : document;
    const { exact: first } = await answer(points, { years: 100 });
    const aggregate = { attachment: 1.2 * first!.mean, limit: 400 };
    const { simulated, standardErrors, exact } = await answer(
      { ...points, aggregate },
      { years: 100_000, seed: 3 },
    );
    for (const figure of [
      'mean',
      'standardDeviation',
      'stopLossPremium',
      'probabilityOfAttachment',
    ] as const) {
      const error = standardErrors[figure]!;
      expect(error).toBeGreaterThan(0);
      const lattice = figure === 'standardDeviation' ? 1e-3 * exact![figure]! : 0;
      expect(Math.abs(simulated[figure]! - exact![figure]!), figure).toBeLessThan(4 * error + lattice);
    }
  });

  test('of the design are within four standard errors of the fine lattice', async () => {
    const { simulated, standardErrors } = await answer(reference, { seed: 2 });
    // Mean and deviation as the design has them; the expected excess over 110 % of the mean.
    for (const [figure, exact] of [
      ['mean', 15_619_209.4],
      ['standardDeviation', 1_077_287],
      ['stopLossPremium', 41_036],
    ] as const)
      expect(Math.abs(simulated[figure]! - exact)).toBeLessThan(4 * standardErrors[figure]!);
  });

  test('have standard errors as large as the figures of other seeds differ', async () => {
    const small = {
      ...reference,
      step: 1000,
      frequency: { kind: 'poisson', mean: 20 },
      aggregate: { attachment: 150_000 },
    };
    const repeats = await Promise.all(
      Array.from({ length: 200 }, (_, seed) => answer(small, { years: 1000, seed })),
    );
    const figures: ((figures: Partial<SimulationDocument['simulated']>) => number)[] = [
      ({ mean }) => mean!,
      ({ standardDeviation }) => standardDeviation!,
      ({ stopLossPremium }) => stopLossPremium!,
      ({ probabilityOfAttachment }) => probabilityOfAttachment!,
      ({ percentiles }) => percentiles!['0.5']!,
      ({ percentiles }) => percentiles!['0.9']!,
    ];
    for (const figure of figures) {
      const drawn = repeats.map(({ simulated }) => figure(simulated));
      const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
      const spread = Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length);
      const told =
        repeats.reduce((sum, { standardErrors }) => sum + figure(standardErrors), 0) / drawn.length;
      // The spread of 200 is known to a twentieth; that of a percentile's error is wider.
      expect(told / spread).toBeGreaterThan(0.8);
      expect(told / spread).toBeLessThan(1.25);
    }
  });

  test('leave out what a tail has not, and say why there is nothing exact', async () => {
    const heavy = {
      frequency: { kind: 'poisson', mean: 1 },
      severity: { kind: 'pareto', shape: 1.5, scale: 1 },
      aggregate: { attachment: 3 },
    };
    const told = await answer(heavy);
    expect(Object.keys(told.simulated)).toEqual([
      'mean',
      'percentiles',
      'stopLossPremium',
      'probabilityOfAttachment',
    ]);
    expect(Object.keys(told.standardErrors)).toEqual(['probabilityOfAttachment', 'percentiles']);
    expect(told).toMatchObject({ exactRefused: { code: 'undefined_result', path: 'severity' } });
    const fourth = await answer({ ...heavy, severity: { kind: 'pareto', shape: 3.5, scale: 1 } });
    expect(Object.keys(fourth.standardErrors)).not.toContain('standardDeviation');
    expect(fourth.simulated.standardDeviation).toBeGreaterThan(0);
  });
});

describe('poolbook simulate', () => {
  test('prints each figure with its error beside the exact one', () => {
    const { status, stdout, stderr } = command(reference, '--years', '2000');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe('2,000 years, seed 1');
    expect(stdout).toMatch(/^Mean +15,\d{3},\d{3}\.\d\d +\d\d,\d{3}\.\d\d +15,619,209\.40 +-?\d\.\d$/m);
    expect(stdout).toMatch(/^Over the attachment +\d\.\d{4} % +0\.\d{4} % +7\.7\d\d\d % +-?\d\.\d$/m);
  });

  test('prints one document with --json: as the calculator reads it, with years and seed of its own or given', () => {
    const document = { ...reference, method: 'fft', years: 300, seed: 9, report: { probabilities: 3 } };
    const own = JSON.parse(command(document, '--json').stdout);
    expect(own).toMatchObject({ years: 300, seed: 9 });
    const given = JSON.parse(command(document, '--json', '--years', '400', '--seed', '10').stdout);
    expect(given).toMatchObject({ years: 400, seed: 10 });
    expect(given.simulated.mean).not.toBe(own.simulated.mean);
    expect(given.exact).toEqual(own.exact);
  });

  test.each([
    ['{', [], 'wrong_type', ''],
    [[], [], 'wrong_type', ''],
    [reference, ['--years', 'many'], 'wrong_type', 'years'],
    [reference, ['--years', '1'], 'out_of_range', 'years'],
    [reference, ['--seed', '1.5'], 'wrong_type', 'seed'],
    [{ ...reference, method: 'tarot' }, [], 'wrong_type', 'method'],
    [{ ...reference, frequency: { kind: 'poisson', mean: 1e9 } }, [], 'too_large', 'years'],
    [
      { ...reference, severity: { kind: 'pareto', shape: 1, scale: 1 }, perClaim: {} },
      [],
      'undefined_result',
      'severity',
    ],
    [{ ...reference, severity: { kind: 'lognormal', mu: 0, sigma: 500 } }, [], 'out_of_range', 'severity'],
    [{ ...reference, severity: { kind: 'discrete', probabilities: [1] } }, [], 'missing_field', 'step'],
  ] as const)('refuses %j %j with %s at "%s"', (document, options, code, path) => {
    const { status, stdout, stderr } = command(document, '--json', ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ code, path });
  });

  test('says of a file that is not there what to do', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['src/main.ts', 'simulate', join(folder, 'none')],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('(file_unreadable)');
  });

  test('shows how far it is, and ends at Ctrl-C', async () => {
    const file = join(folder, 'long.json');
    writeFileSync(file, JSON.stringify({ ...reference, years: 10_000_000 }));
    const child = spawn(process.execPath, ['src/main.ts', 'simulate', file]);
    const told = await new Promise<string>((resolve) => {
      child.stderr.once('data', (text) => resolve(String(text)));
    });
    expect(told).toMatch(/^simulating: [\d,]+ of 10,000,000 years, \d+ %, [\d,]+ years\/s, .* left\n$/);
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
  });
});

test('what draws the years needs neither Node nor threads, so that a browser can draw them', () => {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
      expect(target, file).toMatch(/^\./);
      visit(join(file, '..', target!));
    }
  };
  visit('src/core/simulation/year-blocks.ts');
  expect(seen).toContain('src/core/simulation/claim-kernel-bytes.ts');
});
