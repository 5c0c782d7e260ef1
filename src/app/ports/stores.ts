import type { Viewer } from '../viewer.ts';
import type { BackupStore } from './backup-store.ts';
import type { BooksStore } from './books.ts';
import type { ClaimStore } from './claims.ts';
import type { CloseStore } from './close.ts';
import type { ConsortiumStore } from './consortium.ts';
import type { ImportStore } from './import-store.ts';
import type { RebuildStore } from './rebuild-store.ts';
import type { RequestStore } from './requests.ts';
import type { RunStore } from './run.ts';

/** All stores over one database, and how to give it up. */
export interface Stores {
  readonly consortia: ConsortiumStore;
  readonly imports: ImportStore;
  readonly runs: RunStore;
  readonly books: BooksStore;
  readonly claims: ClaimStore;
  readonly closes: CloseStore;
  readonly backups: BackupStore;
  readonly rebuilds: RebuildStore;
  readonly requests: RequestStore;
  /** The same stores as a viewer may use them, over the same connections. */
  as(viewer: Viewer): Stores;
  /** Waits for what is under way, closes the connections, and stops the embedded server where nobody else uses it. */
  close(): Promise<void>;
  /** The same at once: what is under way is rolled back. */
  interrupt(): Promise<void>;
}

/** Opens the stores; `note` is told what a person who waits should know. */
export type OpenStores = (note: (line: string) => void) => Promise<Stores>;
