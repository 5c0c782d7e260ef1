// aggregate-loss against its naive twin: every field of every answer, over generated documents of every kind.
import { expect, test } from 'vitest';
import { calculate } from '../../src/app/calculate.ts';
import { type AggregateLossOutput, naiveAggregateLoss } from '../naive/aggregate-loss.ts';
import { seeded } from '../naive/generate.ts';
import { generateAggregateLoss } from '../naive/generate-aggregate-loss.ts';

const DOCUMENTS = 20_000;
const TOLERANCE = 1e-9;

/** What of two answers differs by more than a billionth: amounts of the mean, probabilities of 1. */
function differences(ours: AggregateLossOutput, naive: AggregateLossOutput, step: number): string[] {
  const scale = Math.max(naive.mean, step);
  const far = (name: string, a: number | undefined, b: number | undefined, of: number) =>
    a === b || Math.abs(a! - b!) <= TOLERANCE * of ? [] : [`${name}: ${a} and ${b}`];
  return [
    ...far('mean', ours.mean, naive.mean, scale),
    ...far('standardDeviation', ours.standardDeviation, naive.standardDeviation, scale),
    ...far('skewness', ours.skewness, naive.skewness, Math.max(1, naive.skewness ?? 0)),
    ...far('stopLossPremium', ours.stopLossPremium, naive.stopLossPremium, scale),
    ...far('probabilityOfAttachment', ours.probabilityOfAttachment, naive.probabilityOfAttachment, 1),
    ...Object.keys(naive.percentiles).flatMap((level) =>
      far(level, ours.percentiles[level], naive.percentiles[level], scale),
    ),
    ...far('count', ours.probabilities?.length, naive.probabilities?.length, 0),
    ...(naive.probabilities ?? []).flatMap((share, at) =>
      far(`at ${at}`, ours.probabilities?.[at], share, 1),
    ),
  ];
}

test(`the core agrees with its naive twin on ${DOCUMENTS} documents`, () => {
  const random = seeded(20_261_122);
  for (let count = 0; count < DOCUMENTS; count += 1) {
    const document = generateAggregateLoss(random);
    const ours = calculate(
      'aggregate-loss',
      JSON.stringify(document),
      false,
    ) as unknown as AggregateLossOutput;
    const naive = naiveAggregateLoss(document);
    const found = 'refused' in ours ? [JSON.stringify(ours)] : differences(ours, naive, document.step!);
    if (found.length > 0) expect(found, JSON.stringify(document)).toEqual([]);
  }
});
