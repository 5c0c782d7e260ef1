/**
 * Naive twin of the calculator `reserve`, written straight from the section "reserve" of the calculators' rules and
 * the papers that it names. Factors and variances are exact fractions; Mack's errors come from his recursion of 1999,
 * development by development. It checks nothing. What a bootstrap draws from is passed in.
 */
import { larger, parseRatio, type Ratio } from './decimal.ts';

export interface ReserveInput {
  method:
    | 'chain-ladder'
    | 'mack'
    | 'bornhuetter-ferguson'
    | 'cape-cod'
    | 'benktander'
    | 'completion'
    | 'bootstrap';
  triangle?: number[][];
  average?: 'volume' | 'simple';
  tail?: number;
  exposure?: number[];
  expectedLossRatio?: number;
  apriori?: number[];
  iterations?: number;
  reported?: number[];
  completion?: number[];
  lastSigma?: 'mack' | 'log-linear';
  seed?: number;
  simulations?: number;
}

export interface ReserveOutput {
  factors?: number[];
  ultimate: number[];
  ibnr: number[];
  standardError?: number[];
  total: { reported: number; ultimate: number; ibnr: number; standardError?: number };
  percentiles?: Record<string, number>;
}

/** What a bootstrap draws: first every residual of a simulation, then its increments to come. */
export interface Draws {
  below(count: number): number;
  gamma(shape: number): number;
}

// Exact fractions.

const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d];
const over = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d, b * c];

/** The nearest number, but for the last bit. */
function numberOf([numerator, denominator]: Ratio): number {
  if (numerator === 0n) return 0;
  const sign = numerator < 0n ? -1 : 1;
  const size = numerator < 0n ? -numerator : numerator;
  const shift = BigInt(Math.max(0, 4 * (denominator.toString(16).length - size.toString(16).length) + 80));
  return (sign * Number((size << shift) / denominator)) / 2 ** Number(shift);
}

/** Cells as fractions of one denominator, so that their sums stay short. */
function fractionsOf(rows: number[][]): Ratio[][] {
  const read = rows.map((row) => row.map(parseRatio));
  const largest = read.flat().reduce((most, [, below]) => larger(most, below), 1n);
  return read.map((row) => row.map(([above, below]): Ratio => [(above * largest) / below, largest]));
}

// Chain ladder.

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const last = <Item>(list: Item[]): Item => list[list.length - 1];
const addUp = (fractions: Ratio[]): Ratio => fractions.reduce(plus);

/** The rows that show a development and the one after it. */
const rowsBeyond = (cells: Ratio[][], k: number): Ratio[][] => cells.filter((row) => row.length > k + 1);

function exactFactors(cells: Ratio[][], average: 'volume' | 'simple'): Ratio[] {
  return cells[0].slice(1).map((_, k) => {
    const rows = rowsBeyond(cells, k);
    if (average === 'simple') {
      return over(addUp(rows.map((row) => over(row[k + 1], row[k]))), [BigInt(rows.length), 1n]);
    }
    return over(addUp(rows.map((row) => row[k + 1])), addUp(rows.map((row) => row[k])));
  });
}

function triangleFigures(input: ReserveInput) {
  const cells = fractionsOf(input.triangle!);
  const exact = exactFactors(cells, input.average ?? 'volume');
  const tail = parseRatio(input.tail ?? 1);
  const ultimate = cells.map((row) =>
    numberOf([...exact.slice(row.length - 1), tail].reduce(times, last(row))),
  );
  const completion = cells.map((row) => 1 / numberOf([...exact.slice(row.length - 1), tail].reduce(times)));
  const factors = exact.map(numberOf);
  if ((input.tail ?? 1) !== 1) factors.push(input.tail!);
  return { cells, exact, factors, ultimate, completion, reported: input.triangle!.map(last) };
}

