/** A seeded generator of random valid documents for the calculator `reserve`, of every shape its rules allow. */
import type { Random } from './generate.ts';
import type { ReserveInput } from './reserve.ts';

const METHODS: ReserveInput['method'][] = [
  'chain-ladder',
  'mack',
  'bornhuetter-ferguson',
  'cape-cod',
  'benktander',
  'completion',
  'bootstrap',
];

const whole = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));
const chance = (random: Random, probability: number): boolean => random() < probability;
const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[whole(random, 0, items.length - 1)];

/** A figure of at most so many decimals. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

interface Form {
  developments: number;
  /** Claims may fall, and some may be 0. */
  rough: boolean;
}

/** Rows of cumulative claims: some full ones, then each one shorter, not always down to a single cell. */
function triangle(random: Random, { developments, rough }: Form): number[][] {
  const full = chance(random, 0.6) ? 1 : whole(random, 2, 4);
  const shorter = chance(random, 0.8) ? developments - 1 : whole(random, 0, developments - 1);
  const decimals = pick(random, [0, 0, 0, 2, 3]);
  const scale = pick(random, [10, 1000, 100_000, 10_000_000]);
  const noise = pick(random, [0, 0.05, 0.3, 0.8]);
  const pattern = Array.from({ length: developments - 1 }, (_, k) =>
    // Some developments are as complete as the one before.
    chance(random, 0.1) ? 1 : 1 + (2 * random()) / (k + 1) ** 1.5,
  );
  return Array.from({ length: full + shorter }, (_, i) => {
    let claims = Math.max(1, rounded(scale * (0.5 + random()), decimals));
    const row = [claims];
    for (const factor of pattern.slice(0, developments - 1 - Math.max(0, i - full + 1))) {
      const grown = factor === 1 ? claims : claims * (1 + (factor - 1) * (1 + noise * (2 * random() - 1)));
      claims = Math.max(rough && chance(random, 0.1) ? rounded(claims * 0.9, decimals) : claims, 0.001);
      claims = rough && claims < row[row.length - 1] ? claims : Math.max(claims, rounded(grown, decimals));
      row.push(claims);
    }
    return row;
  });
}

/** Sets one cell of the first development to 0, where others keep their column above it. */
function withZero(random: Random, rows: number[][]): number[][] {
  const at = whole(random, 0, rows.length - 1);
  const others = rows.filter((row, i) => i !== at && row.length > 1);
  if (others.length === 0) return rows;
  return rows.map((row, i) => (i === at ? [0, ...row.slice(1)] : row));
}

function triangleFor(random: Random, method: ReserveInput['method'], isSimple: boolean): number[][] {
  if (method === 'mack') {
    for (;;) {
      const rows = triangle(random, { developments: whole(random, 4, 9), rough: chance(random, 0.3) });
      if (rows.length > 1) return rows;
    }
  }
  if (method === 'bootstrap') {
    for (;;) {
      const rows = triangle(random, { developments: whole(random, 1, 7), rough: false });
      const cells = rows.reduce((sum, row) => sum + row.length, 0);
      if (cells > rows.length + rows[0].length - 1) return rows;
    }
  }
  const rows = triangle(random, { developments: whole(random, 1, 9), rough: chance(random, 0.3) });
  return isSimple || chance(random, 0.8) ? rows : withZero(random, rows);
}

/** How many developments have two origins that went on differently, so that there is a variance for a line. */
function unevenDevelopments(rows: number[][]): number {
  return rows[0].slice(1).filter((_, k) => {
    const factors = rows.filter((row) => row.length > k + 1).map((row) => row[k + 1] / row[k]);
    return Math.max(...factors) > Math.min(...factors) * (1 + 1e-9);
  }).length;
}

function lengthOf({ triangle: rows, reported }: ReserveInput): number {
  return rows?.length ?? reported!.length;
}

export function generateReserve(random: Random): ReserveInput {
  const method = pick(random, METHODS);
  const input: ReserveInput = { method };
  const needsTriangle = method === 'chain-ladder' || method === 'mack' || method === 'bootstrap';
  const isExact = method === 'mack' || method === 'bootstrap';
  if (needsTriangle || chance(random, 0.5)) {
    if (chance(random, 0.4)) input.average = isExact ? 'volume' : pick(random, ['volume', 'simple']);
    if (chance(random, 0.3)) input.tail = isExact ? 1 : pick(random, [1, 1.05, 0.98, 2.5, 1.0001]);
    input.triangle = triangleFor(random, method, input.average === 'simple');
  } else {
    const least = method === 'completion' ? 0.01 : 0;
    const isEmpty = method !== 'completion' && chance(random, 0.2);
    input.reported = Array.from({ length: whole(random, 1, 12) }, () => rounded(1e5 * random(), 2));
    input.completion = input.reported.map((_, i) =>
      isEmpty && i > 0 && chance(random, 0.3)
        ? 0
        : rounded(least + (1 - least) * (0.05 + 0.95 * random()), 4),
    );
  }
  const origins = lengthOf(input);
  const figures = (most: number): number[] =>
    Array.from({ length: origins }, () => rounded(1 + most * random(), pick(random, [0, 2])));
  if (method === 'cape-cod' || chance(random, 0.3)) input.exposure = figures(1e6);
  if (method === 'bornhuetter-ferguson' || method === 'benktander') {
    if (input.exposure !== undefined || chance(random, 0.5)) {
      input.exposure ??= figures(1e6);
      input.expectedLossRatio = rounded(1.5 * random(), 3);
    }
    if (input.expectedLossRatio === undefined || chance(random, 0.2)) input.apriori = figures(1e5);
  }
  if (method === 'benktander' && chance(random, 0.7)) input.iterations = whole(random, 1, 60);
  if (method === 'mack' && chance(random, 0.4)) {
    input.lastSigma = pick(
      random,
      unevenDevelopments(input.triangle!) > 1 ? ['mack', 'log-linear'] : ['mack'],
    );
  }
  if (method === 'bootstrap') input.simulations = whole(random, 2, 24);
  if (chance(random, 0.3)) input.seed = whole(random, 0, 2 ** 40);
  return input;
}
