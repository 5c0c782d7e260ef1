/** Writes a line of a CSV file by RFC 4180: fields in quotes where they need them, CR LF at the end. */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  return `${fields.map((field) => (needsQuotes(field, delimiter) ? quoted(field) : field)).join(delimiter)}\r\n`;
}

function needsQuotes(field: string, delimiter: string): boolean {
  return field.includes(delimiter) || /["\r\n]/.test(field) || field !== field.trim();
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
