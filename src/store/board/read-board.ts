import type {
  Board,
  CastVote,
  Meeting,
  MeetingItem,
  Motion,
  Recusal,
  Resolution,
} from '../../app/ports/board.ts';
import type { Director, VotingProxy } from '../../core/governance/directors.ts';
import type { Query } from '../query.ts';

/**
 * What is on record of a board, in order of its identifiers: everything, or what an act needs, which is without the votes of
 * meetings that are over and the explanations of counts. These grow with the years, and an act has to stay as quick.
 */
export async function readBoard(query: Query, what: 'everything' | 'to act on'): Promise<Board> {
  const isAll = what === 'everything';
  const directors = await query.rows<Director & { version: number; to: Director['to'] | null }>(
    `SELECT DISTINCT ON (director_id) director_id AS "directorId", version, member_id AS "memberId", name, email,
       alternate_of AS "alternateOf", ${dayOf('from_day')} AS "from", ${dayOf('to_day')} AS "to"
     FROM director ORDER BY director_id, version DESC`,
  );
  const events = await query.rows<{ meetingId: number; event: Meeting['state'] }>(
    'SELECT meeting_id AS "meetingId", event FROM meeting_event',
  );
  const attendance = await query.rows<{ meetingId: number; directorId: number }>(
    'SELECT meeting_id AS "meetingId", director_id AS "directorId" FROM attendance ORDER BY meeting_id, director_id',
  );
  const meetings = await query.rows<Omit<Meeting, 'state' | 'attending'>>(
    `SELECT meeting_id AS "meetingId", kind, place, ${dayOf('called_day')} AS "calledDay",
       ${dayOf('meeting_day')} AS "meetingDay" FROM meeting ORDER BY meeting_id`,
  );
  const items = await query.rows<
    MeetingItem & { outcome: MeetingItem['outcome'] | null; explanation: string | null }
  >(ITEMS, [isAll]);
  const resolutions = await query.rows<Resolution & { usedFor: string | null; factId: number }>(
    `SELECT r.resolution_id AS "resolutionId", motion_id AS "motionId", meeting_id AS "meetingId",
       item_number AS "itemNumber", outcome, ${dayOf('decided_day')} AS "decidedDay", e.effect AS "usedFor", e.fact_id AS "factId"
     FROM resolution r LEFT JOIN resolution_effect e USING (consortium_id, resolution_id) ORDER BY r.resolution_id`,
  );
  return {
    directors: directors.map((director) => ({ ...director, to: director.to ?? undefined })),
    proxies: await query.rows<VotingProxy>(
      `SELECT proxy_id AS "proxyId", director_id AS "directorId", holder_id AS "holderId", meeting_id AS "meetingId",
         ${dayOf('from_day')} AS "from", ${dayOf('until_day')} AS until FROM proxy ORDER BY proxy_id`,
    ),
    meetings: meetings.map((meeting) => {
      const isOf = (row: { readonly meetingId: number }) => row.meetingId === meeting.meetingId;
      return {
        ...meeting,
        state: stateOf(events.filter(isOf).map(({ event }) => event)),
        attending: attendance.filter(isOf).map(({ directorId }) => directorId),
      };
    }),
    items: items.map(({ outcome, explanation, ...item }) => ({
      ...item,
      ...(outcome !== null && { outcome }),
      ...(explanation !== null && { explanation }),
    })),
    motions: await query.rows<Motion>(
      `SELECT m.motion_id AS "motionId", kind, title, content, content_sha256 AS "contentSha256", moved_by AS "movedBy",
         ${dayOf('moved_day')} AS "movedDay", coalesce(s.director_id, 0) AS "secondedBy"
       FROM motion m LEFT JOIN motion_second s USING (consortium_id, motion_id) ORDER BY m.motion_id`,
    ),
    recusals: await query.rows<Recusal>(
      `SELECT meeting_id AS "meetingId", item_number AS "itemNumber", director_id AS "directorId", reason
       FROM recusal ORDER BY meeting_id, item_number, director_id`,
    ),
    votes: await query.rows<CastVote>(
      `SELECT DISTINCT ON (meeting_id, item_number, director_id) meeting_id AS "meetingId", item_number AS "itemNumber",
         director_id AS "directorId", version, choice, cast_by AS "castBy"
       FROM vote WHERE $1 OR ${IS_OPEN} ORDER BY meeting_id, item_number, director_id, version DESC`,
      [isAll],
    ),
    resolutions: resolutions.map(({ usedFor, factId, ...resolution }) => ({
      ...resolution,
      ...(usedFor !== null && { effect: { kind: usedFor, factId } }),
    })),
  };
}

const IS_OPEN = `NOT EXISTS (SELECT FROM meeting_event e
  WHERE e.consortium_id = vote.consortium_id AND e.meeting_id = vote.meeting_id AND e.event = 'adjourned')`;

const ITEMS = `SELECT meeting_id AS "meetingId", item_number AS number, marking, title, motion_id AS "motionId",
    p.director_id IS NOT NULL AS "isPulled", c.outcome,
    CASE WHEN $1 THEN c.explanation END AS explanation
  FROM agenda_item i LEFT JOIN consent_pull p USING (consortium_id, meeting_id, item_number)
  LEFT JOIN item_close c USING (consortium_id, meeting_id, item_number) ORDER BY meeting_id, item_number`;

/** A day column as the core counts days. */
function dayOf(column: string): string {
  return `${column} - date '1970-01-01'`;
}

function stateOf(events: readonly Meeting['state'][]): Meeting['state'] {
  return (['cancelled', 'adjourned', 'opened'] as const).find((state) => events.includes(state)) ?? 'called';
}
