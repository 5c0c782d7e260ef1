import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../tests/contracts.ts';
import { compiled, design, limit, minor, network, service } from '../../../tests/designs.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth, monthOf } from '../../core/calendar/month.ts';
import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { PlanDesign } from '../../core/coverage/plan-design.ts';
import type {
  AccumulatorRow,
  DecisionRow,
  PartitionInput,
  PartitionOutput,
  StagedLine,
} from '../ports/run.ts';
import { decidePartition, type RunTerms } from './partition.ts';

const [HERE, ELSEWHERE] = [10, 11];
const MEMBER = 5;

const terms = design(
  {
    in: network({ deductible: limit(10_000, 15_000), outOfPocketMax: limit(50_000, 80_000) }),
    out: network({ outOfNetwork: true }),
  },
  { therapy: service({ annualLimit: minor(20_000) }), cosmetic: { covered: false, networks: new Map() } },
);

function runTerms(of: PlanDesign = terms): RunTerms {
  return {
    plans: new Map([
      [HERE, { planId: HERE, individual: compiled(of), family: compiled(of, 'family') }],
      [ELSEWHERE, { planId: ELSEWHERE, individual: undefined, family: undefined }],
    ]),
    familyTiers: new Set(['family']),
    paymentWeekday: 'friday',
  };
}

const span = (changes: Partial<CoverageSpan> = {}): CoverageSpan => ({
  from: day('2026-01-01'),
  to: undefined,
  memberId: MEMBER,
  planId: HERE,
  tier: 'employee',
  ...changes,
});

/** Lines of claims 1, 2, 3 ... in the order given; a line may name its own claim. */
function staged(...lines: Partial<StagedLine>[]): StagedLine[] {
  return lines.map((line, index) => ({
    claimId: index + 1,
    version: 1,
    lineNumber: 1,
    subscriberId: 1,
    personId: 1,
    receivedDay: day('2026-03-02'),
    benefit: 'medical',
    provider: 'P',
    serviceDay: day('2026-02-01') + index,
    service: '',
    network: 'in',
    procedure: '99213',
    charge: 30_000,
    allowed: 20_000,
    ...line,
  }));
}

function input(lines: StagedLine[], changes: Partial<PartitionInput> = {}): PartitionInput {
  const spans = new Map([...new Set(lines.map(({ personId }) => personId))].map((id) => [id, [span()]]));
  return { lines, spans, accumulators: [], decidedBefore: [], ...changes };
}

/** What a decision gives: its reason and who bears what. */
const outcome = ({
  reason,
  copay,
  deductible,
  coinsurance,
  planPays,
  notCovered,
  writeOff,
  balanceBill,
}: DecisionRow) => ({
  reason,
  person: copay + deductible + coinsurance,
  planPays,
  notCovered,
  writeOff,
  balanceBill,
});

function outcomes(of: PartitionInput, by = runTerms()) {
  return decidePartition(by, of).decisions.map(outcome);
}

const DENIED = { person: 0, planPays: 0, notCovered: 0, writeOff: 0, balanceBill: 0 };

