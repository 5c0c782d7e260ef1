import { isRefusal, type Refusal, within } from '../../core/refusal.ts';
import { type GatedChange, gatedChanges, type WrittenDocument } from '../../exchange/json/gated-parts.ts';
import type { BoardDecision } from '../ports/consortium.ts';
import { contentOf } from './move.ts';

/** What a document changes that the board has to decide, where the one on record has a board. Both have been read. */
export function boardChanges(recorded: string, text: string): GatedChange[] {
  const before = JSON.parse(recorded) as WrittenDocument;
  return before.board === undefined ? [] : gatedChanges(before, JSON.parse(text) as WrittenDocument);
}

/** The same as decisions that the store can hold resolutions to. Refused: as `canonicalJson`. */
export function boardDecisions(recorded: string, text: string): BoardDecision[] | Refusal {
  const decisions: BoardDecision[] = [];
  for (const { kind, content, path } of boardChanges(recorded, text)) {
    const canonical = contentOf(content);
    if (isRefusal(canonical)) return within(path, canonical);
    decisions.push({ kind, contentSha256: canonical.sha256, path });
  }
  return decisions;
}
