import { createHash } from 'node:crypto';
import { isOpenTo } from '../../core/governance/motion.ts';
import type { MotionKind } from '../../core/governance/rules.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { canonicalJson } from '../../exchange/json/canonical.ts';
import { isObject } from '../../exchange/json/shape.ts';
import type { BoardFacts } from '../ports/board.ts';
import { act, actingDirector, type BoardRoom } from './board-room.ts';
import { motionOf, stateOf } from './on-record.ts';

export { MOTION_KINDS } from '../../core/governance/rules.ts';

/** A motion before it is moved: `content` is what takes effect if it passes. */
export interface MotionDraft {
  readonly kind: MotionKind;
  readonly title: string;
  readonly content: unknown;
}

/** The SHA-256 of a content's canonical JSON, by which two contents are known to be the same. Refused: as `canonicalJson`. */
export function contentOf(content: unknown): { readonly text: string; readonly sha256: string } | Refusal {
  const text = canonicalJson(content);
  if (typeof text !== 'string') return text;
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}

/**
 * Moves motions, all or none; answers their numbers. Refused: as `actingDirector` and `canonicalJson`, and
 * `wrong_type` for a content that is no object: what takes effect has names.
 */
export async function moveMotions(
  room: BoardRoom,
  drafts: readonly MotionDraft[],
  by?: string,
): Promise<number[] | Refusal> {
  const done = await act(room, async (board, next) => {
    const mover = actingDirector(room, board, room.on, by);
    if (isRefusal(mover)) return mover;
    const motions = [];
    for (const [index, { kind, title, content }] of drafts.entries()) {
      if (!isObject(content)) return refuse('wrong_type', `[${index}].content`, 'an object', content);
      const canonical = contentOf(content);
      if (isRefusal(canonical)) return { ...canonical, path: `[${index}].content` };
      const motionId = await next('motion');
      motions.push({
        ...{ motionId, kind, title, content: canonical.text, contentSha256: canonical.sha256 },
        ...{ movedBy: mover.directorId, movedDay: room.on },
      });
    }
    return { motionIds: motions.map(({ motionId }) => motionId), facts: { motions } };
  });
  return isRefusal(done) ? done : done.motionIds;
}

/** Seconds a motion. Refused: `not_eligible` for who has moved it; `out_of_order` where it was seconded or decided. */
export async function secondMotion(
  room: BoardRoom,
  motionId: number,
  by?: string,
): Promise<undefined | Refusal> {
  const done = await act(room, async (board): Promise<{ facts: BoardFacts } | Refusal> => {
    const motion = motionOf(board, motionId);
    if (isRefusal(motion)) return motion;
    const director = actingDirector(room, board, room.on, by);
    if (isRefusal(director)) return director;
    if (director.directorId === motion.movedBy)
      return refuse('not_eligible', '--by', 'another director than who has moved it', director.email);
    const state = stateOf(board, motion, { secondNeeded: true });
    if (!isOpenTo(state, 'second'))
      return refuse(
        'out_of_order',
        'motion',
        'a motion that nobody has seconded',
        `motion ${motionId}, ${state}`,
      );
    return { facts: { seconds: [{ motionId, directorId: director.directorId }] } };
  });
  return isRefusal(done) ? done : undefined;
}
