import type { Viewer } from '../viewer.ts';
import type { BackupStore } from './backup-store.ts';
import type { BoardStore } from './board.ts';
import type { BooksStore } from './books.ts';
import type { ClaimStore } from './claims.ts';
import type { CloseStore } from './close.ts';
import type { ConsortiumStore } from './consortium.ts';
import type { ImportStore } from './import-store.ts';
import type { InvoiceStore } from './invoices.ts';
import type { JobStore } from './jobs.ts';
import type { LeavingStore } from './leaving.ts';
import type { LiveStore } from './live-claims.ts';
import type { MembersStore } from './members.ts';
import type { PeopleStore } from './people.ts';
import type { Queue } from './queue.ts';
import type { RebuildStore } from './rebuild-store.ts';
import type { RecordStore, SaltStore } from './record.ts';
import type { ReimbursementStore } from './reimbursements.ts';
import type { RequestStore } from './requests.ts';
import type { RunStore } from './run.ts';
import type { SharingStore } from './sharing.ts';
import type { TreasuryStore } from './treasury.ts';
import type { UploadStore } from './uploads.ts';
import type { WebhookStore } from './webhooks.ts';

/** All stores over one database, and how to give it up. */
export interface Stores {
  readonly consortia: ConsortiumStore;
  readonly imports: ImportStore;
  readonly runs: RunStore;
  readonly live: LiveStore;
  readonly books: BooksStore;
  readonly claims: ClaimStore;
  readonly closes: CloseStore;
  readonly boards: BoardStore;
  readonly members: MembersStore;
  readonly leaving: LeavingStore;
  readonly sharing: SharingStore;
  readonly treasury: TreasuryStore;
  readonly reimbursements: ReimbursementStore;
  readonly invoices: InvoiceStore;
  readonly backups: BackupStore;
  readonly rebuilds: RebuildStore;
  readonly records: RecordStore;
  readonly salts: SaltStore;
  readonly requests: RequestStore;
  readonly people: PeopleStore;
  readonly jobs: JobStore;
  readonly uploads: UploadStore;
  readonly webhooks: WebhookStore;
  /** Opens the queue, to be worked on; `failed` is told of what goes wrong in the background. Close it before the stores. */
  openQueue(failed: (error: Error) => void): Promise<Queue>;
  /** The same stores as a viewer may use them, over the same connections. */
  as(viewer: Viewer): Stores;
  /** Waits for what is under way, closes the connections, and stops the embedded server where nobody else uses it. */
  close(): Promise<void>;
  /** The same at once: what is under way is rolled back. */
  interrupt(): Promise<void>;
}

/** Opens the stores; `note` is told what a person who waits should know. */
export type OpenStores = (note: (line: string) => void) => Promise<Stores>;
