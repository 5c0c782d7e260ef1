import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { type BoardRoom, clerkRefusal } from './board-room.ts';
import { meetingIn } from './on-record.ts';

/** Records the minutes of a meeting that was held, as the next version of them. Refused: `out_of_order` where it was not held. */
export async function recordMinutes(
  room: BoardRoom,
  meetingId: number,
  content: string,
): Promise<number | Refusal> {
  const refusal = clerkRefusal(room);
  if (refusal !== undefined) return refusal;
  const { consortiumId } = room.consortium;
  const meeting = meetingIn(await room.boards.read(consortiumId), meetingId, 'opened', 'adjourned');
  if (isRefusal(meeting)) return meeting;
  return room.boards.writeMinutes(consortiumId, room.viewer.name, meetingId, content);
}
