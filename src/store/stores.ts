import type { Stores } from '../app/ports/stores.ts';
import { OPERATOR, type Viewer } from '../app/viewer.ts';
import { backupStore } from './backup/backup-store.ts';
import { booksStore } from './books.ts';
import { claimStore } from './claims.ts';
import { closeStore } from './close.ts';
import { consortiumStore } from './consortium.ts';
import { type Database, openDatabase } from './database.ts';
import { dataHome } from './home.ts';
import { importStore } from './import/import-store.ts';
import { type Loader, openLoader } from './loader.ts';
import { rebuildStore } from './rebuild/rebuild-store.ts';
import { requestStore } from './requests.ts';
import { runStore } from './run/runs.ts';

/** Opens all stores over one database: DATABASE_URL's, else the embedded server's in the data folder. */
export async function openStores(note: (line: string) => void): Promise<Stores> {
  return storesOver(await openDatabase({ home: dataHome(), note }));
}

/** All stores over a database, which they close with them. */
export function storesOver(database: Database): Stores {
  return storesWith(database, openLoader(database), OPERATOR);
}

function storesWith(database: Database, loader: Loader, viewer: Viewer): Stores {
  return {
    as: (another) => storesWith(database.as(another), loader, another),
    requests: requestStore(database, viewer, (joined, joinedLoader) =>
      storesWith(joined, joinedLoader, viewer),
    ),
    consortia: consortiumStore(database),
    imports: importStore(database, loader),
    runs: runStore(database, loader),
    books: booksStore(database, loader),
    claims: claimStore(database),
    closes: closeStore(database, loader),
    backups: backupStore(database, loader),
    rebuilds: rebuildStore(database),
    async close() {
      await loader.close();
      await database.close();
    },
    async interrupt() {
      loader.interrupt();
      await database.interrupt();
    },
  };
}
