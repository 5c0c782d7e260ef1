import { parse } from 'csv-parse/sync';

/** All records of a small CSV text with a header line, each by the names of its columns. Throws where it is no CSV. */
export function readRecords(text: string): Record<string, string>[] {
  return parse(text, { columns: true, skip_empty_lines: true, bom: true });
}
