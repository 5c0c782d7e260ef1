import type { MotionDraft } from '../app/board/move.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { print } from './output.ts';

/** A motion as `board move` takes it, in a list as `board motion` drafts them; a draft that was refused is passed on. */
export function printMotion(draft: MotionDraft | Refusal): Refusal | undefined {
  if (isRefusal(draft)) return draft;
  print(`${JSON.stringify([draft], null, 2)}\n`);
  return undefined;
}
