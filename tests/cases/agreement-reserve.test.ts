// reserve against its naive twin: every figure of every answer, over generated documents of every shape.
import { expect, it } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { gamma } from '../../src/core/simulation/gamma.ts';
import { streamOf } from '../../src/core/simulation/random.ts';
import { seeded } from '../naive/generate.ts';
import { generateReserve } from '../naive/generate-reserve.ts';
import { naiveReserve, type ReserveInput, type ReserveOutput } from '../naive/reserve.ts';

const TOLERANCE = 1e-9;

/** The twin's answer, drawing from the same stream of random numbers. */
function naive(document: ReserveInput): ReserveOutput {
  const random = streamOf(document.seed ?? 1);
  return naiveReserve(document, {
    below: (count) => random.below(count),
    gamma: (shape) => gamma(random, shape),
  });
}

/** The fields that differ: by more than the tolerance of the figure, or of the ultimate that it is part of. */
function differences(ours: ReserveOutput, twin: ReserveOutput): string[] {
  const found: string[] = [];
  const compare = (at: string, a: unknown, b: unknown, scale: number): void => {
    if (typeof a === 'number' && typeof b === 'number') {
      if (!(Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(b), Math.abs(scale))))
        found.push(`${at}: ${a} ${b}`);
    } else found.push(`${at}: ${a} ${b}`);
  };
  for (const name of ['factors', 'ultimate', 'ibnr', 'standardError'] as const) {
    const [a, b] = [ours[name], twin[name]];
    if (a?.length !== b?.length) found.push(name);
    for (const [i, figure] of (b ?? []).entries()) {
      compare(`${name}[${i}]`, a?.[i], figure, name === 'factors' ? 0 : twin.ultimate[i]!);
    }
  }
  for (const part of ['total', 'percentiles'] as const) {
    const [a, b] = [ours[part], twin[part]] as (Record<string, number> | undefined)[];
    if (Object.keys(a ?? {}).join() !== Object.keys(b ?? {}).join()) found.push(part);
    for (const [name, figure] of Object.entries(b ?? {})) {
      compare(`${part}.${name}`, a?.[name], figure, twin.total.ultimate);
    }
  }
  return found;
}

it('agrees with its naive twin on 30,000 reserves of every method', () => {
  const random = seeded(20_261_122);
  const methods = new Map<string, number>();
  for (let reserves = 0; reserves < 30_000; reserves += 1) {
    const document = generateReserve(random);
    const answer = calculate('reserve', JSON.stringify(document), false);
    const found = isRefusal(answer)
      ? [JSON.stringify(answer)]
      : differences(answer as unknown as ReserveOutput, naive(document));
    if (found.length > 0) expect(found, JSON.stringify(document)).toEqual([]);
    methods.set(document.method, (methods.get(document.method) ?? 0) + 1);
  }
  expect(methods.size).toBe(7);
  for (const count of methods.values()) expect(count).toBeGreaterThan(3000);
});
