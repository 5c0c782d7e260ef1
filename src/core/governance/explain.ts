import type { Count, ShareTest, Sum } from './count.ts';
import type { Threshold, VoteBasis } from './rules.ts';

const WEIGHED: Record<VoteBasis, string> = {
  heads: 'votes',
  employees: 'employees',
  contributions: 'of contributions',
};

/**
 * A count in steps that a person reads, from who could vote to the outcome. `write` writes a weight: by contributions it is
 * an amount of money.
 */
export function explainCount(
  count: Count,
  basis: VoteBasis,
  write: (weight: bigint) => string = String,
): string[] {
  const weighed = (weight: bigint) => `${write(weight)} ${WEIGHED[basis]}`;
  const said = (sum: Sum) =>
    basis === 'heads' ? directors(sum.heads) : `${directors(sum.heads)} with ${weighed(sum.weight)}`;
  const steps = [
    `For: ${said(count.for)}. Against: ${said(count.against)}.`,
    `Abstained: ${said(count.abstained)}. Did not vote: ${said(count.notVoted)}.`,
  ];
  if (count.recused.heads > 0) steps.push(`Recused, and counted nowhere: ${said(count.recused)}.`);
  for (const test of count.quorum) {
    const of = comparison(test, weighed);
    steps.push(`Quorum: ${of} present; ${needed(test.needs)}. ${test.isMet ? 'Reached' : 'Not reached'}.`);
  }
  if (count.outcome === 'no quorum') return [...steps, 'Without a quorum the vote does not count.'];
  const among = count.majority.of === 'all' ? 'all who may vote' : 'those voting';
  const of = comparison(count.vote, weighed);
  steps.push(`Majority: ${of} for, of ${among}; ${needed(count.vote.needs)}. ${met(count.vote)}.`);
  if (count.tieBreak !== undefined) {
    const { for: inFavour, against } = count.tieBreak;
    const broken = inFavour === against ? 'the tie stays, and the motion fails' : 'that breaks the tie';
    steps.push(`A tie: ${inFavour} employees behind those for, ${against} behind the others; ${broken}.`);
  }
  return [...steps, `The motion has ${count.outcome}.`];
}

const directors = (heads: number) => (heads === 1 ? '1 director' : `${heads} directors`);

const met = ({ isMet }: ShareTest) => (isMet ? 'Reached' : 'Not reached');

function comparison({ what, part, whole }: ShareTest, weighed: (weight: bigint) => string): string {
  return what === 'directors'
    ? `${part} of ${directors(Number(whole))}`
    : `${weighed(part)} of ${weighed(whole)}`;
}

function needed({ share: { numerator, denominator }, isExceeded }: Threshold): string {
  const share = numerator === denominator ? 'all' : `${numerator}/${denominator}`;
  return isExceeded
    ? `more than ${share} is needed`
    : share === 'all'
      ? 'all are needed'
      : `at least ${share} is needed`;
}
