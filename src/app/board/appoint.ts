import { type Day, formatDay } from '../../core/calendar/day.ts';
import { directorsOn, inOffice } from '../../core/governance/directors.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, BoardFacts } from '../ports/board.ts';
import { act, type BoardRoom, clerkRefusal, personNamed } from './board-room.ts';

/** A term of office that begins. */
export interface Appointment {
  readonly member: string;
  readonly name: string;
  readonly email: string;
  readonly from: Day;
  readonly to?: Day | undefined;
  /** The e-mail of the director whose alternate this is; a director where it is not given. */
  readonly alternateOf?: string | undefined;
}

/**
 * Puts a person on the board, as a member's director or the alternate of one. Refused: `unknown_reference` for the member or
 * director, `inconsistent` for a term that ends before it begins, a second office of one e-mail, an alternate of another
 * member's director, and more directors of a member at one time than the rules allow.
 */
export async function appoint(room: BoardRoom, term: Appointment): Promise<number | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const memberId = room.consortium.members.get(term.member);
  if (memberId === undefined) {
    const known = [...room.consortium.members.keys()].join(', ');
    return refuse('unknown_reference', '--member', `one of ${known}`, term.member);
  }
  if (term.to !== undefined && term.to < term.from)
    return refuse('inconsistent', '--to', `${formatDay(term.from)} or later`, formatDay(term.to));
  const done = await act(room, async (board, next) => {
    const principal =
      term.alternateOf === undefined
        ? undefined
        : personNamed(board, term.alternateOf, term.from, '--alternate-of');
    if (isRefusal(principal)) return principal;
    if (principal !== undefined && (principal.memberId !== memberId || principal.alternateOf !== 0)) {
      const expected = `a director of ${term.member}`;
      return refuse('inconsistent', '--alternate-of', expected, term.alternateOf);
    }
    const clash = clashOf(board, term, memberId, principal !== undefined, room.rules.directorsPerMember);
    if (clash !== undefined) return clash;
    const { name, email, from, to } = term;
    const directorId = await next('director');
    const person = {
      directorId,
      version: 1,
      memberId,
      name,
      email,
      alternateOf: principal?.directorId ?? 0,
      from,
      to,
    };
    return { directorId, facts: { directors: [person] } };
  });
  return isRefusal(done) ? done : done.directorId;
}

/** Ends a term with a last day. Refused: `unknown_reference` where nobody of that e-mail is in office on it. */
export async function endTerm(room: BoardRoom, email: string, lastDay: Day): Promise<undefined | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const person = personNamed(board, email, lastDay, '--email');
    if (isRefusal(person)) return person;
    const { version } = board.directors.find(({ directorId }) => directorId === person.directorId)!;
    return { facts: { directors: [{ ...person, version: version + 1, to: lastDay }] } };
  });
  return isRefusal(done) ? done : undefined;
}

/** Days on which more could be in office than on the days around them are those on which a term begins. */
function clashOf(
  board: Board,
  { from, to, member, email }: Appointment,
  memberId: number,
  isAlternate: boolean,
  most: number,
): Refusal | undefined {
  const isWithin = (day: number) => day >= from && (to === undefined || day <= to);
  const days = [from, ...board.directors.map((one) => one.from).filter(isWithin)];
  for (const day of days) {
    const known = inOffice(board.directors, day).find(
      (one) => one.email.toLowerCase() === email.toLowerCase(),
    );
    if (known !== undefined)
      return refuse('inconsistent', '--email', `nobody in office on ${formatDay(day)}`, email);
    const ours = directorsOn(board.directors, day).filter((one) => one.memberId === memberId);
    if (!isAlternate && ours.length >= most) {
      const actual = `${ours.map((one) => one.name).join(', ')} on ${formatDay(day)}`;
      return refuse('inconsistent', '--member', `fewer than ${most} directors of ${member} before`, actual);
    }
  }
  return undefined;
}
