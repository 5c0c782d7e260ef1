import type { Day } from '../../core/calendar/day.ts';
import { type Director, inOffice } from '../../core/governance/directors.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { BoardTerms } from '../../exchange/json/board-rules.ts';
import type { Board, BoardFacts, BoardStore, NextIdentifier } from '../ports/board.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import type { Viewer } from '../viewer.ts';

/** Where the board of a consortium acts: its rules, what is on record, who acts, and on which day. */
export interface BoardRoom {
  readonly boards: BoardStore;
  readonly books: BooksStore;
  readonly consortium: Consortium;
  readonly rules: BoardTerms;
  readonly viewer: Viewer;
  readonly on: Day;
}

/** The board of a consortium, as a viewer may act on it. Refused: `missing_field` where its document has no board. */
export function boardRoom(
  stores: Pick<Stores, 'boards' | 'books'>,
  consortium: Consortium,
  viewer: Viewer,
  on: Day,
): BoardRoom | Refusal {
  const { boards, books } = stores;
  const rules = consortium.document.board;
  if (rules === undefined)
    return refuse('missing_field', 'board', 'the rules of a board in the consortium’s document', undefined);
  return { boards, books, consortium, rules, viewer, on };
}

/** One act on the board, alone among all who act on it: what it adds, and what it answers. */
export function act<T extends { readonly facts: BoardFacts }>(
  { boards, consortium, viewer }: BoardRoom,
  actOn: (board: Board, next: NextIdentifier) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  return boards.act(consortium.consortiumId, viewer.name, actOn);
}

/** True for who writes down what the board does, for any director: an administrator, or who runs the program. */
export function isClerk({ role }: Viewer): boolean {
  return role === 'operator' || role === 'administrator';
}

/** Refused `not_eligible` where the viewer is no clerk. */
export function clerkRefusal({ viewer }: BoardRoom): Refusal | undefined {
  return isClerk(viewer)
    ? undefined
    : refuse('not_eligible', 'role', 'an administrator, who keeps the agenda and the minutes', viewer.role);
}

/** A person in office on a day, by e-mail. Refused: `unknown_reference`. */
export function personNamed(board: Board, email: string, day: Day, path: string): Director | Refusal {
  const present = inOffice(board.directors, day);
  return (
    present.find((person) => isSame(person.email, email)) ??
    refuse(
      'unknown_reference',
      path,
      `one of ${present.map((person) => person.email).join(', ') || 'no directors'}`,
      email,
    )
  );
}

/**
 * Who acts as a director: the viewer itself (known by the e-mail and the member), or for a clerk whom it names.
 * Refused: `not_eligible` where the viewer is not in office on the day, or names another; `missing_field` and
 * `unknown_reference` where a clerk names nobody, or nobody who is.
 */
export function actingDirector(
  { viewer }: BoardRoom,
  board: Board,
  day: Day,
  named: string | undefined,
  path = '--by',
): Director | Refusal {
  if (isClerk(viewer))
    return named === undefined
      ? refuse('missing_field', path, 'the e-mail of the director who acts', undefined)
      : personNamed(board, named, day, path);
  const own = inOffice(board.directors, day).find(
    ({ email, memberId }) =>
      isSame(email, viewer.name) && (viewer.memberId === undefined || viewer.memberId === memberId),
  );
  if (viewer.role !== 'director' || own === undefined)
    return refuse('not_eligible', path, 'a director in office on that day', `${viewer.role} ${viewer.name}`);
  if (named !== undefined && !isSame(named, own.email))
    return refuse('not_eligible', path, `${own.email}, as a director acts for himself alone`, named);
  return own;
}

function isSame(email: string, other: string): boolean {
  return email.toLowerCase() === other.toLowerCase();
}
