import type { Director } from '../../core/governance/directors.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { Board, BoardFacts, MeetingItem } from '../ports/board.ts';
import { act, actingDirector, type BoardRoom } from './board-room.ts';
import { meetingIn, openItem } from './on-record.ts';

/** Pulls an item from the consent agenda, to be decided alone. Refused: `out_of_order` where it is not on consent or closed. */
export async function pullFromConsent(
  room: BoardRoom,
  meetingId: number,
  number: number,
  by?: string,
): Promise<undefined | Refusal> {
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const found = itemAndDirector(room, board, meetingId, number, by);
    if (isRefusal(found)) return found;
    const { item, director } = found;
    if (item.marking !== 'consent' || item.isPulled) {
      const actual = item.isPulled
        ? `item ${number}, which was pulled`
        : `item ${number}, for ${item.marking}`;
      return refuse('out_of_order', 'item', 'an item on consent', actual);
    }
    return { facts: { pulls: [{ meetingId, itemNumber: number, directorId: director.directorId }] } };
  });
  return isRefusal(done) ? done : undefined;
}

/**
 * Stands aside from an item: no vote of the director counts, nor does the director for the quorum of it. On consent the item
 * is pulled by it, as it is then counted apart. Refused: `out_of_order` where the item is for information or closed.
 */
export async function recuse(
  room: BoardRoom,
  meetingId: number,
  number: number,
  reason: string,
  by?: string,
): Promise<undefined | Refusal> {
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const found = itemAndDirector(room, board, meetingId, number, by);
    if (isRefusal(found)) return found;
    const { item, director } = found;
    if (item.marking === 'information')
      return refuse('out_of_order', 'item', 'an item that is decided', `item ${number}, for information`);
    const { directorId } = director;
    const place = { meetingId, itemNumber: number, directorId };
    const isKnown = board.recusals.some(
      (one) => one.meetingId === meetingId && one.itemNumber === number && one.directorId === directorId,
    );
    if (isKnown) return { facts: {} };
    const pulls = item.marking === 'consent' && !item.isPulled ? [place] : [];
    return { facts: { pulls, recusals: [{ ...place, reason }] } };
  });
  return isRefusal(done) ? done : undefined;
}

function itemAndDirector(
  room: BoardRoom,
  board: Board,
  meetingId: number,
  number: number,
  by: string | undefined,
): { readonly item: MeetingItem; readonly director: Director } | Refusal {
  const meeting = meetingIn(board, meetingId, 'called', 'opened');
  if (isRefusal(meeting)) return meeting;
  const item = openItem(board, meetingId, number);
  if (isRefusal(item)) return item;
  const director = actingDirector(room, board, meeting.meetingDay, by);
  return isRefusal(director) ? director : { item, director };
}