describe('an edit', () => {
  test('denies an exact duplicate of an earlier claim, in the batch or decided before', () => {
    const [first, again, other] = staged(
      {},
      { serviceDay: day('2026-02-01') },
      { serviceDay: day('2026-02-01'), charge: 30_001 },
    );
    const [, second, third] = outcomes(input([first!, again!, other!]));
    expect(second).toEqual({ ...DENIED, reason: '18', writeOff: 30_000 });
    expect(third!.reason).toBe('');
    expect(outcomes(input([again!], { decidedBefore: [first!] }))).toEqual([second]);
  });

  test('finds no duplicate without a provider, of another person, or of a part of a claim', () => {
    const on = { serviceDay: day('2026-02-01') };
    const lines = staged({ ...on, provider: '' }, { ...on, provider: '' }, on, { ...on, personId: 2 });
    expect(outcomes(input(lines)).map(({ reason }) => reason)).toEqual(['', '', '', '']);
    const whole = [...staged(on), { ...staged(on)[0]!, lineNumber: 2, charge: 5000, allowed: 5000 }];
    const part = { ...staged(on)[0]!, claimId: 2 };
    expect(outcomes(input([...whole, part])).map(({ reason }) => reason)).toEqual(['', '', '']);
  });

  test('denies every line of a duplicate', () => {
    const lines = [1, 2].flatMap((claimId) =>
      [1, 2].map((lineNumber) => ({ ...staged({ serviceDay: day('2026-02-01') })[0]!, claimId, lineNumber })),
    );
    expect(outcomes(input(lines)).map(({ reason }) => reason)).toEqual(['', '', '18', '18']);
  });

  test('denies to the person what comes before or after coverage, days inclusive', () => {
    const spans = new Map([[1, [span({ from: day('2026-02-02'), to: day('2026-02-03') })]]]);
    const lines = staged({}, {}, {}, {});
    expect(lines.map(({ serviceDay }) => formatDay(serviceDay))).toEqual([
      '2026-02-01',
      '2026-02-02',
      '2026-02-03',
      '2026-02-04',
    ]);
    const decided = outcomes(input(lines, { spans }));
    expect(decided[0]).toEqual({ ...DENIED, reason: '26', notCovered: 30_000 });
    expect(decided[3]).toEqual({ ...DENIED, reason: '27', notCovered: 30_000 });
    expect(decided.slice(1, 3).map(({ reason }) => reason)).toEqual(['', '']);
  });

  test('denies what another payer pays, on the days of its plan', () => {
    const spans = new Map([
      [1, [span({ to: day('2026-02-01') }), span({ from: day('2026-02-02'), planId: ELSEWHERE })]],
    ]);
    expect(outcomes(input(staged({}, {}), { spans })).map(({ reason }) => reason)).toEqual(['', '109']);
  });

  test('denies for duplicate before it asks for coverage', () => {
    const spans = new Map([[1, [span({ from: day('2026-05-01') })]]]);
    const lines = staged({}, { serviceDay: day('2026-02-01') });
    expect(outcomes(input(lines, { spans })).map(({ reason }) => reason)).toEqual(['26', '18']);
  });

  test('counts what is denied in no accumulator', () => {
    const spans = new Map([[1, [span({ from: day('2026-05-01') })]]]);
    expect(decidePartition(runTerms(), input(staged({}, {}), { spans })).accumulators).toEqual([]);
  });
});

test('a refund returns what it says to the plan, whatever coverage says, and accumulates nowhere', () => {
  const refund = staged({ charge: -500, allowed: -400 });
  const spans = new Map([[1, [span({ from: day('2027-01-01') })]]]);
  const output = decidePartition(runTerms(), input(refund, { spans }));
  expect(output.decisions.map(outcome)).toEqual([{ ...DENIED, reason: '', planPays: -400, writeOff: -100 }]);
  expect(output.accumulators).toEqual([]);
  expect(output.entries.map(({ event, postings }) => [event, postings[0]!.amount])).toEqual([
    ['claims incurred', -400],
    ['claims paid', -400],
  ]);
});

test('a decision carries the member and plan of the day, and is paid on the first Friday on or after receipt', () => {
  const spans = new Map([
    [1, [span({ to: day('2026-02-01'), memberId: 8 }), span({ from: day('2026-02-02'), memberId: 9 })]],
  ]);
  const lines = staged({ receivedDay: day('2026-03-06') }, { receivedDay: day('2026-03-07') });
  const { decisions } = decidePartition(runTerms(), input(lines, { spans }));
  expect(decisions.map(({ memberId, planId, paidDay }) => [memberId, planId, formatDay(paidDay)])).toEqual([
    [8, HERE, '2026-03-06'],
    [9, HERE, '2026-03-13'],
  ]);
});

test('claims are incurred in the month of receipt and paid in that of payment', () => {
  const lines = staged(
    { receivedDay: day('2026-03-28'), service: 'cosmetic' },
    { receivedDay: day('2026-03-28') },
  );
  const { entries } = decidePartition(runTerms(), input(lines));
  // 31 March 2026 is a Tuesday: paid on Friday 3 April. 200.00 less 100.00 deductible less 20 %.
  expect(
    entries.map(({ event, month, memberId, postings }) => [
      event,
      formatMonth(month),
      memberId,
      postings[0]!.amount,
    ]),
  ).toEqual([
    ['claims incurred', '2026-03', MEMBER, 8000],
    ['claims paid', '2026-04', MEMBER, 8000],
  ]);
});

