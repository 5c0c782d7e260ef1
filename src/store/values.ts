import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const NUMERIC = 1700;
const TEXT_ARRAY = 1009;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const NUMERIC_ARRAY = 1231;

/**
 * A whole number from PostgreSQL's int8 or numeric text. `sum(int8)` is numeric, so both come here. Throws (a bug)
 * on a fraction and outside the safe range: a number that lost its last digits must never pass.
 */
export function parseWhole(text: string): number {
  // "12.000" is a whole numeric with a scale.
  const digits = /^(-?\d+)(?:\.0*)?$/.exec(text)?.[1];
  const value = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(value)) {
    throw new Error(
      `PostgreSQL sent ${text}, which is no whole number in the safe range: cast it to text in the query`,
    );
  }
  return value;
}

const parseTexts = pg.types.getTypeParser(TEXT_ARRAY as never, 'text') as (text: string) => (string | null)[];

const parseWholes = (text: string) =>
  parseTexts(text).map((entry) => (entry === null ? null : parseWhole(entry)));

const asText = (text: string) => text;

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, parseWhole],
  [NUMERIC, parseWhole],
  [INT8_ARRAY, parseWholes],
  [NUMERIC_ARRAY, parseWholes],
  // Days are "YYYY-MM-DD", never a Date, which has a time of day and a zone.
  [DATE, asText],
  [TIMESTAMP, asText],
  [DATE_ARRAY, parseTexts],
]);

/** How values from PostgreSQL become ours, for the `types` of a connection. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};
