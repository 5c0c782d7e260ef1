import type { Refusal } from '../../core/refusal.ts';

/** A migration that made the schema, known by the hash of its text. */
export interface SchemaVersion {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
}

/** A table that every consortium has rows in: its columns in order, but the one that names the tenant. */
export interface ConsortiumTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What the registry of consortia says of one. */
export interface RegisteredConsortium {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  /** "MM-DD". */
  readonly fiscalYearStart: string;
  /** The SHA-256 of its latest document; undefined where none is recorded yet. */
  readonly documentHash: string | undefined;
}

/** All consortia at one moment. */
export interface Snapshot {
  /** The moment, such as "2026-11-21T10:00:00Z". */
  readonly takenAt: string;
  /** In the order in which they were opened. */
  readonly consortia: readonly RegisteredConsortium[];
  /** In an order in which they can be filled: what others refer to comes first. */
  readonly tables: readonly ConsortiumTable[];
  /**
   * A table's rows of one consortium in order of their key, in PostgreSQL's text format, cut anywhere. Take one
   * table at a time; a loop that is left early waits until the server has sent the rest.
   */
  rows(consortium: string, table: string): AsyncIterable<Buffer>;
}

/** A restore under way: one transaction. Anything refused has to end it. */
export interface Restoration {
  /** The tables of this database, in the order in which they have to be filled. */
  readonly tables: readonly ConsortiumTable[];
  /** Opens a consortium, to which all rows copied from then on belong. Refused: `not_empty`, `damaged_backup`. */
  open(consortium: RegisteredConsortium): Promise<Refusal | undefined>;
  /** The codes of the consortia that are there beside those opened here. True until the end once one is opened. */
  others(): Promise<string[]>;
  /** Copies rows in PostgreSQL's text format; returns how many. Refused: `damaged_backup`, where they do not fit. */
  copy(table: ConsortiumTable, rows: AsyncIterable<Buffer>): Promise<number | Refusal>;
}

/** What backups are made from and restored into. */
export interface BackupStore {
  /** The migrations of this database, in order. */
  schema(): readonly SchemaVersion[];
  /** Reads at one moment, whatever goes on meanwhile; undefined where there is no consortium. */
  snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T | undefined>;
  /** Writes all or nothing: nothing where `work` throws or returns a refusal. */
  restore<T>(work: (restoration: Restoration) => Promise<T>): Promise<T>;
}
