/**
 * JSON that can be written in one way alone (RFC 8785, JCS): no spaces, keys in order of their UTF-16 units, texts with
 * the shortest escapes. What is hashed is a text, so that each value may have only one. Numbers are refused: amounts are
 * texts here, and a number as it is written is the one part of the RFC that programs get wrong.
 */
import { isRefusal, joinPath, type Refusal, refuse } from '../refusal.ts';

export type JsonValue = string | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Deeper than any fact, and not so deep that a program runs out of stack. */
const MOST_LEVELS = 32;

/** Writes a value; refuses, by where it stands, what has no canonical text here. */
export function writeCanonicalJson(value: unknown, path = ''): string | Refusal {
  return refuseUnwritable(value, path, 0) ?? written(value as JsonValue);
}

/** Reads a text that is canonical; another one for the same value is refused, so that equal values are equal bytes. */
export function readCanonicalJson(text: string, path: string): JsonValue | Refusal {
  const value = parsed(text);
  if (value === undefined) return refuse('wrong_type', path, 'JSON', text);
  const canonical = writeCanonicalJson(value, path);
  if (isRefusal(canonical)) return canonical;
  if (canonical === text) return value as JsonValue;
  return refuse('not_canonical', path, 'canonical JSON (RFC 8785)', differing(canonical, text));
}

/** The value of a text, or undefined where it is no JSON, which has no such value. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuseUnwritable(value: unknown, path: string, level: number): Refusal | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return value.isWellFormed() ? undefined : refuseLoneSurrogate(path, value);
  if (typeof value !== 'object')
    return refuse('wrong_type', path, 'a text, true, false, null, a list or an object', value);
  if (level === MOST_LEVELS) return refuse('too_large', path, `at most ${MOST_LEVELS} levels`, 'more');
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      const refusal = refuseUnwritable(item, `${path}[${at}]`, level + 1);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) return refuseLoneSurrogate(path, key);
    const item = (value as Record<string, unknown>)[key];
    const refusal = refuseUnwritable(item, joinPath(path, key), level + 1);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refuseLoneSurrogate(path: string, text: string): Refusal {
  return refuse('wrong_encoding', path, 'a text without lone surrogates', text);
}

/** `JSON.stringify` escapes texts as RFC 8785, section 3.2.2.2, does, and `sort` compares UTF-16 units. */
function written(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const object = value as JsonObject;
  const pairs = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${written(object[key]!)}`);
  return `{${pairs.join(',')}}`;
}

/** From where on a text is another one than the canonical, so that a message shows the place. */
function differing(canonical: string, text: string): string {
  let at = 0;
  while (at < text.length && text[at] === canonical[at]) at += 1;
  return text.slice(Math.max(0, at - 20)).toWellFormed();
}
