// The counting of votes against its naive twin, and the laws that no vote may break.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countVotes, type ItemVote } from '../../src/core/governance/count.ts';
import { MOTION_KINDS } from '../../src/core/governance/rules.ts';
import { ratioOf } from '../../src/core/money/ratio.ts';
import { type NaiveDirector, type NaiveRules, naiveOutcome } from '../naive/governance.ts';

const directors = fc.array(
  fc.record({
    weight: fc.integer({ min: 0, max: 2 }),
    employees: fc.integer({ min: 0, max: 2 }),
    vote: fc.option(fc.constantFrom('for', 'against', 'abstain'), { nil: undefined }),
    isRecused: fc.constantFrom(false, false, false, true),
    isPresent: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
) as fc.Arbitrary<NaiveDirector[]>;
const threshold = fc.option(fc.record({ hundredths: fc.constantFrom(0, 25, 50, 75), over: fc.boolean() }), {
  nil: undefined,
});
const rules: fc.Arbitrary<NaiveRules> = fc.record({
  needs: fc.constantFrom('simple', 'two thirds', 'unanimous'),
  of: fc.constantFrom('those voting', 'all'),
  tieBreak: fc.constantFrom('employees', 'none'),
  quorumHeads: threshold,
  quorumWeight: threshold,
}) as fc.Arbitrary<NaiveRules>;

function ours(board: readonly NaiveDirector[], given: NaiveRules) {
  const share = (one: NaiveRules['quorumHeads']) =>
    one && { share: ratioOf(one.hundredths, 100), isExceeded: one.over };
  const vote: ItemVote = {
    seats: board.map(({ weight, employees }, index) => ({
      ...{ directorId: index, memberId: 1, name: '', weight: BigInt(weight), employees: BigInt(employees) },
    })),
    ballots: board.flatMap(({ vote: choice }, directorId) =>
      choice === undefined ? [] : { directorId, choice },
    ),
    recused: new Set(board.flatMap(({ isRecused }, index) => (isRecused ? index : []))),
    present: new Set(board.flatMap(({ isPresent }, index) => (isPresent ? index : []))),
  };
  const { needs, of, tieBreak, quorumHeads, quorumWeight } = given;
  const terms = {
    ...{ quorum: { heads: share(quorumHeads), weight: share(quorumWeight) }, tieBreak },
    majorities: new Map(MOTION_KINDS.map((kind) => [kind, { needs, of }])),
  };
  return { vote, terms, count: countVotes(terms, 'rates', vote) };
}

describe('the count of a vote', () => {
  it('agrees with its naive twin', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(directors, rules, (board, given) => {
        const { count } = ours(board, given);
        expect(count.outcome).toBe(naiveOutcome(board, given));
        seen.set(count.outcome, (seen.get(count.outcome) ?? 0) + 1);
        if (count.tieBreak !== undefined) seen.set('tie', (seen.get('tie') ?? 0) + 1);
      }),
      { numRuns: 20_000, seed: 3 },
    );
    for (const kind of ['passed', 'failed', 'no quorum', 'tie'])
      expect(seen.get(kind), kind).toBeGreaterThan(100);
  });

  it('does not depend on the order of votes', () => {
    fc.assert(
      fc.property(directors, rules, fc.integer(), (board, given, turn) => {
        const { vote, terms, count } = ours(board, given);
        const at = Math.abs(turn) % (vote.ballots.length + 1);
        const turned = [...vote.ballots.slice(at), ...vote.ballots.slice(0, at)].reverse();
        expect(countVotes(terms, 'rates', { ...vote, ballots: turned })).toEqual(count);
      }),
    );
  });

  it('never counts who is recused, whatever was voted', () => {
    fc.assert(
      fc.property(
        directors,
        rules,
        fc.nat(),
        fc.constantFrom('for', 'against', 'abstain'),
        (board, given, who, vote) => {
          const at = who % board.length;
          const aside = board.map((one, index) => (index === at ? { ...one, isRecused: true } : one));
          const other = aside.map((one, index) =>
            index === at ? { ...one, vote, isPresent: !one.isPresent } : one,
          );
          expect(ours(other, given).count).toEqual(ours(aside, given).count);
        },
      ),
    );
  });

  it('fails where unanimity is needed and one is against; a vote more in favour never turns it down', () => {
    fc.assert(
      fc.property(directors, rules, fc.nat(), (board, given, who) => {
        const at = who % board.length;
        const voting = (vote: 'for' | 'against') =>
          board.map((one, index) => (index === at ? { ...one, vote, isRecused: false } : one));
        expect(ours(voting('against'), { ...given, needs: 'unanimous' }).count.outcome).not.toBe('passed');
        if (ours(voting('against'), given).count.outcome === 'passed')
          expect(ours(voting('for'), given).count.outcome).toBe('passed');
      }),
    );
  });
});
