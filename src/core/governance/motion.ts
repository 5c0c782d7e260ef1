/** Where a motion stands. */
export type MotionState = 'moved' | 'seconded' | 'tabled' | 'passed' | 'failed';

/** How an item of an agenda that has a motion was closed. */
export type ItemOutcome = 'passed' | 'failed' | 'no quorum' | 'tabled';

/** What can be done with a motion. */
export type MotionStep = 'second' | 'vote' | 'table' | 'put on an agenda';

/**
 * Where a motion stands, from whether it was seconded and how the items that had it were closed, in order; undefined stands
 * for an item that is open. A vote without a quorum leaves the motion as it was; one that was tabled is taken up again by
 * an item of a later agenda.
 */
export function motionState(
  isSeconded: boolean,
  outcomes: readonly (ItemOutcome | undefined)[],
): MotionState {
  const last = outcomes.at(-1);
  if (last === 'passed' || last === 'failed' || last === 'tabled') return last;
  return isSeconded ? 'seconded' : 'moved';
}

const STEPS: Record<MotionState, readonly MotionStep[]> = {
  moved: ['second', 'table', 'put on an agenda'],
  seconded: ['vote', 'table', 'put on an agenda'],
  tabled: ['put on an agenda'],
  passed: [],
  failed: [],
};

/** True where a motion that stands so can be taken this step. */
export function isOpenTo(state: MotionState, step: MotionStep): boolean {
  return STEPS[state].includes(step);
}
