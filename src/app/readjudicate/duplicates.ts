import { EDIT_REASON } from '../../core/claims/edits.ts';
import type { LineOnRecord } from '../ports/changes.ts';

/**
 * Which claims are duplicates after a change. Claims that bill the same as a claim that changed are looked at again; all
 * others stay what they are. Of those that bill the same, the original is the one that is it already: before others one
 * whose version is still current, then one that was replaced by a version that bills the same, else the first received.
 */
export class Duplicates {
  readonly #originals = new Map<string, number>();

  constructor(lines: readonly LineOnRecord[]) {
    const changed = new Set(
      lines
        .filter(({ isCurrent, decision }) => !isCurrent || decision === undefined)
        .map(({ billingHash }) => billingHash)
        .filter((hash) => hash !== ''),
    );
    const originals = new Map<string, boolean>();
    const billOf = ({ claimId, billingHash }: LineOnRecord) => `${claimId} ${billingHash}`;
    for (const line of lines) {
      if (line.decision === undefined || line.decision.reason === EDIT_REASON.duplicate) continue;
      originals.set(billOf(line), line.isCurrent || originals.get(billOf(line)) === true);
    }
    const rank = (line: LineOnRecord) => {
      const isStillCurrent = originals.get(billOf(line));
      return isStillCurrent === undefined ? 2 : isStillCurrent ? 0 : 1;
    };
    const current = lines.filter(({ isCurrent, billingHash }) => isCurrent && changed.has(billingHash));
    for (const [hash, same] of Map.groupBy(current, ({ billingHash }) => billingHash)) {
      const [first] = same.sort(
        (a, b) => rank(a) - rank(b) || a.receivedDay - b.receivedDay || a.claimId - b.claimId,
      );
      this.#originals.set(hash, first!.claimId);
    }
  }

  /** True for a current line of a claim that has to be looked at, because one that bills the same has changed. */
  isAsked({ isCurrent, billingHash }: LineOnRecord): boolean {
    return isCurrent && this.#originals.has(billingHash);
  }

  /** Whether the claim of a current line is a duplicate. */
  isDuplicate({ claimId, billingHash, decision }: LineOnRecord): boolean {
    const original = this.#originals.get(billingHash);
    return original === undefined ? decision?.reason === EDIT_REASON.duplicate : original !== claimId;
  }
}
