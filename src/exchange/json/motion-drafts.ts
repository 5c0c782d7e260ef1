import { MOTION_KINDS } from '../../core/governance/rules.ts';
import type { Refusal } from '../../core/refusal.ts';
import * as shape from './shape.ts';

/** Any value; what it says is for the motion's kind to know. */
const anything: shape.Shape<unknown> = { schema: {}, optional: true, read: (value) => value ?? {} };

const draft = shape.object({ kind: shape.oneOf(...MOTION_KINDS), title: shape.text, content: anything });

export type MotionDraftDocument = shape.Read<typeof draft>;

/** Reads a motion, or a list of them: the kind, a title, and the content that takes effect if it passes. */
export function readMotionDrafts(value: unknown): MotionDraftDocument[] | Refusal {
  const noCurrency = { code: '', decimals: 0 };
  return shape.list(draft).read(Array.isArray(value) ? value : [value], '', noCurrency);
}
