import { describe, expect, test } from 'vitest';
import { ratioOf } from '../money/ratio.ts';
import { type Ballot, type Choice, countVotes } from './count.ts';
import { explainCount } from './explain.ts';
import { type BoardRules, MOTION_KINDS, type MotionKind, usualMajority } from './rules.ts';
import type { Seat } from './seats.ts';

const MORE_THAN_HALF = { share: ratioOf(1, 2), isExceeded: true };
const rules: Pick<BoardRules, 'quorum' | 'majorities' | 'tieBreak'> = {
  quorum: { heads: MORE_THAN_HALF },
  majorities: new Map(MOTION_KINDS.map((kind) => [kind, usualMajority(kind)])),
  tieBreak: 'employees',
};

/** Seats 1, 2, ... by their weights; employees are ten times the weight. */
const seatsOf = (...weights: number[]): Seat[] =>
  weights.map((weight, index) => ({
    ...{ directorId: index + 1, memberId: index + 1, name: `director ${index + 1}` },
    ...{ weight: BigInt(weight), employees: BigInt(weight * 10) },
  }));

const CHOICES: Record<string, Choice> = { f: 'for', a: 'against', '-': 'abstain' };
/** Ballots in order of seats: f for, a against, - abstain, a blank for none. */
const ballotsOf = (letters: string): Ballot[] =>
  [...letters].flatMap((letter, index) =>
    letter === ' ' ? [] : { directorId: index + 1, choice: CHOICES[letter]! },
  );

interface Case {
  readonly votes: string;
  readonly weights?: number[];
  readonly kind?: MotionKind;
  readonly recused?: number[];
  readonly present?: number[];
  readonly rules?: Partial<typeof rules>;
}

const counted = (one: Case) =>
  countVotes({ ...rules, ...one.rules }, one.kind ?? 'rates', {
    seats: seatsOf(...(one.weights ?? [...one.votes].map(() => 1))),
    ballots: ballotsOf(one.votes),
    recused: new Set(one.recused),
    present: new Set(one.present),
  });

const twoThirds = 'admission';
const all = (needs: 'simple' | 'two thirds' | 'unanimous', of: 'those voting' | 'all') => ({
  majorities: new Map([['rates', { needs, of }] as const]),
});

describe('a vote', () => {
  test.each<[string, string, Case]>([
    ['passes by more than half of those voting', 'passed', { votes: 'ffa' }],
    ['fails where more are against', 'failed', { votes: 'faa' }],
    ['passes by one where all others abstain', 'passed', { votes: 'f--' }],
    ['fails where all abstain', 'failed', { votes: '---' }],
    ['does not count without a quorum', 'no quorum', { votes: 'ff  ' }],
    ['counts who abstains for the quorum', 'passed', { votes: 'f-- ' }],
    ['counts who is present and does not vote for the quorum', 'passed', { votes: 'f   ', present: [2, 3] }],
    ['needs two thirds: two of three are enough', 'passed', { votes: 'ffa', kind: twoThirds }],
    ['needs two thirds: three of five are not', 'failed', { votes: 'fffaa', kind: twoThirds }],
    ['weighs what its basis says', 'passed', { votes: 'faa', weights: [5, 2, 2] }],
    ['leaves a recused director out of the count', 'passed', { votes: 'faa', recused: [2, 3], present: [1] }],
    ['leaves a recused director out of the quorum', 'passed', { votes: 'ff  ', recused: [4] }],
    [
      'of all counts who does not vote',
      'failed',
      { votes: 'ff- ', rules: all('simple', 'all'), weights: [1, 1, 2, 1] },
    ],
    [
      'that is unanimous of those voting bears an abstention',
      'passed',
      { votes: 'ff-', rules: all('unanimous', 'those voting') },
    ],
    ['that is unanimous of all does not', 'failed', { votes: 'ff-', rules: all('unanimous', 'all') }],
    [
      'that is unanimous fails by one who weighs nothing',
      'failed',
      { votes: 'fa', weights: [9, 0], rules: all('unanimous', 'those voting') },
    ],
    ['that nobody may cast does not count', 'no quorum', { votes: 'ff', recused: [1, 2] }],
    [
      'may need a share of the weight to be there',
      'no quorum',
      { votes: 'ff ', weights: [1, 1, 2], rules: { quorum: { weight: MORE_THAN_HALF } } },
    ],
    [
      'may need a share to be reached only',
      'passed',
      {
        votes: 'ff ',
        weights: [1, 1, 2],
        rules: { quorum: { weight: { ...MORE_THAN_HALF, isExceeded: false } } },
      },
    ],
    ['without any rule of quorum always counts', 'passed', { votes: 'f   ', rules: { quorum: {} } }],
  ])('%s', (_name, outcome, one) => expect(counted(one).outcome).toBe(outcome));
});

describe('a tie', () => {
  const tied = (employees: [number, number]) =>
    countVotes(rules, 'rates', {
      seats: seatsOf(1, 1).map((seat, index) => ({ ...seat, employees: BigInt(employees[index]!) })),
      ...{ ballots: ballotsOf('fa'), recused: new Set<number>(), present: new Set<number>() },
    });

  test('is broken by the employees behind either side', () => {
    expect(tied([300, 200])).toMatchObject({ outcome: 'passed', tieBreak: { for: 300n, against: 200n } });
    expect(tied([200, 300]).outcome).toBe('failed');
    expect(tied([200, 200]).outcome).toBe('failed');
  });

  test('is left, and fails, where the rules break none; and a two-thirds majority knows none', () => {
    expect(counted({ votes: 'fa', rules: { tieBreak: 'none' } })).toMatchObject({
      outcome: 'failed',
      tieBreak: undefined,
    });
    expect(counted({ votes: 'fa', kind: twoThirds }).tieBreak).toBeUndefined();
  });
});

test('a count is explained in steps', () => {
  const count = counted({ votes: 'fa- f', weights: [300, 250, 90, 60, 40], recused: [5], present: [4] });
  expect(explainCount(count, 'employees')).toEqual([
    'For: 1 director with 300 employees. Against: 1 director with 250 employees.',
    'Abstained: 1 director with 90 employees. Did not vote: 1 director with 60 employees.',
    'Recused, and counted nowhere: 1 director with 40 employees.',
    'Quorum: 4 of 4 directors present; more than 1/2 is needed. Reached.',
    'Majority: 300 employees of 550 employees for, of those voting; more than 1/2 is needed. Reached.',
    'The motion has passed.',
  ]);
  expect(explainCount(counted({ votes: 'fa' }), 'heads').slice(-3)).toEqual([
    'Majority: 1 votes of 2 votes for, of those voting; more than 1/2 is needed. Not reached.',
    'A tie: 10 employees behind those for, 10 behind the others; the tie stays, and the motion fails.',
    'The motion has failed.',
  ]);
  expect(explainCount(counted({ votes: 'f  ' }), 'heads').at(-1)).toBe(
    'Without a quorum the vote does not count.',
  );
});
