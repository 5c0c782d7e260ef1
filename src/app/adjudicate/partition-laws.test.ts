import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../tests/contracts.ts';
import {
  decidePlain,
  ELSEWHERE,
  input,
  type PlainDecision,
  type PlainInput,
  type PlainOutput,
  runTerms,
  span,
  staged,
} from '../../../tests/partitions.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { monthOf } from '../../core/calendar/month.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { StagedLine } from './staged-columns.ts';

const anyLines = array(
  record({
    personId: integer({ min: 1, max: 5 }),
    serviceDay: integer({ min: day('2025-11-01'), max: day('2027-02-28') }),
    receivedDay: integer({ min: day('2026-01-01'), max: day('2026-04-30') }),
    provider: constantFrom('', 'P', 'Q'),
    service: constantFrom('', 'therapy', 'cosmetic'),
    network: constantFrom('in', 'out'),
    benefit: constantFrom('medical', 'pharmacy'),
    charge: integer({ min: -2, max: 8 }).map((hundreds) => hundreds * 5000),
    share: integer({ min: 1, max: 4 }),
  }),
  { maxLength: 40 },
).map((lines) =>
  lines.map(({ share, ...line }, index) => ({
    ...staged(line)[0]!,
    claimId: index + 1,
    subscriberId: line.personId <= 3 ? 1 : 2,
    allowed: (line.charge * share) / 4,
  })),
);

const spansOfAll: ReadonlyMap<number, readonly CoverageSpan[]> = new Map([
  [1, [span({ tier: 'family' })]],
  [
    2,
    [
      span({ tier: 'family', to: day('2026-06-30') }),
      span({ from: day('2026-09-01'), memberId: 6, tier: 'family' }),
    ],
  ],
  [
    3,
    [span({ tier: 'family', to: day('2026-03-31') }), span({ from: day('2026-04-01'), planId: ELSEWHERE })],
  ],
  [4, [span()]],
  [5, [span({ from: day('2026-02-15') })]],
]);

const inOrder = (lines: readonly StagedLine[]) =>
  [...lines].sort(
    (a, b) => a.subscriberId - b.subscriberId || a.receivedDay - b.receivedDay || a.claimId - b.claimId,
  );

describe('for every partition', () => {
  test('charge is split without rest, and entries and rollups are the sums of the decisions', () => {
    assert(
      property(anyLines, (lines) => {
        const output = decidePlain(runTerms(), {
          ...input([]),
          spans: spansOfAll,
          lines: inOrder(lines),
        });
        expect(output.decisions).toHaveLength(lines.length);
        const posted = new Map<string, number>();
        const add = (key: string, amount: number) => posted.set(key, (posted.get(key) ?? 0) + amount);
        for (const decision of output.decisions) {
          const { line, copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill } =
            decision;
          expect(copay + deductible + coinsurance + planPays + notCovered + writeOff + balanceBill).toBe(
            line.charge,
          );
          add(`claims incurred ${monthOf(line.receivedDay)} ${decision.memberId}`, planPays);
          add(`claims paid ${monthOf(decision.paidDay)} ${decision.memberId}`, planPays);
        }
        const entries = output.entries.map(
          ({ event, month, memberId, postings }) =>
            [`${event} ${month} ${memberId}`, postings[0]!.amount] as const,
        );
        expect(new Map(entries)).toEqual(new Map([...posted].filter(([, sum]) => sum !== 0)));
        expect(rollupsOf(output.decisions)).toEqual(
          new Map(
            output.rollups.map(({ memberId, planId, benefit, incurredMonth, paidMonth, ...sums }) => [
              [memberId, planId, benefit, incurredMonth, paidMonth].join(' '),
              sums,
            ]),
          ),
        );
        expect(personRollupsOf(output.decisions)).toEqual(
          new Map(output.personRollups.map((row) => [`${row.personId} ${row.incurredYear}`, row.paid])),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('accumulators added are what the persons were decided to pay', () => {
    assert(
      property(anyLines, (lines) => {
        const { decisions, accumulators } = decidePlain(runTerms(), {
          ...input([]),
          spans: spansOfAll,
          lines: inOrder(lines),
        });
        const sum = (all: Iterable<number>) => [...all].reduce((total, amount) => total + amount, 0);
        expect(sum(accumulators.map(({ outOfPocket }) => outOfPocket))).toBe(
          sum(decisions.map(({ copay, deductible, coinsurance }) => copay + deductible + coinsurance)),
        );
        expect(sum(accumulators.map(({ deductible }) => deductible))).toBe(
          sum(decisions.map(({ deductible }) => deductible)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('one run and two runs decide the same, the second given what the first one used', () => {
    assert(
      property(anyLines, integer({ min: 0, max: 40 }), (lines, cut) => {
        const ordered = inOrder(lines);
        const given = (part: readonly StagedLine[], first?: PlainOutput): PlainInput => ({
          lines: part,
          spans: spansOfAll,
          accumulators: (first?.accumulators ?? []).map((row) => ({
            ...row,
            subscriberId: row.personId <= 3 ? 1 : 2,
          })),
          decidedBefore: first?.decisions.map(({ line }) => line) ?? [],
        });
        const whole = decidePlain(runTerms(), given(ordered));
        const first = decidePlain(runTerms(), given(ordered.slice(0, cut)));
        const second = decidePlain(runTerms(), given(ordered.slice(cut), first));
        expect([...first.decisions, ...second.decisions]).toEqual(whole.decisions);
      }),
      { numRuns: 300 },
    );
  });

  test('families do not depend on which others are decided with them', () => {
    assert(
      property(anyLines, (lines) => {
        const ordered = inOrder(lines);
        const decide = (part: StagedLine[]) =>
          decidePlain(runTerms(), { ...input([]), spans: spansOfAll, lines: part }).decisions;
        const alone = [1, 2].flatMap((id) =>
          decide(ordered.filter(({ subscriberId }) => subscriberId === id)),
        );
        expect(decide(ordered)).toEqual(alone);
      }),
      { numRuns: 200 },
    );
  });
});

function personRollupsOf(decisions: readonly PlainDecision[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { line, planPays } of decisions) {
    const key = `${line.personId} ${formatDay(line.serviceDay).slice(0, 4)}`;
    if (planPays > 0) sums.set(key, (sums.get(key) ?? 0) + planPays);
  }
  return sums;
}

function rollupsOf(decisions: readonly PlainDecision[]): Map<string, object> {
  const sums = new Map<string, Record<string, number>>();
  for (const { line, memberId, planId, paidDay, ...parts } of decisions) {
    const key = [memberId, planId, line.benefit, monthOf(line.serviceDay), monthOf(paidDay)].join(' ');
    const row = sums.get(key) ?? {
      lines: 0,
      charge: 0,
      allowed: 0,
      memberPays: 0,
      planPays: 0,
      notCovered: 0,
      writeOff: 0,
      balanceBill: 0,
    };
    sums.set(key, row);
    const { charge, allowed } = line;
    const memberPays = parts.copay + parts.deductible + parts.coinsurance;
    const { planPays, notCovered, writeOff, balanceBill } = parts;
    const added = { lines: 1, charge, allowed, memberPays, planPays, notCovered, writeOff, balanceBill };
    for (const [name, amount] of Object.entries(added)) row[name]! += amount;
  }
  return sums;
}
