import { type Refusal, refusalMessage } from '../../core/refusal.ts';
import { type Header, REJECTED_COLUMNS } from './header.ts';
import { csvLine } from './writer.ts';

/**
 * The text of rows that were left out of an import: the columns of their file and, after them, the line, code and
 * message of what was wrong. Corrected, it can be imported as it is: those three columns are passed over.
 */
export class RejectedText {
  readonly #delimiter: string;
  readonly #kept: readonly number[];
  readonly #count: number;
  /** The first line. */
  readonly header: string;

  constructor(header: Header, delimiter: string) {
    const added: readonly string[] = REJECTED_COLUMNS;
    const names = header.names.map((name) => name.trim());
    this.#delimiter = delimiter;
    this.#count = names.length;
    // Rows that were rejected before have these columns already.
    this.#kept = names.flatMap((name, index) => (added.includes(name.toLowerCase()) ? [] : [index]));
    this.header = csvLine([...this.#kept.map((index) => names[index]!), ...added], delimiter);
  }

  /** The line of a row; `record` is as it stood in its file, also where it had too few fields or too many. */
  line(fileLine: number, record: readonly string[], problem: Refusal): string {
    const surplus = record.slice(this.#count - 1).join(this.#delimiter);
    const fields = record.length > this.#count ? [...record.slice(0, this.#count - 1), surplus] : record;
    // Where another row is at fault, the message says which.
    const isOwn = new RegExp(`:${fileLine}(:\\d+)?$`).test(problem.path);
    const message = refusalMessage(isOwn ? { ...problem, path: '' } : problem);
    const said = [String(fileLine), problem.code, message];
    return csvLine([...this.#kept.map((index) => fields[index] ?? ''), ...said], this.#delimiter);
  }
}
