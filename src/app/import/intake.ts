import { type Refusal, refuse } from '../../core/refusal.ts';
import { type Item, type PartlyRead, Trailer, Unreadable, Unusable } from '../../exchange/csv/rows.ts';
import type { RowCounts } from '../ports/import-store.ts';
import type { ImportOptions, ImportSource, RefusedImport, RejectedRow } from './options.ts';
import type { Located } from './rows.ts';

const MOST_PROBLEMS = 20;

/** The rows of one import as they come in: which are taken, which fall and why. */
export class Intake {
  readonly source: ImportSource;
  readonly options: ImportOptions;
  #accepted = 0;
  #repeated = 0;
  #rejected = 0;
  #unusable = false;
  readonly #problems: Refusal[] = [];
  #leftOut: RejectedRow[] = [];

  constructor(source: ImportSource, options: ImportOptions) {
    this.source = source;
    this.options = options;
  }

  get counts(): RowCounts {
    const [accepted, repeated, rejected] = [this.#accepted, this.#repeated, this.#rejected];
    return { read: accepted + repeated + rejected, accepted, repeated, rejected };
  }

  /** False once the import is sure to be refused: rows are then only checked, not written. */
  get isOpen(): boolean {
    return !this.#unusable && (this.options.acceptValid === true || this.#problems.length === 0);
  }

  /** Where a row, or a field of it, stands: "name.csv:12:3". */
  at(row: Located, field?: string): string {
    const column = field === undefined ? undefined : this.source.columnOf?.(field);
    return `${this.source.name}:${row.fileLine}${column === undefined ? '' : `:${column.number}`}`;
  }

  /** A refusal of a field of a row; the message names its column. */
  refuse(row: Located, field: string, code: string, expected: string, actual: unknown): Refusal {
    const header = this.source.columnOf?.(field)?.header ?? field;
    return refuse(code, this.at(row, field), `${expected} in the column "${header}"`, actual);
  }

  accept(rows = 1): void {
    this.#accepted += rows;
  }

  repeat(rows = 1): void {
    this.#repeated += rows;
  }

  /** Takes back an acceptance: the rows turned out to be wrong when all were known. */
  withdraw(rows: readonly Located[], problems: readonly Refusal[]): void {
    this.#accepted -= rows.length;
    this.reject(rows, problems);
  }

  /** Leaves rows out: they fall together, each problem is reported, and beside each row stands its own, else the first. */
  reject(rows: readonly Located[], problems: readonly Refusal[]): void {
    this.#rejected += rows.length;
    if (this.options.acceptValid === true) {
      for (const row of rows) {
        const own = problems.find((problem) => lineOf(problem) === row.fileLine);
        this.#leftOut.push({ row, problem: own ?? problems[0]! });
      }
    } else this.#note(problems);
  }

  /** Notes what makes the whole of it unusable, whether valid rows are accepted or not. */
  spoil(problems: readonly Refusal[]): void {
    if (problems.length === 0) return;
    this.#unusable = true;
    this.#note(problems);
  }

  /** Goes through a source to its end, or until there is no more to say; `take` gets the rows that could be read. */
  async through<Row extends object>(
    batches: AsyncIterable<readonly Item<Row>[]>,
    take: (rows: Row[]) => Promise<void>,
    also: { trailer?: (trailer: Trailer) => void; partly?: (read: PartlyRead) => void } = {},
  ): Promise<void> {
    for await (const items of batches) {
      const rows: Row[] = [];
      for (const item of items) {
        if (item instanceof Unreadable) {
          also.partly?.(item.partly ?? {});
          this.reject(item.rows, item.problems);
        } else if (item instanceof Unusable) this.spoil([item.problem]);
        else if (item instanceof Trailer) also.trailer?.(item);
        else rows.push(item);
      }
      if (rows.length > 0) await take(rows);
      await this.flush();
      const { position, total = 0 } = this.source;
      this.options.progress?.({ bytes: position?.() ?? 0, total, rows: this.counts.read });
      if (this.#problems.length >= MOST_PROBLEMS) return;
    }
  }

  /** Hands on the rows that were left out since the last time. */
  async flush(): Promise<void> {
    const rows = this.#leftOut.sort((a, b) => a.row.fileLine - b.row.fileLine);
    this.#leftOut = [];
    if (rows.length > 0) await this.options.rejected?.(rows);
  }

  /** The refusal of the whole, where there is one. */
  refusal(): RefusedImport | undefined {
    const [first, ...others] = this.#problems.sort((a, b) => lineOf(a) - lineOf(b));
    return this.isOpen || first === undefined ? undefined : { ...first, others };
  }

  #note(problems: readonly Refusal[]): void {
    this.#problems.push(...problems.slice(0, MOST_PROBLEMS - this.#problems.length));
  }
}

/** The line that a path such as "name.csv:12:3" names; what is wrong with the whole comes after what is wrong in lines. */
function lineOf({ path }: Refusal): number {
  return Number(/:(\d+)(?::\d+)?$/.exec(path)?.[1] ?? Infinity);
}
