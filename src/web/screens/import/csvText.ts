/** Fields of CSV apart by a delimiter, as RFC 4180 has them: a quoted field holds delimiters, quotes and ends of line. */
export function readCsv(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [];
  let [row, field, isQuoted, isWhole]: [string[], string, boolean, boolean] = [[], '', false, true];
  const endRow = () => {
    rows.push([...row, field]);
    [row, field, isWhole] = [[], '', true];
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const one = text[at]!;
    isWhole = false;
    if (isQuoted) {
      if (one !== '"') field += one;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (one === '"') isQuoted = true;
    else if (one === delimiter) {
      row.push(field);
      field = '';
    } else if (one === '\n') endRow();
    else if (one !== '\r') field += one;
  }
  if (!isWhole) endRow();
  return rows.filter((fields) => fields.length > 1 || fields[0] !== '');
}

/** Rows as CSV, every field as it is: it is read by Poolbook, not by a spreadsheet. */
export function writeCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const written = (field: string) =>
    /["\r\n]/.test(field) || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field;
  return rows.map((row) => `${row.map(written).join(delimiter)}\n`).join('');
}
