/** Time and chance as the keeper of witnesses takes them: passed in, so that tests have their own. */
import { setTimeout } from 'node:timers/promises';

export interface Clock {
  /** The time in seconds since 1970. */
  readonly now: () => number;
  /** Waits so long, or until it is ended. */
  readonly wait: (milliseconds: number, ended: AbortSignal) => Promise<void>;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  wait: async (milliseconds, ended) => {
    await setTimeout(milliseconds, undefined, { signal: ended, ref: false }).catch(() => {});
  },
  random: Math.random,
};

/** The shortest and the longest pause between two tries. */
export interface Pauses {
  readonly least: number;
  readonly most: number;
}

/** How long to wait after so many tries in a row have failed: twice as long each time, less up to a half by chance. */
export function pauseAfter(failures: number, { least, most }: Pauses, random: number): number {
  const whole = Math.min(most, least * 2 ** Math.min(failures - 1, 50));
  return whole - (whole / 2) * random;
}
