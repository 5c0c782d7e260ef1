import type pg from 'pg';
import { EnvironmentFailure } from '../app/failure.ts';

/** The schema that pg-boss keeps its tables in. */
export const SCHEMA = 'queue';

/** The version of pg-boss's schema that this program works on: that of the package, held by install-queue.test.ts. */
export const QUEUE_VERSION = 43;

/** An attempt may take a day, but one whose worker has not said for ten seconds that it lives is over. */
const DAY_SECONDS = 86_400;
const HEARTBEAT_SECONDS = 10;
/** How long what waits is kept; it is far longer than anything is meant to wait. */
const KEPT_SECONDS = 60 * DAY_SECONDS;

const COMMON = {
  policy: 'standard',
  heartbeatSeconds: HEARTBEAT_SECONDS,
  retentionSeconds: KEPT_SECONDS,
  deleteAfterSeconds: DAY_SECONDS,
  retryBackoff: true,
};

/** The queues, those to which others give up what they cannot do before them. */
const QUEUES = {
  // Jobs that were begun more often than they may be: a worker says so, and nobody takes them up again.
  'given-up': { ...COMMON, expireInSeconds: 60, retryLimit: 100, retryDelay: 5, retryDelayMax: 3600 },
  job: {
    ...COMMON,
    ...{ expireInSeconds: DAY_SECONDS, retryLimit: 20, retryDelay: 1, retryDelayMax: 300 },
    deadLetter: 'given-up',
  },
  // One try each: when to try again is said by the facts.
  delivery: { ...COMMON, expireInSeconds: 300, retryLimit: 100, retryDelay: 1, retryDelayMax: 300 },
} as const;

const GRANTS = `
  GRANT USAGE ON SCHEMA ${SCHEMA} TO poolbook_queue;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO poolbook_queue`;

/**
 * Makes the schema of the queue with its queues, or brings it up to the version of the package, as the owner over
 * `client`; one process at a time, under the lock of this number. Does nothing where all is there, as a rule. Fails with
 * `schema_mismatch` where a newer program has been here.
 */
export async function installQueue(client: pg.ClientBase, lock: number): Promise<void> {
  if (await isWhole(client)) return;
  await client.query(`SELECT pg_advisory_lock(${lock})`);
  try {
    if (await isWhole(client)) return;
    const version = await installedVersion(client);
    if (version !== undefined && version > QUEUE_VERSION) throw newer(version);
    if (version !== QUEUE_VERSION) {
      // Loaded only where it is needed: every command that opens the store comes by here.
      const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
      await client.query(
        version === undefined ? getConstructionPlans(SCHEMA) : getMigrationPlans(SCHEMA, version),
      );
    }
    for (const [name, options] of Object.entries(QUEUES))
      await client.query(`SELECT ${SCHEMA}.create_queue($1, $2::jsonb)`, [name, JSON.stringify(options)]);
    await client.query(GRANTS);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${lock})`);
  }
}

function newer(version: number): EnvironmentFailure {
  return new EnvironmentFailure(
    'schema_mismatch',
    `The queue is at version ${version} of its schema; this program knows ${QUEUE_VERSION}.`,
    'Install the newer version of poolbook that has worked on this database.',
  );
}

async function isWhole(client: pg.ClientBase): Promise<boolean> {
  if ((await installedVersion(client)) !== QUEUE_VERSION) return false;
  const { rows } = await client.query<{ whole: boolean }>(
    `SELECT (SELECT count(*) FROM ${SCHEMA}.queue WHERE name = ANY ($1)) = cardinality($1)
       AND has_schema_privilege('poolbook_queue', '${SCHEMA}', 'USAGE')
       AND has_table_privilege('poolbook_queue', '${SCHEMA}.job', 'DELETE') AS whole`,
    [Object.keys(QUEUES)],
  );
  return rows[0]!.whole;
}

async function installedVersion(client: pg.ClientBase): Promise<number | undefined> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('${SCHEMA}.version') IS NOT NULL AS exists`,
  );
  if (!rows[0]!.exists) return undefined;
  const found = await client.query<{ version: number }>(`SELECT version FROM ${SCHEMA}.version`);
  return found.rows[0]?.version;
}
