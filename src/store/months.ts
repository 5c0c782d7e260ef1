/** A month column as the core counts months: from January 1970. */
export function monthOf(column: string): string {
  return `(extract(year FROM ${column})::int4 - 1970) * 12 + extract(month FROM ${column})::int4 - 1`;
}
