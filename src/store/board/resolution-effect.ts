import type { ResolutionUse } from '../../app/ports/board.ts';
import type { MotionKind } from '../../core/governance/rules.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { LoaderTransaction } from '../loader.ts';
import type { Query } from '../query.ts';

/** What a resolution is used for: the kind of the fact that takes effect by it, and its identifier. */
export interface Effect {
  readonly effect: string;
  readonly factId: number;
}

/**
 * Whether a resolution may be used so. What it says is a fact that never changes, so that the answer stays true, but that
 * another may use it first. Refused: `resolution_required` where there is none of this number, it has failed, or it is of
 * another kind or content; `resolution_used`.
 */
export async function checkResolution(query: Query, use: ResolutionUse): Promise<Refusal | undefined> {
  const found = await query.oneOrNone<Found>(RESOLUTION, [use.resolutionId]);
  const expected = `a resolution that has passed on a motion of the kind ${use.kind} with the content ${use.contentSha256}`;
  if (found === undefined) return refuse('resolution_required', '--resolution', expected, use.resolutionId);
  const { outcome, kind, sha256, effect } = found;
  if (outcome !== 'passed' || kind !== use.kind || sha256 !== use.contentSha256) {
    const actual = `resolution ${use.resolutionId}, ${outcome}, of the kind ${kind} with the content ${sha256}`;
    return refuse('resolution_required', '--resolution', expected, actual);
  }
  return effect === null ? undefined : used(use, effect);
}

/**
 * Uses a resolution in the transaction of its effect, which the caller's refusal rolls back. Of two that use it at the same
 * moment the second waits for the first, and is refused `resolution_used` if that one commits. Refused as `checkResolution`.
 */
export async function useResolution(query: Query, use: ResolutionUse & Effect): Promise<Refusal | undefined> {
  const refusal = await checkResolution(query, use);
  if (refusal !== undefined) return refusal;
  const inserted = await query.run(INSERT, [use.resolutionId, use.effect, use.factId]);
  if (inserted === 0) return used(use, 'something else at the same moment');
  return undefined;
}

/**
 * The same in a bulk transaction, for a resolution that `checkResolution` has let through: the loader may not read, and
 * what was checked cannot change. Return the refusal from the transaction, so that it rolls back.
 */
export async function loadResolutionUse(
  transaction: LoaderTransaction,
  use: ResolutionUse & Effect,
): Promise<Refusal | undefined> {
  const inserted = await transaction.insert(INSERT, [use.resolutionId, use.effect, use.factId]);
  if (inserted === 0) return used(use, 'something else before');
  return undefined;
}

interface Found {
  readonly outcome: 'passed' | 'failed';
  readonly kind: MotionKind;
  readonly sha256: string;
  readonly effect: string | null;
}

const RESOLUTION = `SELECT outcome, kind, content_sha256 AS sha256, e.effect || ' ' || e.fact_id AS effect
  FROM resolution r JOIN motion m USING (consortium_id, motion_id)
  LEFT JOIN resolution_effect e USING (consortium_id, resolution_id) WHERE r.resolution_id = $1`;

const INSERT = `INSERT INTO resolution_effect (resolution_id, effect, fact_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

function used({ resolutionId }: ResolutionUse, effect: string): Refusal {
  const expected = 'a resolution that has not taken effect yet; one takes effect once';
  return refuse(
    'resolution_used',
    '--resolution',
    expected,
    `resolution ${resolutionId}, used for ${effect}`,
  );
}
