import { type Job, PgBoss } from 'pg-boss';
import type { Queue, QueueMessage } from '../app/ports/queue.ts';
import { describe } from './connection.ts';
import type { Database } from './database.ts';
import { asFailure } from './failures.ts';
import { SCHEMA } from './install-queue.ts';
import { loginsOf } from './role-logins.ts';

const CONNECTIONS = 3;
const POLLING_SECONDS = 0.5;
/** How often it is looked for work whose worker is gone. */
const SUPERVISION_SECONDS = 3;
/** Work that only helps other work comes after all that does not. */
const HELP = -1;

/**
 * The queue of a database, worked on as `poolbook_queue`, who owns nothing: the owner has made its schema. `failed` is
 * told of what goes wrong in the background (a connection that broke, and is made again).
 */
export async function openQueue(database: Database, failed: (error: Error) => void): Promise<Queue> {
  const login = loginsOf(database).queue;
  const { types: _, ...settings } = login;
  const boss = new PgBoss({
    ...settings,
    ...{ schema: SCHEMA, migrate: false, createSchema: false, schedule: false, max: CONNECTIONS },
    ...{ superviseIntervalSeconds: SUPERVISION_SECONDS, monitorIntervalSeconds: SUPERVISION_SECONDS },
    // What only an owner may do.
    ...{ reindex: false, monitorVacuum: false },
  });
  let isClosing = false;
  boss.on('error', (error) => {
    // Who is closed while a job is under way finds no connection to say so: it is given back by that.
    if (!isClosing) failed(error);
  });
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw asFailure(error, 'connecting', describe(login));
  }
  return {
    async work(name, streams, handle) {
      const options = {
        ...{ batchSize: 1, localConcurrency: streams, pollingIntervalSeconds: POLLING_SECONDS },
        includeMetadata: true,
      } as const;
      await boss.work<QueueMessage>(name, options, async ([job]) => {
        const { data, retryCount } = job as Job<QueueMessage> & { readonly retryCount: number };
        await handle(data, retryCount + 1);
      });
    },
    async send(name, message) {
      await boss.send(name, message, { priority: HELP });
    },
    close() {
      isClosing = true;
      return boss.stop({ graceful: false });
    },
  };
}
