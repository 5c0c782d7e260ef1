import type { Refusal } from '../../core/refusal.ts';
import type { Located } from './rows.ts';

/** How far an import is: bytes of the file (0 of 0 where rows come from elsewhere) and rows. */
export interface ImportProgress {
  readonly bytes: number;
  readonly total: number;
  readonly rows: number;
}

/** Where rows come from: a name for messages, and the hash of all of it, by which a repeat is known. */
export interface ImportSource {
  readonly name: string;
  readonly sha256: string;
  /** The size of the file in bytes, and how many are read. */
  readonly total?: number;
  readonly position?: () => number;
  /** The column in which a field of the rows stands, from 1, and its header. */
  readonly columnOf?: (field: string) => { readonly number: number; readonly header: string } | undefined;
}

/** A row that was not taken, with a reason: its own, or that of another row with which it falls. */
export interface RejectedRow {
  readonly row: Located;
  readonly problem: Refusal;
}

export interface ImportOptions {
  /** Says what it would do, and changes nothing. */
  readonly isCheck?: boolean;
  /** Takes the valid rows and leaves the others out; without it one bad row refuses all. */
  readonly acceptValid?: boolean;
  /** Is given the rows that are left out, in batches. */
  readonly rejected?: (rows: readonly RejectedRow[]) => Promise<void>;
  /** When it became known what the file says: of that day is what it changes of decisions. Default: today (UTC). */
  readonly receivedDay?: number;
  readonly progress?: (done: ImportProgress) => void;
  /** Called when all is written and the import is about to commit. */
  readonly beforeCommit?: () => Promise<void>;
}

/** Where a file that was sent in lies, under another name than it was given. */
export interface SentFile {
  readonly path: string;
  /** What it is called in messages and on record. */
  readonly name: string;
  /** Where rows that are left out are written. */
  readonly rejectedPath: string;
}

/** An import that is refused: the first problem, and up to 19 others. */
export interface RefusedImport extends Refusal {
  readonly others: readonly Refusal[];
}
