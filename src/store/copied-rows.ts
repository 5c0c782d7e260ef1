const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The rows of a text in PostgreSQL's format for COPY, each by column: texts, or null. */
export function copiedRows(
  text: string,
  columns: readonly string[],
): Readonly<Record<string, string | null>>[] {
  const lines = text.split('\n');
  // The last line ends with a line feed as well.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const fields = line.split('\t');
    if (fields.length !== columns.length)
      throw new Error(`a row of ${columns.length} columns expected, got ${fields.length}`);
    return Object.fromEntries(columns.map((column, index) => [column, fieldValue(fields[index]!)]));
  });
}

function fieldValue(field: string): string | null {
  if (field === '\\N') return null;
  return field.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
