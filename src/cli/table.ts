/** A column of a printed table: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  readonly side: 'left' | 'right';
}

/** Lines of text with the cells in columns, headings first, a rule under them and above each row marked as a total. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[] | 'rule')[],
): string[] {
  const cells = rows.filter((row) => row !== 'rule');
  const widths = columns.map((column, index) =>
    Math.max(width(column.heading), ...cells.map((row) => width(row[index] ?? ''))),
  );
  const rule = widths.map((count) => '─'.repeat(count)).join('──');
  const write = (row: readonly string[]) =>
    row
      .map((cell, index) => padded(cell, widths[index]!, columns[index]!.side))
      .join('  ')
      .trimEnd();
  return [
    write(columns.map((column) => column.heading)),
    rule,
    ...rows.map((row) => (row === 'rule' ? rule : write(row))),
  ];
}

/** A text of at most so many characters; what is cut off is marked. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Groups the digits of a written amount by threes: "1234567.80" to "1,234,567.80". */
export function grouped(amount: string): string {
  return amount.replace(/\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
}

function padded(cell: string, to: number, side: Column['side']): string {
  const space = ' '.repeat(Math.max(0, to - width(cell)));
  return side === 'left' ? cell + space : space + cell;
}

/** Characters, not UTF-16 units. */
function width(text: string): number {
  return [...text].length;
}
