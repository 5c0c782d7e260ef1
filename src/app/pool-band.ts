import type { Day } from '../core/calendar/day.ts';
import type { Band } from '../core/loss-ratio/loss-ratio.ts';
import { lossRatioRules } from '../engine/loss-ratio-law.ts';
import type { ConsortiumDocument } from '../exchange/json/consortium-document.ts';

/** The band of the pool's loss ratio on a day: that of the board's rules, else that of its line where it is. */
export function poolBand({ board, lossRatioRules: named }: ConsortiumDocument, day: Day): Band | undefined {
  return board?.lossRatioBand ?? (named && lossRatioRules(named.line, named.jurisdiction, day)?.band);
}
