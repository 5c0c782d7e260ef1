const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** What a spreadsheet would take for a formula is kept a text; a negative number is none. */
const harmless = (text: string) => (/^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text);

/** Rows as a file of comma-separated values (RFC 4180). */
export function csvOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, ...rows]
    .map((row) => `${row.map((cell) => quoted(harmless(cell))).join(',')}\r\n`)
    .join('');
}

/** Gives the reader a file. */
export function saveAs(name: string, content: string, type = 'text/csv;charset=utf-8'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
