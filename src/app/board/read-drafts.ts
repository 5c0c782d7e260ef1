import { type Refusal, refuse } from '../../core/refusal.ts';
import { readMotionDrafts } from '../../exchange/json/motion-drafts.ts';
import type { MotionDraft } from './move.ts';

/** The motions of a JSON text. Refused: `wrong_type` where it is no JSON, and as `readMotionDrafts`. */
export function readDrafts(text: string): MotionDraft[] | Refusal {
  try {
    return readMotionDrafts(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('wrong_type', '', 'motions in JSON', error.message);
  }
}
