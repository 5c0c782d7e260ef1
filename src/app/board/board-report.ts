import { formatDay } from '../../core/calendar/day.ts';
import type { Marking } from '../../core/governance/agenda.ts';
import type { Choice } from '../../core/governance/count.ts';
import { directorsOn, inOffice, proxyHolderOf } from '../../core/governance/directors.ts';
import { lastDayOfNotice } from '../../core/governance/notice.ts';
import type { MotionKind } from '../../core/governance/rules.ts';
import type { Board, Meeting, Minutes, Motion, Resolution } from '../ports/board.ts';
import type { BoardRoom } from './board-room.ts';
import { stateOf } from './on-record.ts';

/** A meeting with its agenda, as machines read it. */
export interface MeetingDocument {
  readonly meeting: number;
  readonly day: string;
  readonly kind: string;
  readonly place: string;
  readonly called: string;
  readonly state: string;
  readonly present: readonly string[];
  readonly items: readonly {
    readonly item: number;
    readonly marking: Marking;
    readonly pulled: boolean;
    readonly title: string;
    readonly motion?: number;
    readonly outcome?: string;
    readonly explanation?: readonly string[];
  }[];
  /** The last day on which it can be called and its agenda set. */
  readonly lastDayOfNotice: string;
  /** As they were last cast; item 0 is the consent agenda. */
  readonly votes: readonly {
    readonly item: number;
    readonly director: string;
    readonly choice: Choice;
    /** Who cast it, where it was not the director. */
    readonly by?: string;
  }[];
  readonly recusals: readonly { readonly item: number; readonly director: string; readonly reason: string }[];
  /** Who votes in whose place there, all by their e-mail. */
  readonly proxies: readonly { readonly director: string; readonly holder: string }[];
  readonly minutes?: string;
}

/** A motion with where it stands, and its resolution where it was decided. */
export interface MotionDocument {
  readonly motion: number;
  readonly kind: MotionKind;
  readonly title: string;
  readonly state: string;
  readonly moved: string;
  readonly movedBy: string;
  readonly secondedBy?: string;
  readonly contentSha256: string;
  readonly content: unknown;
  readonly resolution?: number;
  readonly decided?: string;
  /** What it has brought about; "nothing yet" for one that has passed and is unused. */
  readonly effect?: string;
}

/** A person on the board. */
export interface DirectorDocument {
  readonly director: number;
  readonly name: string;
  readonly email: string;
  readonly member: string;
  readonly from: string;
  readonly to?: string;
  readonly alternateOf?: string;
  /** Who votes in the director's place, by a proxy that is not for one meeting alone. */
  readonly proxyHolder?: string;
}

/** Who is in office on a day: directors, and alternates after them. */
export async function directorDocuments({ boards, consortium, on }: BoardRoom): Promise<DirectorDocument[]> {
  const board = await boards.read(consortium.consortiumId);
  const codes = new Map([...consortium.members].map(([code, id]) => [id, code]));
  const present = inOffice(board.directors, on);
  const alternates = present.filter(({ alternateOf }) => alternateOf !== 0);
  return [...directorsOn(present, on), ...alternates].map((one) => {
    const { directorId, name, email, memberId, from, to, alternateOf } = one;
    const holder = proxyHolderOf(board.proxies, directorId, { meetingId: 0, day: on });
    return {
      ...{ director: directorId, name, email, member: codes.get(memberId)!, from: formatDay(from) },
      ...(to !== undefined && { to: formatDay(to) }),
      ...(alternateOf !== 0 && { alternateOf: nameOf(board, alternateOf) }),
      ...(holder !== undefined && { proxyHolder: nameOf(board, holder) }),
    };
  });
}

/** The meetings of a board, in order. */
export async function meetingDocuments({ boards, consortium, rules }: BoardRoom): Promise<MeetingDocument[]> {
  const { consortiumId } = consortium;
  const [board, minutes] = [await boards.read(consortiumId), await boards.minutes(consortiumId)];
  return board.meetings.map((meeting) => meetingDocument(board, meeting, minutes, rules));
}

