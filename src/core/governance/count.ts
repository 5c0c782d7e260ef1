import { compareRatios, type Ratio, ratioOf } from '../money/ratio.ts';
import type { BoardRules, MajorityRule, MotionKind, Threshold } from './rules.ts';
import type { Seat } from './seats.ts';

export type Choice = 'for' | 'against' | 'abstain';

/** What was cast for a director, the last of it where it was changed. */
export interface Ballot {
  readonly directorId: number;
  readonly choice: Choice;
}

/** All that the outcome of one item depends on. */
export interface ItemVote {
  readonly seats: readonly Seat[];
  readonly ballots: readonly Ballot[];
  /** Directors who stand aside from this item. */
  readonly recused: ReadonlySet<number>;
  /** Directors who attend; who votes is present too, in person or not. */
  readonly present: ReadonlySet<number>;
}

/** How many directors, and what they weigh. */
export interface Sum {
  readonly heads: number;
  readonly weight: bigint;
  readonly employees: bigint;
}

/** A share of a whole beside the one that is needed. */
export interface ShareTest {
  readonly what: 'directors' | 'weight';
  readonly part: bigint;
  readonly whole: bigint;
  readonly needs: Threshold;
  readonly isMet: boolean;
}

/** The votes of an item, counted. */
export interface Count {
  readonly outcome: 'passed' | 'failed' | 'no quorum';
  readonly for: Sum;
  readonly against: Sum;
  readonly abstained: Sum;
  readonly notVoted: Sum;
  readonly recused: Sum;
  readonly quorum: readonly ShareTest[];
  readonly majority: MajorityRule;
  readonly vote: ShareTest;
  /** Employees behind either side, where a tie was broken by them. */
  readonly tieBreak?: { readonly for: bigint; readonly against: bigint } | undefined;
}

const HALF: Threshold = { share: ratioOf(1, 2), isExceeded: true };
const NEEDS: Record<MajorityRule['needs'], Threshold> = {
  simple: HALF,
  'two thirds': { share: ratioOf(2, 3), isExceeded: false },
  unanimous: { share: ratioOf(1), isExceeded: false },
};

/**
 * Counts the votes of an item. Who is recused counts nowhere: not for quorum, not for or against, not among all. Who
 * abstains counts for quorum, and among all where the majority is of all. A vote without a seat counts for nothing.
 * Unanimous asks every director, whatever the vote weighs. A simple majority that is missed by exactly half is broken by
 * employees where the rules say so; half of those too, and the motion has failed.
 */
export function countVotes(
  rules: Pick<BoardRules, 'quorum' | 'majorities' | 'tieBreak'>,
  kind: MotionKind,
  { seats, ballots, recused, present }: ItemVote,
): Count {
  const choices = new Map(ballots.map(({ directorId, choice }) => [directorId, choice]));
  const deciding = seats.filter(({ directorId }) => !recused.has(directorId));
  const cast = (choice: Choice) => deciding.filter(({ directorId }) => choices.get(directorId) === choice);
  const [inFavour, opposed, abstained] = [cast('for'), cast('against'), cast('abstain')];
  const here = deciding.filter(({ directorId }) => present.has(directorId) || choices.has(directorId));
  const majority = rules.majorities.get(kind)!;
  const counted = majority.of === 'all' ? deciding : [...inFavour, ...opposed];
  const quorum = quorumTests(rules, sumOf(here), sumOf(deciding));
  const sides = { for: sumOf(inFavour), all: sumOf(counted) };
  const isByHead = majority.needs === 'unanimous';
  const [part, whole] = isByHead
    ? [BigInt(sides.for.heads), BigInt(sides.all.heads)]
    : [sides.for.weight, sides.all.weight];
  const vote = test(isByHead ? 'directors' : 'weight', part, whole, NEEDS[majority.needs]);
  const isTie = majority.needs === 'simple' && whole > 0n && part * 2n === whole;
  const tieBreak =
    isTie && rules.tieBreak === 'employees'
      ? { for: sides.for.employees, against: sides.all.employees - sides.for.employees }
      : undefined;
  const isPassed = vote.isMet || (tieBreak !== undefined && tieBreak.for > tieBreak.against);
  const isQuorate = quorum.every(({ isMet }) => isMet);
  return {
    outcome: isQuorate ? (isPassed ? 'passed' : 'failed') : 'no quorum',
    ...{ for: sides.for, against: sumOf(opposed), abstained: sumOf(abstained) },
    notVoted: sumOf(deciding.filter(({ directorId }) => !choices.has(directorId))),
    recused: sumOf(seats.filter(({ directorId }) => recused.has(directorId))),
    ...{ quorum, majority, vote, tieBreak },
  };
}

function quorumTests({ quorum }: Pick<BoardRules, 'quorum'>, here: Sum, all: Sum): ShareTest[] {
  const tests: ShareTest[] = [];
  if (quorum.heads !== undefined)
    tests.push(test('directors', BigInt(here.heads), BigInt(all.heads), quorum.heads));
  if (quorum.weight !== undefined) tests.push(test('weight', here.weight, all.weight, quorum.weight));
  return tests;
}

/** A part of nothing reaches no share. */
function test(what: ShareTest['what'], part: bigint, whole: bigint, needs: Threshold): ShareTest {
  return { what, part, whole, needs, isMet: whole > 0n && isReached(ratioOf(part, whole), needs) };
}

function isReached(share: Ratio, needs: Threshold): boolean {
  const sign = compareRatios(share, needs.share);
  return needs.isExceeded ? sign > 0 : sign >= 0;
}

function sumOf(seats: readonly Seat[]): Sum {
  let [weight, employees] = [0n, 0n];
  for (const seat of seats) {
    weight += seat.weight;
    employees += seat.employees;
  }
  return { heads: seats.length, weight, employees };
}