function outputOf(reported: number[], ultimate: number[], factors?: number[]): ReserveOutput {
  const ibnr = ultimate.map((figure, i) => figure - reported[i]);
  const total = { reported: sum(reported), ultimate: sum(ultimate), ibnr: sum(ultimate) - sum(reported) };
  return { ...(factors && { factors }), ultimate, ibnr, total };
}

// Mack.

function exactVariances(cells: Ratio[][], exact: Ratio[], lastSigma: 'mack' | 'log-linear'): number[] {
  const variances: number[] = [];
  for (let k = 0; k < exact.length; k++) {
    const rows = rowsBeyond(cells, k);
    if (rows.length > 1) {
      // sum of C (F - f)^2 = sum of next^2 / C - f^2 x sum of C
      const squares = addUp(rows.map((row) => over(times(row[k + 1], row[k + 1]), row[k])));
      const mean = times(times(exact[k], exact[k]), addUp(rows.map((row) => row[k])));
      variances.push(numberOf(plus(squares, [-mean[0], mean[1]])) / (rows.length - 1));
    } else if (lastSigma === 'mack') {
      const [before, next] = variances.slice(-2);
      variances.push(before === 0 ? 0 : Math.min(next ** 2 / before, before, next));
    } else {
      const x = variances.map((_, at) => at + 1).filter((at) => variances[at - 1] > 0);
      const y = x.map((at) => Math.log(variances[at - 1]));
      const n = x.length;
      const slope =
        (n * sum(x.map((at, index) => at * y[index])) - sum(x) * sum(y)) /
        (n * sum(x.map((at) => at * at)) - sum(x) ** 2);
      variances.push(Math.exp(sum(y) / n + slope * (exact.length - sum(x) / n)));
    }
  }
  return variances;
}

/** Mack 1999, ASTIN Bulletin 29, the recursive formulas for one origin and for the sum of origins. */
function mack(input: ReserveInput): ReserveOutput {
  const { cells, exact, factors, ultimate, reported } = triangleFigures(input);
  const variances = exactVariances(cells, exact, input.lastSigma ?? 'mack');
  const under = exact.map((_, k) => numberOf(addUp(rowsBeyond(cells, k).map((row) => row[k]))));
  const claims = reported.slice();
  const squares = reported.map(() => 0);
  let squaresOfSum = 0;
  for (let k = 0; k < exact.length; k++) {
    const open = reported.map((_, i) => i).filter((i) => cells[i].length <= k + 1);
    const openClaims = sum(open.map((i) => claims[i]));
    const f2 = factors[k] ** 2;
    squaresOfSum =
      f2 * squaresOfSum + variances[k] * openClaims + (openClaims ** 2 * variances[k]) / under[k];
    for (const i of open) {
      squares[i] = f2 * squares[i] + variances[k] * claims[i] + (claims[i] ** 2 * variances[k]) / under[k];
      claims[i] *= factors[k];
    }
  }
  const output = outputOf(reported, ultimate, factors);
  output.standardError = squares.map(Math.sqrt);
  output.total.standardError = Math.sqrt(squaresOfSum);
  return output;
}

// Bornhuetter-Ferguson and its relatives.

/** Benktander's ultimate as the mixture that it is: after t rounds (1 - p)^t of the a priori, the rest chain ladder. */
function benktander(reported: number, completion: number, apriori: number, rounds: number): number {
  if (completion === 0) return rounds * reported + apriori;
  const left = (1 - completion) ** rounds;
  return (1 - left) * (reported / completion) + left * apriori;
}

function fromSeen(input: ReserveInput): ReserveOutput {
  const seen = input.triangle
    ? triangleFigures(input)
    : { reported: input.reported!, completion: input.completion!, factors: undefined };
  const { reported, completion, factors } = seen;
  if (input.method === 'completion') {
    return outputOf(
      reported,
      reported.map((known, i) => known / completion[i]),
      factors,
    );
  }
  let apriori = input.apriori ?? input.exposure!.map((units) => units * (input.expectedLossRatio ?? 1));
  if (input.method === 'cape-cod') {
    const used = sum(input.exposure!.map((units, i) => units * completion[i]));
    apriori = input.exposure!.map((units) => (units * sum(reported)) / used);
  }
  const rounds = input.method === 'benktander' ? (input.iterations ?? 2) : 1;
  return outputOf(
    reported,
    reported.map((known, i) => benktander(known, completion[i], apriori[i], rounds)),
    factors,
  );
}

