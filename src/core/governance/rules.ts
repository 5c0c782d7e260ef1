import type { Ratio } from '../money/ratio.ts';

/** What a motion can be about. All but `general` take effect only by a resolution of their kind and content. */
export const MOTION_KINDS = [
  'admission',
  'withdrawal terms',
  'funding form',
  'rates',
  'plan design',
  'reserve policy',
  'stop-loss binding',
  'tender award',
  'assessment',
  'surplus distribution',
  'shares',
  'board rules',
  'general',
] as const;

export type MotionKind = (typeof MOTION_KINDS)[number];

/** True for the name of a kind of motion. */
export function isMotionKind(name: string): name is MotionKind {
  return (MOTION_KINDS as readonly string[]).includes(name);
}

/** What a vote weighs: one for each director, or what the director's member organisation has of employees or contributions. */
export type VoteBasis = 'heads' | 'employees' | 'contributions';

/** A part of a whole that has to be reached, or where `isExceeded` is said has to be exceeded. */
export interface Threshold {
  readonly share: Ratio;
  readonly isExceeded: boolean;
}

/** How many have to be for a motion: of those who vote for or against, or of all who may vote. */
export interface MajorityRule {
  readonly needs: 'simple' | 'two thirds' | 'unanimous';
  readonly of: 'those voting' | 'all';
}

/** How a board meets and votes. */
export interface BoardRules {
  readonly basis: VoteBasis;
  /** Of the directors, of the voting weight, or both. */
  readonly quorum: { readonly heads?: Threshold | undefined; readonly weight?: Threshold | undefined };
  readonly majorities: ReadonlyMap<MotionKind, MajorityRule>;
  readonly tieBreak: 'employees' | 'none';
  readonly noticeDays: number;
  readonly emergencyMeetings: boolean;
  /** True where motions may be moved that the notice of the meeting did not name. */
  readonly motionsFromTheFloor: boolean;
  readonly secondNeeded: boolean;
  readonly meetsEveryMonths: number;
  readonly proxiesHeldAtMost: number;
  readonly directorsPerMember: number;
}

/** The majority that a kind of motion needs where the rules of a board say nothing of it. */
export function usualMajority(kind: MotionKind): MajorityRule {
  const isOrdinary = ['rates', 'plan design', 'stop-loss binding', 'tender award', 'general'].includes(kind);
  return { needs: isOrdinary ? 'simple' : 'two thirds', of: 'those voting' };
}
