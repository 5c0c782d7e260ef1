import { dayOf } from '../../core/calendar/day.ts';
import type { Currency } from '../../core/money/currency.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';
import type { ClaimRow } from '../csv/rows.ts';
import * as shape from './shape.ts';

const LONGEST_TEXT = 255;
const MOST_LINES = 10_000;
const EARLIEST = dayOf(1900, 1, 1)!;
const LATEST = dayOf(2199, 12, 31)!;

/** A text as a field of a file is one: on one line, spaces around it do not count. */
function word(least: 0 | 1): shape.Shape<string> {
  return {
    schema: { type: 'string', minLength: least, maxLength: LONGEST_TEXT, pattern: '^[^\\u0000-\\u001f]*$' },
    read(value, path) {
      if (typeof value !== 'string') return refuse('wrong_type', path, 'a text', value);
      const text = value.trim();
      if (text.length < least) return refuse('missing_field', path, 'a value', value);
      if (text.length > LONGEST_TEXT)
        return refuse('too_long', path, `at most ${LONGEST_TEXT} characters`, text);
      for (let at = 0; at < text.length; at += 1)
        if (text.charCodeAt(at) < 32)
          return refuse('wrong_type', path, 'a text on one line, without control characters', value);
      return text;
    },
  };
}

/** A day from 1900 to 2199. */
const day: typeof shape.day = {
  schema: shape.day.schema,
  read(value, path, currency) {
    const read = shape.day.read(value, path, currency);
    if (isRefusal(read) || (read >= EARLIEST && read <= LATEST)) return read;
    return refuse('out_of_range', path, 'a day from 1900 to 2199', value);
  },
};

const line = shape.object({
  line: word(1),
  serviceDate: day,
  service: shape.defaulting(word(0), ''),
  network: word(1),
  procedure: shape.defaulting(word(0), ''),
  charge: shape.amount('negative'),
  allowed: shape.amount('negative'),
});

const lines = shape.list(line);

const claim = shape.object({
  claim: word(1),
  person: word(1),
  received: day,
  benefit: shape.defaulting(word(1), 'medical'),
  provider: shape.defaulting(word(0), ''),
  frequency: shape.defaulting(shape.oneOf('1', '7', '8'), '1'),
  lines: { ...lines, schema: { ...lines.schema, minItems: 1, maxItems: MOST_LINES } },
});

/** The JSON Schema of a claim. */
export const claimSchema = claim.schema;

/**
 * A claim to be adjudicated here, as JSON: the fields of a row of a file of claims, under the same rules (docs/files.md).
 * Its lines are numbered from 1 as rows of a file are, the claim itself is row 0.
 */
export function readClaim(value: unknown, path: string, currency: Currency): ClaimRow | Refusal {
  const read = claim.read(value, path, currency);
  if (isRefusal(read)) return read;
  const count = read.lines.length;
  if (count < 1 || count > MOST_LINES)
    return refuse('out_of_range', joinPath(path, 'lines'), `1 to ${MOST_LINES} lines in a claim`, count);
  const codes = new Set<string>();
  for (const [index, { line }] of read.lines.entries()) {
    if (codes.has(line))
      return refuse('inconsistent', claimPath(path, index + 1, 'line'), 'each line of a claim once', line);
    codes.add(line);
  }
  return { ...read, fileLine: 0, lines: read.lines.map((one, index) => ({ ...one, fileLine: index + 1 })) };
}

const OF_THE_CLAIM: readonly string[] = ['claim', 'person', 'received', 'benefit', 'provider', 'frequency'];

/** Where a field of a claim stands that a file calls so: in the claim, or in a line by its number. */
export function claimPath(path: string, lineNumber: number, field: string): string {
  if (lineNumber === 0 || OF_THE_CLAIM.includes(field)) return joinPath(path, field);
  const name = field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return joinPath(path, `lines[${lineNumber - 1}].${name}`);
}
