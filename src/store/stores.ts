import type { SaltStore } from '../app/ports/record.ts';
import type { Stores } from '../app/ports/stores.ts';
import { OPERATOR, type Viewer } from '../app/viewer.ts';
import { atMost, type Gate, OPEN } from './at-most.ts';
import { backupStore } from './backup/backup-store.ts';
import { boardStore } from './board/board-store.ts';
import { booksStore } from './books.ts';
import { claimStore } from './claims.ts';
import { closeStore } from './close.ts';
import { consortiumStore } from './consortium.ts';
import { CONNECTIONS, type Database, openDatabase } from './database.ts';
import { dataHome, uploadFolder } from './home.ts';
import { importStore } from './import/import-store.ts';
import { invoiceStore } from './invoices.ts';
import { jobStore } from './jobs.ts';
import { liveStore } from './live/live-store.ts';
import { type Loader, openLoader } from './loader.ts';
import { leavingStore } from './members/leaving.ts';
import { membersStore } from './members/members-store.ts';
import { sharingStore } from './members/sharing.ts';
import { peopleStore } from './people.ts';
import { rebuildStore } from './rebuild/rebuild-store.ts';
import { recordStore } from './record/record-store.ts';
import { openSalts } from './record/salts.ts';
import { reimbursementStore } from './reimbursements.ts';
import { requestStore } from './requests.ts';
import { loginsOf, rememberLogins } from './role-logins.ts';
import { runStore } from './run/runs.ts';
import { treasuryStore } from './treasury.ts';
import { uploadStore } from './uploads.ts';
import { webhookStore } from './webhooks.ts';

/** Opens all stores over one database: DATABASE_URL's, else the embedded server's in the data folder. */
export async function openStores(note: (line: string) => void): Promise<Stores> {
  return storesOver(await openDatabase({ home: dataHome(), note }));
}

/**
 * How many works that hold a connection while they ask for another are under way at once: fewer than there are connections,
 * so that there is always one for them. As many as there are would wait for each other.
 */
const MOST_WIDE = CONNECTIONS - 2;

/** All stores over a database, which they close with them. Files that are sent in lie in the folder `uploads`. */
export function storesOver(database: Database, uploads: string = uploadFolder()): Stores {
  const [loader, salts] = [openLoader(database), openSalts(database)];
  const stores = storesWith(database, loader, salts, OPERATOR, uploads, atMost(MOST_WIDE));
  rememberLogins(stores, loginsOf(database));
  return stores;
}

function storesWith(
  database: Database,
  loader: Loader,
  salts: SaltStore,
  viewer: Viewer,
  uploads: string,
  wide: Gate,
): Stores {
  return {
    as: (another) => storesWith(database.as(another), loader, salts, another, uploads, wide),
    // What is joined to a transaction has its connection.
    requests: requestStore(
      database,
      viewer,
      (joined, joinedLoader) => storesWith(joined, joinedLoader, salts, viewer, uploads, OPEN),
      wide,
    ),
    uploads: uploadStore(database, viewer, uploads),
    jobs: jobStore(database, viewer),
    webhooks: webhookStore(database, viewer),
    // Loaded only by those who work on it.
    openQueue: async (failed) => (await import('./queue.ts')).openQueue(database, failed),
    consortia: consortiumStore(database),
    imports: importStore(database, loader, wide),
    runs: runStore(database, loader),
    live: liveStore(database),
    books: booksStore(database, loader),
    claims: claimStore(database),
    closes: closeStore(database, loader),
    boards: boardStore(database),
    members: membersStore(database),
    leaving: leavingStore(database, loader),
    sharing: sharingStore(database, loader),
    treasury: treasuryStore(database, loader),
    reimbursements: reimbursementStore(database, loader),
    invoices: invoiceStore(database, loader),
    backups: backupStore(database, loader),
    rebuilds: rebuildStore(database),
    records: recordStore(database),
    salts,
    people: peopleStore(database),
    async close() {
      await salts.close();
      await loader.close();
      await database.close();
    },
    async interrupt() {
      salts.interrupt();
      loader.interrupt();
      await database.interrupt();
    },
  };
}
