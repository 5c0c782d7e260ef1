import type { MotionKind } from '../../core/governance/rules.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { ResolutionUse } from '../ports/board.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';
import { contentOf } from './move.ts';

/** Something that is about to take effect, and the resolution that is named for it. */
export interface Decision {
  readonly kind: MotionKind;
  readonly content: unknown;
  readonly resolutionId?: number | undefined;
}

/**
 * What has to be used in the transaction of an effect that needs the board; undefined where the consortium has none, so
 * that its operator decides. Refused: `resolution_required` where none is named, or the one named has not passed or is of
 * another kind or content; `resolution_used`; `inconsistent` for one that is named where there is no board. Whether it is
 * still unused is known only when it is used (`src/store/board/resolution-effect.ts`); all else that was found here stays
 * true.
 */
export async function requireResolution(
  { boards }: Pick<Stores, 'boards'>,
  { consortiumId, document }: Consortium,
  { kind, content, resolutionId }: Decision,
): Promise<ResolutionUse | undefined | Refusal> {
  if (document.board === undefined)
    return resolutionId === undefined
      ? undefined
      : refuse('inconsistent', '--resolution', 'none: no board is on record', resolutionId);
  const canonical = contentOf(content);
  if (isRefusal(canonical)) return canonical;
  if (resolutionId === undefined) {
    const expected = `a resolution that has passed on a motion of the kind ${kind} with the content ${canonical.text}`;
    return refuse('resolution_required', '--resolution', expected, undefined);
  }
  const use = { resolutionId, kind, contentSha256: canonical.sha256 };
  return (await boards.checkResolution(consortiumId, use)) ?? use;
}
