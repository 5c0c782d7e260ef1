// The comparison of bids against its naive twin: every field, over generated tenders of every shape.
import { expect, it } from 'vitest';
import { compareTender } from '../../src/app/compare.ts';
import { seeded } from '../naive/generate.ts';
import { generateTender } from '../naive/generate-tender.ts';
import { naiveComparison } from '../naive/tender.ts';
import { expectAlike } from './alike.ts';

it('the comparison agrees with its naive twin on 20,000 tenders', () => {
  const random = seeded(20_270_101);
  const seen = new Map<string, number>();
  for (let tenders = 0; tenders < 20_000; tenders += 1) {
    const document = generateTender(random);
    const [ours, naive] = [compareTender(JSON.stringify(document), false), naiveComparison(document)];
    expectAlike(ours, naive, document);
    for (const kind of kindsOf(ours)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  // What is compared is also met: each kind often.
  for (const kind of [
    'holds',
    'does not hold',
    'returned',
    'second year',
    'commission',
    'pool-is-joined',
    'plan-is-cut',
  ])
    expect(seen.get(kind), kind).toBeGreaterThan(2000);
});

function kindsOf(ours: ReturnType<typeof compareTender>): string[] {
  if ('refused' in ours) throw new Error(`${ours.code} ${ours.path}: ${ours.expected}, ${ours.actual}`);
  const { bids, rise } = ours;
  return [
    ...bids.flatMap((bid) => [
      bid.holds ? 'holds' : 'does not hold',
      ...(/[1-9]/.test(bid.years.good.returned) ? ['returned'] : []),
      ...('secondYearFixedCostMost' in bid ? ['second year'] : []),
      ...(/[1-9]/.test(bid.commissionAdded) ? ['commission'] : []),
    ]),
    ...(rise?.answers.map(({ answer }) => answer) ?? []),
  ];
}
