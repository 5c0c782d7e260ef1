// The recorder in a process of its own: the address of a database and a folder for files are its arguments, and how many
// statements it lives for, without end where that is none.
import { startRecorder } from '../../src/jobs/recorder.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Query } from '../../src/store/query.ts';
import { storesOver } from '../../src/store/stores.ts';

const [url, folder, most] = process.argv.slice(2);
let left = Number(most ?? Number.POSITIVE_INFINITY);

/** Nothing is tidied up: the process is gone in the middle of what it does. */
function step(): void {
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}

function counted<T extends readonly unknown[], R>(work: (...given: T) => R): (...given: T) => R {
  return (...given) => {
    step();
    return work(...given);
  };
}

const countedQuery = (query: Query): Query => ({
  ...query,
  rows: counted(query.rows) as Query['rows'],
  prepared: counted(query.prepared) as Query['prepared'],
  one: counted(query.one) as Query['one'],
  oneOrNone: counted(query.oneOrNone) as Query['oneOrNone'],
  run: counted(query.run),
});

const database = await openDatabase({ url: url!, home: folder! });
const { read, unitOfWork } = database;
// The same object, because the keys of salts know a database by its identity.
Object.assign(database, {
  read: ((consortiumId, work) => read(consortiumId, (query) => work(countedQuery(query)))) as typeof read,
  unitOfWork: (async (consortiumId, work) => {
    const result = await unitOfWork(consortiumId, async (query) => {
      const done = await work(countedQuery(query));
      // Before it commits, and after.
      step();
      return done;
    });
    step();
    return result;
  }) as typeof unitOfWork,
});
startRecorder(storesOver(database), {
  folder,
  page: async () => undefined,
  restMilliseconds: 10,
  failed: (error, what) => process.stderr.write(`${what}: ${error}\n`),
});
