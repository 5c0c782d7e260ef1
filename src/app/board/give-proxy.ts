import { type Day, formatDay } from '../../core/calendar/day.ts';
import { isOverProxyLimit } from '../../core/governance/directors.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { act, actingDirector, type BoardRoom, personNamed } from './board-room.ts';
import { meetingIn } from './on-record.ts';

/** A proxy as it is given: for a meeting, or until a day; without a holder an earlier one is taken back. */
export interface ProxyGiven {
  /** The director whose vote it is; of a director who acts, his own. */
  readonly director?: string | undefined;
  readonly holder?: string | undefined;
  readonly meetingId?: number | undefined;
  readonly until?: Day | undefined;
}

/**
 * Gives a director's vote to another person in office. Refused: `missing_field` where it is neither for a meeting nor until
 * a day, `inconsistent` for both, for a day gone by, and for the director himself; `not_eligible` for an alternate, and
 * for a holder who has as many proxies at that time as the rules allow; `out_of_order` for a meeting that is over.
 */
export async function giveProxy(room: BoardRoom, given: ProxyGiven): Promise<number | Refusal> {
  const { meetingId, until } = given;
  if (meetingId === undefined && until === undefined)
    return refuse('missing_field', '--until', 'a meeting, or a last day', undefined);
  if (meetingId !== undefined && until !== undefined)
    return refuse('inconsistent', '--until', 'a meeting or a last day, not both', formatDay(until));
  if (until !== undefined && until < room.on)
    return refuse('inconsistent', '--until', `${formatDay(room.on)} or later`, formatDay(until));
  const done = await act(room, async (board, next) => {
    const meeting = meetingId === undefined ? undefined : meetingIn(board, meetingId, 'called', 'opened');
    if (isRefusal(meeting)) return meeting;
    const days = {
      from: meeting?.meetingDay ?? room.on,
      until: meeting?.meetingDay ?? until!,
    };
    const director = actingDirector(room, board, days.from, given.director, '--director');
    if (isRefusal(director)) return director;
    if (director.alternateOf !== 0)
      return refuse('not_eligible', '--director', 'a director, who has a vote to give', director.email);
    const holder =
      given.holder === undefined ? undefined : personNamed(board, given.holder, days.from, '--holder');
    if (isRefusal(holder)) return holder;
    if (holder?.directorId === director.directorId)
      return refuse('inconsistent', '--holder', 'another person', holder.email);
    const { directorId } = director;
    const proxy = { directorId, holderId: holder?.directorId ?? 0, meetingId: meetingId ?? 0, ...days };
    if (holder !== undefined && isOverProxyLimit(room.rules, board.proxies, proxy)) {
      const expected = `a holder of fewer than ${room.rules.proxiesHeldAtMost} proxies at that time`;
      return refuse('not_eligible', '--holder', expected, holder.email);
    }
    const proxyId = await next('proxy');
    return { proxyId, facts: { proxies: [{ proxyId, ...proxy }] } };
  });
  return isRefusal(done) ? done : done.proxyId;
}
