import { isRefusal } from '../../core/refusal.ts';
import { list, object, optional, type Read, type Shape, text, whole } from '../../exchange/json/shape.ts';

/** The line, alone, that ends the rows of a table. No row can be it: a backslash in a text is doubled. */
export const END_OF_ROWS = '\\.\n';

/** The first line of a backup: who made it, at what moment, of what schema, and the consortia that follow. */
export const HEADER = object({
  poolbook: text,
  takenAt: text,
  schema: list(object({ version: whole(1), name: text, sha256: text })),
  consortia: list(text),
});

/** The line before a consortium's tables. */
export const CONSORTIUM = object({
  code: text,
  name: text,
  currency: text,
  fiscalYearStart: text,
  documentHash: optional(text),
});

/** The line before a table's rows. */
export const TABLE = object({ table: text, columns: list(text) });

/** The line after them. */
export const TALLY = object({ rows: whole(), bytes: whole(), sha256: text });

/** The last line: how much there was in all. */
export const END = object({ consortia: whole(), tables: whole(), rows: whole() });

export type Header = Read<typeof HEADER>;

/** A value as a line of a backup. */
export function writeLine<T>(_shape: Shape<T>, value: T): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

/** The value of a line; undefined where it is not of the shape. */
export function readLine<T>(shape: Shape<T>, line: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  // Nothing in a backup's lines is an amount of money.
  const read = shape.read(value, '', { code: '', decimals: 0 });
  return isRefusal(read) ? undefined : read;
}
