import { describe, expect, test } from 'vitest';
import { day } from '../../../tests/contracts.ts';
import {
  decidePlain,
  ELSEWHERE,
  HERE,
  input,
  MEMBER,
  type PlainDecision,
  type PlainInput,
  runTerms,
  span,
  staged,
} from '../../../tests/partitions.ts';
import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import type { AccumulatorRow } from '../ports/run.ts';
import type { StagedLine } from './staged-columns.ts';

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
}: PlainDecision) => ({
  reason,
  person: copay + deductible + coinsurance,
  planPays,
  notCovered,
  writeOff,
  balanceBill,
});

function outcomes(of: PlainInput, by = runTerms()) {
  return decidePlain(by, of).decisions.map(outcome);
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
    expect(decidePlain(runTerms(), input(staged({}, {}), { spans })).accumulators).toEqual([]);
  });
});

test('a refund returns what it says to the plan, whatever coverage says, and accumulates nowhere', () => {
  const refund = staged({ charge: -500, allowed: -400 });
  const spans = new Map([[1, [span({ from: day('2027-01-01') })]]]);
  const output = decidePlain(runTerms(), input(refund, { spans }));
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
  const { decisions } = decidePlain(runTerms(), input(lines, { spans }));
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
  const { entries } = decidePlain(runTerms(), input(lines));
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
  const family = (lines: StagedLine[], changes: Partial<PlainInput> = {}) => {
    const ids = new Set([...lines.map(({ personId }) => personId)]);
    return input(lines, {
      spans: new Map([...ids].map((id) => [id, [span({ tier: 'family' })]])),
      ...changes,
    });
  };
  const deductibles = (of: PlainInput) =>
    decidePlain(runTerms(), of).decisions.map(({ deductible }) => deductible);
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

  test('of the family’s maximum carry over as those of its deductible do', () => {
    const spent = (personId: number, outOfPocket: number) => used(personId, 10_000, { outOfPocket });
    const shares = (...rows: ReturnType<typeof used>[]) =>
      decidePlain(runTerms(), family(staged({ personId: 1 }), { accumulators: rows })).decisions.map(
        ({ coinsurance }) => coinsurance,
      );
    // 20 % of 200.00, while the family has 800.00 in all and the person 500.00.
    expect(shares(spent(1, 10_000), spent(2, 50_000))).toEqual([4000]);
    expect(shares(spent(1, 28_000), spent(2, 50_000))).toEqual([2000]);
    expect(shares(spent(1, 49_000))).toEqual([1000]);
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
    const output = decidePlain(runTerms(), input(lines, { accumulators: open }));
    // 300.00 less 20 %: 240.00, but 190.00 is left of the limit; then nothing.
    expect(
      output.decisions.map(({ planPays, notCovered, reason }) => [planPays, notCovered, reason]),
    ).toEqual([
      [19_000, 5000, '119'],
      [0, 24_000, '119'],
    ]);
    expect(output.accumulators).toEqual([
      used(1, 0, { outOfPocket: 12_000 }),
      used(1, 0, { service: 'therapy', limitUsed: 19_000 }),
    ]);
  });

  test('are by plan year', () => {
    const lines = staged(
      { serviceDay: day('2026-12-31') },
      { serviceDay: day('2027-01-01') },
      { serviceDay: day('2026-12-31') },
    );
    const output = decidePlain(
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
