import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import {
  type Director,
  directorsOn,
  inOffice,
  isOverProxyLimit,
  proxyHolderOf,
  type VotingProxy,
  votingRight,
} from './directors.ts';
import { seatsOf } from './seats.ts';

const director = (directorId: number, terms: Partial<Director> = {}): Director => ({
  ...{ directorId, memberId: directorId, name: `D${directorId}`, email: `d${directorId}@pool.example` },
  ...{ alternateOf: 0, from: 0 as Day, to: undefined, ...terms },
});
const proxy = (
  proxyId: number,
  directorId: number,
  holderId: number,
  terms: Partial<VotingProxy> = {},
): VotingProxy => ({
  ...{ proxyId, directorId, holderId, meetingId: 0, from: 0 as Day, until: 100 as Day, ...terms },
});
const at = (meetingId: number, day: number) => ({ meetingId, day: day as Day });

describe('a director', () => {
  const all = [
    director(1, { to: 9 as Day }),
    director(2, { from: 10 as Day }),
    director(3, { alternateOf: 2 }),
  ];

  test('has a vote from the first day of a term to its last', () => {
    expect([0, 9, 10].map((day) => directorsOn(all, day).map((one) => one.directorId))).toEqual([
      [1],
      [1],
      [2],
    ]);
  });

  test('who is an alternate is in office, and has no vote of its own', () => {
    expect(inOffice(all, 10).map((one) => one.directorId)).toEqual([2, 3]);
    expect(votingRight(all, [], 3, 2, at(1, 10))).toBe('alternate');
    expect(votingRight(all, [], 3, 3, at(1, 10))).toBeUndefined();
    expect(votingRight(all, [], 2, 2, at(1, 10))).toBe('director');
    expect(votingRight(all, [], 1, 2, at(1, 10)), 'whose term is over').toBeUndefined();
    expect(votingRight(all, [], 3, 2, at(1, 9)), 'for one whose term has not begun').toBeUndefined();
  });
});

describe('a proxy', () => {
  test.each<[string, number | undefined, VotingProxy[]]>([
    ['is held where it was given', 2, [proxy(1, 1, 2)]],
    ['is held by the last to whom it was given', 3, [proxy(2, 1, 3), proxy(1, 1, 2)]],
    ['is taken back', undefined, [proxy(1, 1, 2), proxy(2, 1, 0)]],
    ['is over after its day', undefined, [proxy(1, 1, 2, { until: 4 as Day })]],
    ['begins on its day', undefined, [proxy(1, 1, 2, { from: 6 as Day })]],
    ['for a meeting is of no use at another', undefined, [proxy(1, 1, 2, { meetingId: 8 })]],
    ['for a meeting counts there', 2, [proxy(1, 1, 2, { meetingId: 7 })]],
  ])('%s', (_name, holder, proxies) => expect(proxyHolderOf(proxies, 1, at(7, 5))).toBe(holder));

  test('gives a vote to its holder alone, and not further', () => {
    const all = [1, 2, 3].map((id) => director(id));
    const proxies = [proxy(1, 1, 2), proxy(2, 2, 3)];
    expect(votingRight(all, proxies, 2, 1, at(1, 5))).toBe('proxy');
    expect(votingRight(all, proxies, 3, 1, at(1, 5))).toBeUndefined();
  });

  test.each<[string, boolean, VotingProxy[], Partial<VotingProxy>]>([
    ['the first is within the limit', false, [], {}],
    ['a second at one time is not', true, [proxy(1, 2, 9)], {}],
    ['the same director’s again is', false, [proxy(1, 1, 9)], {}],
    ['a second at another time is', false, [proxy(1, 2, 9, { until: 4 as Day })], { from: 5 as Day }],
    ['a second after the first was taken back is', false, [proxy(1, 2, 9), proxy(2, 2, 0)], {}],
    [
      'one for a meeting beside one until a day is not',
      true,
      [proxy(1, 2, 9)],
      { meetingId: 3, from: 5 as Day, until: 5 as Day },
    ],
    ['two for different meetings of a day are', false, [proxy(1, 2, 9, { meetingId: 2 })], { meetingId: 3 }],
  ])('%s', (_name, isOver, proxies, terms) => {
    const { proxyId: _, ...given } = proxy(99, 1, 9, terms);
    expect(isOverProxyLimit({ proxiesHeldAtMost: 1 }, proxies, given)).toBe(isOver);
  });
});

test('seats weigh one, or what their member has, shared among its directors to the last unit', () => {
  const all = [director(3, { memberId: 1 }), director(1), director(2)];
  const measures = new Map([[1, { employees: 7, contributions: 101 }]]);
  const weights = (basis: 'heads' | 'employees' | 'contributions') =>
    seatsOf(all, basis, measures).map(({ weight }) => Number(weight));
  expect(weights('heads')).toEqual([1, 1, 1]);
  expect(weights('employees')).toEqual([4, 0, 3]);
  expect(weights('contributions')).toEqual([51, 0, 50]);
  expect(seatsOf(all, 'heads', measures).map(({ employees }) => Number(employees))).toEqual([4, 0, 3]);
});
