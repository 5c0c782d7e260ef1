import type { ItemOutcome } from '../../core/governance/motion.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { BoardFacts } from '../ports/board.ts';
import { act, type BoardRoom, clerkRefusal } from './board-room.ts';
import { countItem, explained, memberMeasures } from './count-item.ts';
import { itemsVotedOn, meetingIn } from './on-record.ts';

/** How an item was closed, and the resolution that came of it where its motion was decided. */
export interface ItemClosed {
  readonly number: number;
  readonly title: string;
  readonly outcome: ItemOutcome;
  readonly explanation: readonly string[];
  readonly resolutionId?: number | undefined;
}

/** Closed items as they are answered. */
export function closedDocument(closed: readonly ItemClosed[]) {
  return {
    items: closed.map(({ number, title, outcome, explanation, resolutionId }) => ({
      ...{ item: number, title, outcome, explanation: [...explanation] },
      ...(resolutionId !== undefined && { resolution: resolutionId }),
    })),
  };
}

/**
 * Closes an item: counts what was voted and makes the resolution, or tables the motion. As item 0 the consent agenda, whose
 * votes are counted for each item by the majority that its motion needs. Weights are of the meeting's day: employees
 * covered on the first of its month, contributions charged for the twelve months before it. A vote comes before the
 * closing or is refused; an item is closed once, whoever closes it at the same moment. Refused: `out_of_order`.
 */
export async function closeItem(
  room: BoardRoom,
  meetingId: number,
  itemNumber: number,
  how: 'counted' | 'tabled' = 'counted',
): Promise<ItemClosed[] | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const known = meetingIn(await room.boards.read(room.consortium.consortiumId), meetingId, 'opened');
  if (isRefusal(known)) return known;
  const measures = await memberMeasures(room, known);
  const done = await act(room, async (board, next) => {
    const meeting = meetingIn(board, meetingId, 'opened');
    if (isRefusal(meeting)) return meeting;
    const items = itemsVotedOn(board, meetingId, itemNumber);
    if (isRefusal(items)) return items;
    const closed: ItemClosed[] = [];
    const closings: NonNullable<BoardFacts['closings']>[number][] = [];
    const resolutions: NonNullable<BoardFacts['resolutions']>[number][] = [];
    for (const item of items) {
      const count =
        how === 'tabled' ? undefined : countItem(room, board, meeting, item, itemNumber, measures);
      if (isRefusal(count)) return count;
      const outcome: ItemOutcome = count?.outcome ?? 'tabled';
      const explanation = count === undefined ? ['Tabled without a count.'] : explained(room, count);
      const place = { meetingId, itemNumber: item.number };
      const written = JSON.stringify(count ?? {}, (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      closings.push({ ...place, outcome, count: written, explanation: explanation.join('\n') });
      const isDecided = outcome === 'passed' || outcome === 'failed';
      const resolutionId = isDecided ? await next('resolution') : undefined;
      if (isDecided)
        resolutions.push({
          ...{ resolutionId: resolutionId!, motionId: item.motionId, ...place },
          ...{ outcome, decidedDay: meeting.meetingDay },
        });
      closed.push({ number: item.number, title: item.title, outcome, explanation, resolutionId });
    }
    return { closed, facts: { closings, resolutions } };
  });
  return isRefusal(done) ? done : done.closed;
}
