// The kernel that draws claims: its bytes are its source, its numbers those published, its claims those of a naive twin.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import wabt from 'wabt';
import * as kernels from '../src/core/simulation/claim-kernel.ts';
import { type ClaimTable, claimTable } from '../src/core/simulation/claim-table.ts';
import type { Severity } from '../src/core/simulation/severity.ts';
import { type State, stateAfter, stepOf, sumOf, uniformOf } from './naive/claim-kernel.ts';

const SOURCE = 'src/core/simulation/claim-kernel.wat';
const NOTHING = new Float64Array(1);
const unsigned = (number: bigint) => BigInt.asUintN(64, number);

const severities: readonly Severity[] = [
  { kind: 'lognormal', mu: 6, sigma: 2.2 },
  { kind: 'gamma', shape: 0.6, rate: 0.02 },
  { kind: 'pareto', shape: 1.5, scale: 100 },
  { kind: 'empirical', values: [10, 20, 90], weights: [5, 3, 2] },
];

function tableOf(severity: Severity, deductible = 0, limit = Infinity): ClaimTable {
  const table = claimTable(severity, { deductible, limit }, 10, 1);
  if ('refused' in table) throw new Error(JSON.stringify(table));
  return table;
}

/** The stream of lane 0 or 1 from a state, number by number. */
function streamFrom(state: State): () => bigint {
  let at = state;
  return () => {
    const { number, state: next } = stepOf(at);
    at = next;
    return number;
  };
}

test('its bytes are what its source compiles to', async () => {
  const { parseWat } = await wabt();
  const { buffer } = parseWat(SOURCE, readFileSync(SOURCE, 'utf8'), { simd: true }).toBinary({});
  const text = [
    '/** claim-kernel.wat as compiled; tests/claim-kernel.test.ts holds the two together, and with `-u` compiles it anew. */',
    `export const CLAIM_KERNEL =\n  '${Buffer.from(buffer).toString('base64')}';\n`,
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../src/core/simulation/claim-kernel-bytes.ts');
});

describe('the generator', () => {
  test('gives the numbers of its reference from the state 1, 2, 3, 4', () => {
    const kernel = kernels.openClaimKernel(NOTHING, 1);
    kernels.startStreams(kernel, [1n, 2n, 3n, 4n]);
    // The first outputs of Blackman and Vigna's C code, as the rand_xoshiro crate also tests them.
    expect(Array.from({ length: 10 }, () => unsigned(kernel.next()))).toEqual([
      41943041n,
      58720359n,
      3588806011781223n,
      3591011842654386n,
      9228616714210784205n,
      9973669472204895162n,
      14011001112246962877n,
      12406186145184390807n,
      15849039046786891736n,
      10450023813501588000n,
    ]);
  });

  test('is started by the words of SplitMix64', () => {
    // The first outputs of Vigna's C code from 1234567, as Rosetta Code lists them.
    expect(kernels.seedWords(1234567)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
    ]);
    expect(kernels.seedWords(2 ** 53 - 1)).not.toEqual(kernels.seedWords(2 ** 53 - 2));
  });

  const words: State = [0x0123456789abcdefn, 0xfedcba9876543210n, 0x0f1e2d3c4b5a6978n, 1n];
  let [block, lane]: [State, State] = [words, words];
  beforeAll(() => {
    [block, lane] = [stateAfter(words, 128), stateAfter(words, 192)];
  });

  test('has its second stream 2^192 steps on, and the next block 2^128 steps on, by squared matrices', () => {
    const kernel = kernels.openClaimKernel(NOTHING, 1);
    kernels.startStreams(kernel, words);
    const states = () => {
      const state = new BigUint64Array(kernel.memory.buffer, 0, 8);
      return [0, 1].map((at) => [0, 2, 4, 6].map((word) => state[word + at]));
    };
    expect(states()).toEqual([words, lane]);
    kernels.nextBlock(kernel);
    expect(states()).toEqual([block, stateAfter(lane, 128)]);
  });

  test('gives uniform numbers between 0 and 1, of 52 bits and a half', () => {
    const kernel = kernels.openClaimKernel(NOTHING, 5);
    const next = streamFrom(kernels.seedWords(5) as State);
    for (let draw = 0; draw < 1000; draw += 1) expect(kernel.uniform()).toBe(uniformOf(next()));
    // 0 and the largest number: neither 0 nor 1 comes out.
    expect([uniformOf(0n), uniformOf(2n ** 64n - 1n)]).toEqual([2 ** -53, 1 - 2 ** -53]);
  });
});

describe('claims', () => {
  const layers = [
    [0, Infinity],
    [25, 60],
    [0, 250_000],
  ] as const;
  const cases = severities.flatMap((severity) => layers.map((layer) => [severity, ...layer] as const));

  const start = kernels.seedWords(11) as State;
  let second = start;
  beforeAll(() => {
    second = stateAfter(start, 192);
  });

  test.each(cases)(
    'of %j over %d up to %d are those of the naive twin, bit for bit',
    (severity, ...layer) => {
      const table = tableOf(severity, ...layer);
      const kernel = kernels.openClaimKernel(table.values, 11);
      const lanes = [streamFrom(start), streamFrom(second)];
      for (const count of [1, 2, 3, 17, kernels.MOST_AT_ONCE - 1, kernels.MOST_AT_ONCE]) {
        const numbers = Array.from({ length: 2 * Math.ceil(count / 2) }, (_, index) => lanes[index % 2]!());
        const sum =
          table.kind === 'pieces'
            ? kernel.pieces(count, table.bits, table.deductible, table.limit)
            : kernel.points(count, table.columns);
        expect(sum).toBe(sumOf(table, numbers.slice(0, count)));
      }
    },
  );

  test('at the ends of the numbers are the ends of the table', () => {
    // Drawn by a state of which the next number is known: a of 0 and d as the rotated sum.
    const table = tableOf(severities[0]!);
    const kernel = kernels.openClaimKernel(table.values, 1);
    const state = new BigUint64Array(kernel.memory.buffer, 0, 8);
    for (const number of [0n, 1n, 2n ** 64n - 1n, 2n ** 64n - 2n, 2n ** 63n, 2n ** 12n, 2n ** 63n - 2n]) {
      const rotated = ((number >> 23n) | (number << 41n)) & (2n ** 64n - 1n);
      state.set([0n, 0n, 5n, 5n, 7n, 7n, rotated, rotated]);
      expect(kernel.pieces(1, 5, 0, Infinity)).toBe(sumOf(table, [number]));
    }
  });
});
