import { type Refusal, refuse } from '../../core/refusal.ts';

/**
 * One text for one JSON value, however it was written: members sorted by UTF-16 code units, no blanks, numbers and texts as
 * JSON.stringify writes them. Refused: `wrong_encoding` for a text with half of a surrogate pair, which is no Unicode.
 * Throws on what no JSON document holds. Source: RFC 8785, section 3.
 */
export function canonicalJson(value: unknown): string | Refusal {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return value.isWellFormed()
      ? JSON.stringify(value)
      : refuse('wrong_encoding', '', 'text in Unicode, without half a surrogate pair', value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') throw new Error(`not a value of JSON: ${String(value)}`);
  const parts: string[] = [];
  const isList = Array.isArray(value);
  const members: readonly (readonly [string, unknown])[] = isList
    ? value.map((item) => ['', item] as const)
    : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, member] of members) {
    const written = canonicalJson(member);
    const key = isList ? '' : canonicalJson(name);
    if (typeof written !== 'string') return written;
    if (typeof key !== 'string') return key;
    parts.push(isList ? written : `${key}:${written}`);
  }
  return isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}
