import { expect, test } from 'vitest';
import { day } from '../../../tests/contracts.ts';
import { HERE, runTerms, span, staged } from '../../../tests/partitions.ts';
import { stagedColumns } from './staged-columns.ts';
import { undecidableClaims } from './undecidable-claims.ts';

const GONE = 99;
const terms = runTerms();

const find = (lines: ReturnType<typeof staged>, spans: Parameters<typeof span>[0][], personId = 1) =>
  undecidableClaims(terms, {
    staged: stagedColumns(lines),
    spans: new Map([[personId, spans.map((changes) => span(changes))]]),
    accumulators: [],
    decidedBefore: new Uint32Array(0),
  });

test('a claim under a plan that the document holds is decidable', () => {
  expect(find(staged({}), [{ planId: HERE }])).toEqual([]);
});

test('the first claim of a person that falls under a plan that is gone is not, nor one that falls behind it', () => {
  const spans = [
    { from: day('2026-01-01'), to: day('2026-01-31') },
    { from: day('2026-02-01'), to: day('2026-02-28'), planId: GONE },
  ];
  const on = (text: string, claimId: number) => ({ claimId, serviceDay: day(text) });
  const before = on('2026-01-15', 7);
  expect(find(staged(before), spans)).toEqual([]);
  for (const fallen of ['2026-02-15', '2026-03-15'])
    expect(find(staged(before, on(fallen, 8), on(fallen, 9)), spans)).toEqual([{ claimId: 8, planId: GONE }]);
});

test('no claim of a person without coverage is, and at most twenty persons are named', () => {
  const lines = staged(...Array.from({ length: 30 }, (_, index) => ({ personId: index + 1 })));
  const found = find(lines, [{ planId: HERE }], 2);
  expect(found).toHaveLength(20);
  expect(found.slice(0, 2)).toEqual([
    { claimId: 1, planId: undefined },
    { claimId: 3, planId: undefined },
  ]);
});
