import type { BoardDecision } from '../../app/ports/consortium.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { Query } from '../query.ts';
import { type Effect, useResolution } from './resolution-effect.ts';

/**
 * Uses the resolutions that are named for all decisions that take effect together, one for each. Refused:
 * `resolution_required` for a decision without one, `resolution_used`, `inconsistent` for one that no decision needs.
 */
export async function useResolutions(
  query: Query,
  decisions: readonly BoardDecision[],
  resolutions: readonly number[],
  effect: Effect,
): Promise<Refusal | undefined> {
  const left = new Set(resolutions);
  for (const decision of decisions) {
    const refusal = await useOneOf(query, left, decision, effect);
    if (refusal !== undefined) return refusal;
  }
  const [unneeded] = left;
  return unneeded === undefined
    ? undefined
    : refuse('inconsistent', '--resolution', 'only resolutions that this needs', unneeded);
}

async function useOneOf(
  query: Query,
  left: Set<number>,
  { kind, contentSha256, path }: BoardDecision,
  effect: Effect,
): Promise<Refusal | undefined> {
  for (const resolutionId of left) {
    const refusal = await useResolution(query, { resolutionId, kind, contentSha256, ...effect });
    if (refusal?.code === 'resolution_required') continue;
    left.delete(resolutionId);
    return refusal;
  }
  const expected = `a resolution that has passed on a motion of the kind ${kind} with the content ${contentSha256} (\`poolbook board motion --from-document FILE\` drafts it)`;
  return refuse('resolution_required', path, expected, left.size === 0 ? undefined : [...left]);
}
