/**
 * All of a log in one file: a line of JSON with its checkpoint and the policy that it states of itself, then a line for
 * each leaf in order. Each line is canonical, so that a bundle of the same facts is the same bytes.
 */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readCanonicalJson, writeCanonicalJson } from './canonical-json.ts';
import type { ShownFact } from './fact.ts';
import { hashOf, isJsonObject, refuseOtherKeys, shownFactOf, writeShownFact } from './shown-fact.ts';

export interface BundleHead {
  readonly origin: string;
  /** A policy (C2SP tlog-policy), as text. It is what the log says of itself: whoever checks has his own. */
  readonly policy: string;
  /** The checkpoint as a signed note, as text. */
  readonly checkpoint: string;
}

/** A leaf: its commitment, and the fact where somebody is shown it. One of the two may be missing. */
export interface BundleLeaf {
  readonly commitment?: Uint8Array;
  readonly fact?: ShownFact;
}

export const BUNDLE_FORM = 'poolbook-record@v1';
const HEAD_KEYS = ['bundle', 'checkpoint', 'origin', 'policy'];

/** True where a line begins a bundle; a proof file begins with another one. */
export function isBundleHead(line: string): boolean {
  return line.startsWith(`{"bundle":`);
}

/** Writes the first line, with its end. */
export function writeBundleHead({ origin, policy, checkpoint }: BundleHead): string {
  const text = writeCanonicalJson({ bundle: BUNDLE_FORM, checkpoint, origin, policy });
  if (isRefusal(text)) throw new Error(`a head of a bundle with a text that is none: ${text.path}`);
  return `${text}\n`;
}

/** Reads the first line, without its end. */
export function readBundleHead(line: string): BundleHead | Refusal {
  const value = readCanonicalJson(line, 'head');
  if (isRefusal(value)) return value;
  if (!isJsonObject(value)) return refuse('malformed_bundle', 'head', 'an object', value);
  const refusal = refuseOtherKeys(value, HEAD_KEYS, 'head');
  if (refusal !== undefined) return refusal;
  const { bundle, checkpoint, origin, policy } = value;
  if (bundle !== BUNDLE_FORM) return refuse('malformed_bundle', 'head.bundle', BUNDLE_FORM, bundle);
  if (typeof checkpoint === 'string' && typeof origin === 'string' && typeof policy === 'string')
    return { origin, policy, checkpoint };
  return refuse('malformed_bundle', 'head', 'texts for checkpoint, origin and policy', value);
}

/** Writes the line of a leaf, with its end: its commitment, and the fact where it is shown. */
export function writeBundleLeaf(leaf: BundleLeaf & { readonly commitment: Uint8Array }): string {
  const stated = `"commitment":"${leaf.commitment.toBase64()}"`;
  return leaf.fact === undefined ? `{${stated}}\n` : `{${stated},${writeShownFact(leaf.fact).slice(1)}\n`;
}

/** Reads the line of a leaf, without its end. A fact may stand without its commitment, which follows from it. */
export function readBundleLeaf(line: string, path: string): BundleLeaf | Refusal {
  const value = readCanonicalJson(line, path);
  if (isRefusal(value)) return value;
  if (!isJsonObject(value)) return refuse('malformed_bundle', path, 'an object', value);
  const { commitment, ...shown } = value;
  const stated = commitment === undefined ? undefined : hashOf(commitment, `${path}.commitment`);
  if (isRefusal(stated)) return stated;
  if (stated !== undefined && Object.keys(shown).length === 0) return { commitment: stated };
  const fact = shownFactOf(shown, path);
  if (isRefusal(fact)) return fact;
  return { fact, ...(stated && { commitment: stated }) };
}
