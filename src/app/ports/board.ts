import type { Day } from '../../core/calendar/day.ts';
import type { Month } from '../../core/calendar/month.ts';
import type { AgendaItem } from '../../core/governance/agenda.ts';
import type { Choice } from '../../core/governance/count.ts';
import type { Director, VotingProxy } from '../../core/governance/directors.ts';
import type { ItemOutcome } from '../../core/governance/motion.ts';
import type { MeetingKind } from '../../core/governance/notice.ts';
import type { MotionKind } from '../../core/governance/rules.ts';
import type { Refusal } from '../../core/refusal.ts';

/** Where a meeting stands; one that was opened has been held. */
export type MeetingState = 'called' | 'opened' | 'adjourned' | 'cancelled';

export interface Meeting {
  readonly meetingId: number;
  readonly kind: MeetingKind;
  readonly place: string;
  readonly calledDay: Day;
  readonly meetingDay: Day;
  readonly state: MeetingState;
  /** Directors and alternates who attend. */
  readonly attending: readonly number[];
}

/** An item of a meeting, with how it was closed. */
export interface MeetingItem extends AgendaItem {
  readonly meetingId: number;
  readonly outcome?: ItemOutcome | undefined;
  readonly explanation?: string | undefined;
}

/** A motion with its content as canonical JSON. */
export interface Motion {
  readonly motionId: number;
  readonly kind: MotionKind;
  readonly title: string;
  readonly content: string;
  readonly contentSha256: string;
  readonly movedBy: number;
  readonly movedDay: Day;
  /** 0 where nobody has seconded it. */
  readonly secondedBy: number;
}

/** A director's vote on an item, or on the consent agenda (item 0), as it was last cast. */
export interface CastVote {
  readonly meetingId: number;
  readonly itemNumber: number;
  readonly directorId: number;
  readonly version: number;
  readonly choice: Choice;
  readonly castBy: number;
}

export interface Recusal {
  readonly meetingId: number;
  readonly itemNumber: number;
  readonly directorId: number;
  readonly reason: string;
}

/** What the board has decided on a motion, and what it has brought about. */
export interface Resolution {
  readonly resolutionId: number;
  readonly motionId: number;
  readonly meetingId: number;
  readonly itemNumber: number;
  readonly outcome: 'passed' | 'failed';
  readonly decidedDay: Day;
  /** The kind of fact that took effect by it, and which. */
  readonly effect?: { readonly kind: string; readonly factId: number } | undefined;
}

/** Everything on record of a board; of directors the last version of each term. */
export interface Board {
  readonly directors: readonly (Director & { readonly version: number })[];
  readonly proxies: readonly VotingProxy[];
  readonly meetings: readonly Meeting[];
  readonly items: readonly MeetingItem[];
  readonly motions: readonly Motion[];
  readonly recusals: readonly Recusal[];
  readonly votes: readonly CastVote[];
  readonly resolutions: readonly Resolution[];
}

/** What one act of the board adds. Identifiers come from `NextIdentifier`. */
export interface BoardFacts {
  readonly directors?: readonly (Director & { readonly version: number })[];
  readonly proxies?: readonly VotingProxy[];
  readonly meetings?: readonly Omit<Meeting, 'state' | 'attending'>[];
  readonly events?: readonly {
    readonly meetingId: number;
    readonly event: Exclude<MeetingState, 'called'>;
  }[];
  readonly attendance?: readonly { readonly meetingId: number; readonly directorId: number }[];
  readonly motions?: readonly Omit<Motion, 'secondedBy'>[];
  readonly seconds?: readonly { readonly motionId: number; readonly directorId: number }[];
  readonly items?: readonly (Omit<AgendaItem, 'isPulled'> & {
    readonly meetingId: number;
    readonly setDay: Day;
  })[];
  readonly pulls?: readonly Omit<Recusal, 'reason'>[];
  readonly recusals?: readonly Recusal[];
  readonly votes?: readonly CastVote[];
  readonly closings?: readonly {
    readonly meetingId: number;
    readonly itemNumber: number;
    readonly outcome: ItemOutcome;
    readonly count: string;
    readonly explanation: string;
  }[];
  readonly resolutions?: readonly Omit<Resolution, 'effect'>[];
}

export type NextIdentifier = (
  kind: 'director' | 'proxy' | 'meeting' | 'motion' | 'resolution',
) => Promise<number>;

/** Minutes of a meeting, as they were last written. */
export interface Minutes {
  readonly meetingId: number;
  readonly version: number;
  readonly content: string;
}

/** The use that is to be made of a resolution. */
export interface ResolutionUse {
  readonly resolutionId: number;
  readonly kind: MotionKind;
  readonly contentSha256: string;
}

/** A rate at which a month was billed. */
export interface BilledRate {
  readonly month: Month;
  readonly memberId: number;
  readonly planId: number;
  readonly tier: string;
  readonly rate: number;
}

/** Where boards are kept. */
export interface BoardStore {
  read(consortiumId: number): Promise<Board>;
  /**
   * One act of a board: `actOn` is given the board as it is (but the votes of meetings that are over, and explanations) and
   * answers what is added to it, while nobody else acts on that board. A refusal adds nothing. `recordedBy` is kept with each fact.
   */
  act<T extends { readonly facts: BoardFacts }>(
    consortiumId: number,
    recordedBy: string,
    actOn: (board: Board, next: NextIdentifier) => Promise<T | Refusal>,
  ): Promise<T | Refusal>;
  /** Adds a version of a meeting's minutes, and answers its number; the same text again changes nothing. */
  writeMinutes(consortiumId: number, recordedBy: string, meetingId: number, content: string): Promise<number>;
  minutes(consortiumId: number): Promise<Minutes[]>;
  /** Refused as `requireResolution` says, where a resolution may not be used so; nothing is used by asking. */
  checkResolution(consortiumId: number, use: ResolutionUse): Promise<Refusal | undefined>;
  /** The rates at which contributions were billed, by month. */
  billedRates(consortiumId: number): Promise<BilledRate[]>;
}
