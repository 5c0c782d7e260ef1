import type { MotionDraft } from '../app/board/move.ts';

/** A motion as `board move` takes it, in a list as `board motion` drafts them: the same for people and machines. */
export function motionText(draft: MotionDraft): string {
  return `${JSON.stringify([draft], null, 2)}\n`;
}
