import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { compareDocument } from '../exchange/json/comparison.ts';
import { contentOf } from './board/move.ts';
import { readJsonText } from './json-text.ts';

/** The choice of a bid, as a consortium's document has it under `awards`. */
export interface Award {
  readonly tender: string;
  readonly bid: string;
  readonly from: string;
  readonly tenderSha256: string;
}

/**
 * The award of a tender to a bid, from the first day of its plan year; `tender` is the name that the pool gives it. Its
 * hash is that of the tender as canonical JSON, so that the board votes on these bids and no others. Refused: what the
 * comparison refuses; `unknown_reference` for a bid that is not there; `inconsistent` for one that does not hold.
 */
export function awardOf(text: string, tender: string, bid: string): Award | Refusal {
  const read = readJsonText(text);
  if (isRefusal(read)) return read;
  const compared = compareDocument(read.document, false);
  if (isRefusal(compared)) return compared;
  const chosen = compared.bids.find(({ name }) => name === bid);
  if (chosen === undefined) {
    const names = compared.bids.map(({ name }) => name);
    return refuse('unknown_reference', '--award', `one of ${names.join(', ')}`, bid);
  }
  if (!chosen.holds) return refuse('inconsistent', '--award', 'a bid that holds for this group', bid);
  const canonical = contentOf(read.document);
  if (isRefusal(canonical)) return canonical;
  return { tender, bid, from: `${compared.planYearFrom}-01`, tenderSha256: canonical.sha256 };
}
