import type { GroupNumbers, Marks } from '../ports/live-claims.ts';

/** True where nothing waits to be decided, and no run is under way. */
export function isAtRest(marks: Marks): boolean {
  return marks.isFinished && marks.claim <= marks.claimTo && marks.change <= marks.changeTo;
}

/** The marks when a group of so many claims has been written. */
export function marksAfter(before: Marks, numbers: GroupNumbers, claims: number): Marks {
  const claim = numbers.claim + claims - 1;
  return { ...before, claim, claimTo: claim, import: numbers.import, run: numbers.run, isFinished: true };
}

/** True where nothing was written between two readings of marks. */
export function isSame(one: Marks, other: Marks): boolean {
  return (Object.keys(one) as (keyof Marks)[]).every((name) => one[name] === other[name]);
}