describe('accumulators', () => {
  const family = (lines: StagedLine[], changes: Partial<PartitionInput> = {}) => {
    const ids = new Set([...lines.map(({ personId }) => personId)]);
    return input(lines, {
      spans: new Map([...ids].map((id) => [id, [span({ tier: 'family' })]])),
      ...changes,
    });
  };
  const deductibles = (of: PartitionInput) =>
    decidePartition(runTerms(), of).decisions.map(({ deductible }) => deductible);
  const used = (personId: number, deductible: number, changes: Partial<AccumulatorRow> = {}) => ({
    subscriberId: 1,
    personId,
    planId: HERE,
    planYear: 2026,
    network: 'in',
    service: '',
    deductible,
    outOfPocket: deductible,
    limitUsed: 0,
    ...changes,
  });

  test('of a family meet across its persons, of two families do not', () => {
    const persons = staged({ personId: 1 }, { personId: 2 }, { personId: 3 });
    expect(deductibles(family(persons))).toEqual([10_000, 5000, 0]);
    const apart = persons.map((line) => ({ ...line, subscriberId: line.personId }));
    expect(deductibles(family(apart))).toEqual([10_000, 10_000, 10_000]);
  });

  test('of a single tier are each person’s own', () => {
    expect(deductibles(input(staged({ personId: 1 }, { personId: 2 })))).toEqual([10_000, 10_000]);
  });

  test('carry over from what was used before, also of persons without lines here', () => {
    const lines = staged({ personId: 1 });
    expect(deductibles(family(lines, { accumulators: [used(1, 4000)] }))).toEqual([6000]);
    expect(deductibles(family(lines, { accumulators: [used(2, 9000)] }))).toEqual([6000]);
    expect(deductibles(family(lines, { accumulators: [used(2, 9000), used(1, 3000)] }))).toEqual([3000]);
  });

  test('of another plan, plan year, network or family do not count', () => {
    const rows = [
      used(1, 9000, { planId: ELSEWHERE }),
      used(1, 9000, { planYear: 2025 }),
      used(1, 9000, { network: 'out' }),
      used(1, 9000, { network: 'closed since' }),
      { ...used(2, 9000), subscriberId: 2 },
    ];
    expect(deductibles(family(staged({ personId: 1 }), { accumulators: rows }))).toEqual([10_000]);
  });

  test('of annual limits carry over by service', () => {
    const lines = staged({ service: 'therapy', allowed: 30_000 }, { service: 'therapy', allowed: 30_000 });
    const open = [
      used(1, 10_000, { outOfPocket: 10_000 }),
      used(1, 0, { service: 'therapy', limitUsed: 1000 }),
    ];
    const output = decidePartition(runTerms(), input(lines, { accumulators: open }));
    // 300.00 less 20 %: 240.00, but 190.00 is left of the limit; then nothing.
    expect(
      output.decisions.map(({ planPays, notCovered, reason }) => [planPays, notCovered, reason]),
    ).toEqual([
      [19_000, 5000, '119'],
      [0, 24_000, '119'],
    ]);
    expect(output.accumulators).toEqual(
      [
        { ...used(1, 0, { outOfPocket: 12_000 }), subscriberId: undefined },
        { ...used(1, 0, { service: 'therapy', limitUsed: 19_000 }), subscriberId: undefined },
      ].map(({ subscriberId: _subscriberId, ...row }) => row),
    );
  });

  test('are by plan year', () => {
    const lines = staged(
      { serviceDay: day('2026-12-31') },
      { serviceDay: day('2027-01-01') },
      { serviceDay: day('2026-12-31') },
    );
    const output = decidePartition(
      runTerms(),
      input(lines.map((line, index) => ({ ...line, provider: `P${index}` }))),
    );
    expect(output.decisions.map(({ deductible }) => deductible)).toEqual([10_000, 10_000, 0]);
    expect(output.accumulators.map(({ planYear, deductible }) => [planYear, deductible])).toEqual([
      [2026, 10_000],
      [2027, 10_000],
    ]);
  });
});

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
        const output = decidePartition(runTerms(), {
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
      }),
      { numRuns: 300 },
    );
  });

  test('accumulators added are what the persons were decided to pay', () => {
    assert(
      property(anyLines, (lines) => {
        const { decisions, accumulators } = decidePartition(runTerms(), {
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
        const given = (part: readonly StagedLine[], first?: PartitionOutput): PartitionInput => ({
          lines: part,
          spans: spansOfAll,
          accumulators: (first?.accumulators ?? []).map((row) => ({
            ...row,
            subscriberId: row.personId <= 3 ? 1 : 2,
          })),
          decidedBefore: first?.decisions.map(({ line }) => line) ?? [],
        });
        const whole = decidePartition(runTerms(), given(ordered));
        const first = decidePartition(runTerms(), given(ordered.slice(0, cut)));
        const second = decidePartition(runTerms(), given(ordered.slice(cut), first));
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
          decidePartition(runTerms(), { ...input([]), spans: spansOfAll, lines: part }).decisions;
        const alone = [1, 2].flatMap((id) =>
          decide(ordered.filter(({ subscriberId }) => subscriberId === id)),
        );
        expect(decide(ordered)).toEqual(alone);
      }),
      { numRuns: 200 },
    );
  });
});

function rollupsOf(decisions: readonly DecisionRow[]): Map<string, object> {
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
