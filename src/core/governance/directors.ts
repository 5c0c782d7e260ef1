import type { Day } from '../calendar/day.ts';
import type { BoardRules } from './rules.ts';

/** A term of office: a person who acts for a member organisation on the board, as director or as a director's alternate. */
export interface Director {
  readonly directorId: number;
  readonly memberId: number;
  readonly name: string;
  readonly email: string;
  /** The director in whose absence this one votes; 0 for a director. */
  readonly alternateOf: number;
  readonly from: Day;
  /** The last day; undefined where the term has no end yet. */
  readonly to: Day | undefined;
}

/** The right to vote for another director, at one meeting (`meetingId`, else 0), or on the days from `from` to `until`. */
export interface VotingProxy {
  readonly proxyId: number;
  readonly directorId: number;
  /** Who votes in place of the director; 0 where the director takes an earlier proxy back. */
  readonly holderId: number;
  readonly meetingId: number;
  readonly from: Day;
  readonly until: Day;
}

/** The occasion of a vote. */
export interface Occasion {
  readonly meetingId: number;
  readonly day: Day;
}

/** By which right somebody votes: as the director, as its alternate, or by its proxy. */
export type VotingRight = 'director' | 'alternate' | 'proxy';

/** Everybody in office on a day, alternates too. */
export function inOffice(directors: readonly Director[], day: number): Director[] {
  return directors.filter(({ from, to }) => from <= day && (to === undefined || day <= to));
}

/** The directors who have a vote on a day: those in office who are nobody's alternate. */
export function directorsOn(directors: readonly Director[], day: number): Director[] {
  return inOffice(directors, day).filter(({ alternateOf }) => alternateOf === 0);
}

/** Who holds a director's proxy on an occasion: the latest one given counts. Undefined where nobody does. */
export function proxyHolderOf(
  proxies: readonly VotingProxy[],
  directorId: number,
  { meetingId, day }: Occasion,
): number | undefined {
  const latest = proxies
    .filter((proxy) => proxy.directorId === directorId && proxy.from <= day && day <= proxy.until)
    .filter((proxy) => proxy.meetingId === 0 || proxy.meetingId === meetingId)
    .reduce<VotingProxy | undefined>(
      (last, one) => (last && last.proxyId > one.proxyId ? last : one),
      undefined,
    );
  return latest === undefined || latest.holderId === 0 ? undefined : latest.holderId;
}

/** By which right a person in office votes for a director on an occasion; undefined where by none. */
export function votingRight(
  directors: readonly Director[],
  proxies: readonly VotingProxy[],
  voterId: number,
  directorId: number,
  occasion: Occasion,
): VotingRight | undefined {
  const present = inOffice(directors, occasion.day);
  const voter = present.find((one) => one.directorId === voterId);
  const seat = directorsOn(present, occasion.day).find((one) => one.directorId === directorId);
  if (voter === undefined || seat === undefined) return undefined;
  if (voter.directorId === seat.directorId) return 'director';
  if (voter.alternateOf === seat.directorId) return 'alternate';
  return proxyHolderOf(proxies, directorId, occasion) === voterId ? 'proxy' : undefined;
}

/** True where the holder would have more proxies at one time than the rules allow, were this one given too. */
export function isOverProxyLimit(
  rules: Pick<BoardRules, 'proxiesHeldAtMost'>,
  proxies: readonly VotingProxy[],
  given: Omit<VotingProxy, 'proxyId'>,
): boolean {
  const overlapping = proxies.filter(
    ({ holderId, directorId, meetingId, from, until }) =>
      holderId === given.holderId &&
      directorId !== given.directorId &&
      from <= given.until &&
      given.from <= until &&
      (meetingId === 0 || given.meetingId === 0 || meetingId === given.meetingId),
  );
  const isInForce = ({ directorId, meetingId, from, until }: VotingProxy) => {
    const day = Math.max(from, given.from) as Day;
    const occasion = { meetingId: meetingId === 0 ? given.meetingId : meetingId, day };
    return day <= until && proxyHolderOf(proxies, directorId, occasion) === given.holderId;
  };
  const givers = new Set(overlapping.filter(isInForce).map(({ directorId }) => directorId));
  return givers.size >= rules.proxiesHeldAtMost;
}
