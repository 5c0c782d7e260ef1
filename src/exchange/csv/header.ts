import { type Refusal, refuse } from '../../core/refusal.ts';

/** A column of a file: the field that it holds, its header, and whether a file may go without it. */
export interface Column {
  readonly field: string;
  readonly header: string;
  readonly optional?: boolean;
}

/** Columns that the file of rejected rows adds; a corrected one may be imported as it is. */
export const REJECTED_COLUMNS = ['rejected_line', 'rejected_code', 'rejected_message'] as const;

/** The header of a file: where each field stands. Headers are compared without regard to case and outer spaces. */
export class Header {
  readonly names: readonly string[];
  readonly #at: ReadonlyMap<string, number>;

  private constructor(names: readonly string[], at: ReadonlyMap<string, number>) {
    this.names = names;
    this.#at = at;
  }

  /**
   * Matches the names of a first line with columns. Refused, all at once: `missing_column`, `unknown_field` (where
   * other columns are not to be passed over), `inconsistent` (one twice).
   */
  static match(
    name: string,
    names: readonly string[],
    columns: readonly Column[],
    others: 'refuse' | 'ignore',
  ): Header | Refusal[] {
    const given = names.map(plain);
    const problems: Refusal[] = [];
    const at = new Map<string, number>();
    for (const { field, header, optional } of columns) {
      const index = given.indexOf(plain(header));
      if (index >= 0) at.set(field, index);
      else if (optional !== true) {
        const expected = `a column "${header}" in the first line`;
        problems.push(refuse('missing_column', `${name}:1`, expected, names.join(',')));
      }
      const again = given.indexOf(plain(header), index + 1);
      if (index >= 0 && again >= 0) {
        problems.push(refuse('inconsistent', `${name}:1:${again + 1}`, 'each column once', header));
      }
    }
    if (others === 'refuse') {
      const known = [...columns.map(({ header }) => plain(header)), ...REJECTED_COLUMNS];
      const list = columns.map(({ header }) => header).join(', ');
      for (const [index, header] of given.entries()) {
        if (known.includes(header)) continue;
        const expected = `only the columns ${list}`;
        problems.push(refuse('unknown_field', `${name}:1:${index + 1}`, expected, names[index]));
      }
    }
    return problems.length > 0 ? problems : new Header(names, at);
  }

  /** The index of a field's column; undefined where the file does not have it. */
  indexOf(field: string): number | undefined {
    return this.#at.get(field);
  }

  /** The column of a field, from 1, with the header as the file writes it. */
  columnOf(field: string): { readonly number: number; readonly header: string } | undefined {
    const index = this.#at.get(field);
    return index === undefined ? undefined : { number: index + 1, header: this.names[index]!.trim() };
  }
}

function plain(header: string): string {
  return header.trim().toLowerCase();
}