function meetingDocument(
  board: Board,
  meeting: Meeting,
  all: readonly Minutes[],
  rules: BoardRoom['rules'],
): MeetingDocument {
  const minutes = all.find(({ meetingId }) => meetingId === meeting.meetingId);
  const items = board.items.filter(({ meetingId }) => meetingId === meeting.meetingId);
  return {
    ...{
      meeting: meeting.meetingId,
      day: formatDay(meeting.meetingDay),
      kind: meeting.kind,
      place: meeting.place,
    },
    ...{ called: formatDay(meeting.calledDay), state: meeting.state },
    present: meeting.attending.map((directorId) => nameOf(board, directorId)),
    items: items.map(({ number, marking, isPulled, title, motionId, outcome, explanation }) => ({
      ...{ item: number, marking, pulled: isPulled, title },
      ...(motionId !== 0 && { motion: motionId }),
      ...(outcome !== undefined && { outcome, explanation: explanation?.split('\n') ?? [] }),
    })),
    lastDayOfNotice: formatDay(lastDayOfNotice(rules, meeting.kind, meeting.meetingDay)),
    ...castAt(board, meeting),
    ...(minutes !== undefined && { minutes: minutes.content }),
  };
}

/** What directors did at a meeting, and who does it for whom, by their e-mail. */
function castAt(board: Board, { meetingId, meetingDay }: Meeting) {
  const isThere = (one: { readonly meetingId: number }) => one.meetingId === meetingId;
  const email = (directorId: number) =>
    board.directors.find((one) => one.directorId === directorId)?.email ?? nameOf(board, directorId);
  return {
    votes: board.votes.filter(isThere).map(({ itemNumber, directorId, choice, castBy }) => ({
      ...{ item: itemNumber, director: email(directorId), choice },
      ...(castBy !== directorId && { by: email(castBy) }),
    })),
    recusals: board.recusals.filter(isThere).map(({ itemNumber, directorId, reason }) => ({
      ...{ item: itemNumber, director: email(directorId), reason },
    })),
    proxies: directorsOn(board.directors, meetingDay).flatMap(({ directorId, email: director }) => {
      const holder = proxyHolderOf(board.proxies, directorId, { meetingId, day: meetingDay });
      return holder === undefined ? [] : [{ director, holder: email(holder) }];
    }),
  };
}

/** The motions of a board, in order, with what was resolved on them. */
export async function motionDocuments({ boards, consortium, rules }: BoardRoom): Promise<MotionDocument[]> {
  const board = await boards.read(consortium.consortiumId);
  return board.motions.map((motion) => {
    const resolution = board.resolutions.find(({ motionId }) => motionId === motion.motionId);
    return motionDocument(board, motion, stateOf(board, motion, rules), resolution);
  });
}

function motionDocument(
  board: Board,
  motion: Motion,
  state: string,
  resolution: Resolution | undefined,
): MotionDocument {
  const { motionId, kind, title, movedDay, movedBy, contentSha256, content } = motion;
  return {
    ...{ motion: motionId, kind, title, state, moved: formatDay(movedDay), movedBy: nameOf(board, movedBy) },
    ...(motion.secondedBy !== 0 && { secondedBy: nameOf(board, motion.secondedBy) }),
    ...{ contentSha256, content: JSON.parse(content) as unknown },
    ...(resolution !== undefined && {
      ...{ resolution: resolution.resolutionId, decided: formatDay(resolution.decidedDay) },
      ...(resolution.outcome === 'passed' && kind !== 'general' && { effect: effectText(resolution) }),
    }),
  };
}

/** "consortium document 2", or "nothing yet". */
function effectText({ effect }: Resolution): string {
  return effect === undefined ? 'nothing yet' : `${effect.kind} ${effect.factId}`;
}

function nameOf(board: Board, directorId: number): string {
  return board.directors.find((one) => one.directorId === directorId)?.name ?? `director ${directorId}`;
}