// Bootstrap.

/** England and Verrall 2002, appendix 3, step by step. */
function bootstrap(input: ReserveInput, draws: Draws): ReserveOutput {
  const { cells, factors, ultimate, reported } = triangleFigures(input);
  const n = cells[0].length;
  const increments = input.triangle!.map((row) => row.map((cell, k) => cell - (k > 0 ? row[k - 1] : 0)));
  const means = cells.map((row, i) => {
    const fitted = row.map((_, k) => ultimate[i] / factors.slice(k).reduce((product, f) => product * f, 1));
    return fitted.map((claims, k) => (k > 0 ? (factors[k - 1] === 1 ? 0 : claims - fitted[k - 1]) : claims));
  });
  const residuals = means.flatMap((row, i) =>
    row.map((m, k) => (m === 0 ? 0 : (increments[i][k] - m) / Math.sqrt(m))),
  );
  const points = residuals.length;
  const parameters = cells.length + n - 1;
  const phi = sum(residuals.map((r) => r ** 2)) / (points - parameters);
  const adjusted = residuals.map((r) => r * Math.sqrt(points / (points - parameters)));

  const simulations: number[][] = [];
  for (let s = 0; s < (input.simulations ?? 10_000); s++) {
    const pseudo = means.map((row) => {
      let claims = 0;
      return row.map((m) => (claims += m + adjusted[draws.below(points)] * Math.sqrt(m)));
    });
    const pseudoFactors = Array.from({ length: n - 1 }, (_, k) => {
      const rows = pseudo.filter((row) => row.length > k + 1);
      return sum(rows.map((row) => row[k + 1])) / sum(rows.map((row) => row[k]));
    });
    simulations.push(
      pseudo.map((row) => {
        let claims = last(row);
        let reserve = 0;
        for (const f of pseudoFactors.slice(row.length - 1)) {
          const m = claims * f - claims;
          const drawn = m === 0 || phi === 0 ? m : Math.sign(m) * phi * draws.gamma(Math.abs(m) / phi);
          reserve += drawn;
          claims *= f;
        }
        return reserve;
      }),
    );
  }

  const mean = (numbers: number[]): number => sum(numbers) / numbers.length;
  const deviation = (numbers: number[]): number =>
    Math.sqrt(sum(numbers.map((number) => (number - mean(numbers)) ** 2)) / (numbers.length - 1));
  const byOrigin = reported.map((_, i) => simulations.map((simulation) => simulation[i]));
  const totals = simulations.map(sum).sort((a, b) => a - b);
  const output = outputOf(
    reported,
    reported.map((known, i) => known + mean(byOrigin[i])),
    factors,
  );
  output.standardError = byOrigin.map(deviation);
  output.total.standardError = deviation(totals);
  output.percentiles = {};
  for (const p of [0.5, 0.75, 0.9, 0.95, 0.99, 0.995]) {
    const at = p * (totals.length - 1);
    const below = Math.floor(at);
    const [left, right] = [totals[below], totals[Math.ceil(at)]];
    output.percentiles[p] = left * (1 - (at - below)) + right * (at - below);
  }
  return output;
}

export function naiveReserve(input: ReserveInput, draws: Draws): ReserveOutput {
  if (input.method === 'mack') return mack(input);
  if (input.method === 'bootstrap') return bootstrap(input, draws);
  if (input.method !== 'chain-ladder') return fromSeen(input);
  const { reported, ultimate, factors } = triangleFigures(input);
  return outputOf(reported, ultimate, factors);
}
