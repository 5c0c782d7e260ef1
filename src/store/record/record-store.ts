import type { LeafName, LogHead, RecordStore } from '../../app/ports/record.ts';
import { tileWidth } from '../../core/record/tiles.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import { lockRecord } from '../locks.ts';
import { type KindTables, readKinds } from './catalogue.ts';
import { isWaiting, readLeaves, readLeavesOfPerson, readUnrecorded } from './leaves.ts';
import { readFacts } from './read-facts.ts';
import { type OutboxPlace, sequence } from './sequence.ts';
import { signedStore } from './signed-store.ts';
import { readTiles } from './tiles.ts';

const RUNNING = `SELECT EXISTS (SELECT FROM run_cut c JOIN (SELECT max(run_id) AS run_id FROM run) last USING (run_id)
  WHERE NOT EXISTS (SELECT FROM run_partition p WHERE p.consortium_id = c.consortium_id AND p.run_id = c.run_id
    AND p.partition = c.partition)) AS running`;

/** A person's own fact comes before all others of the person, so that it has a leaf by the time that any key can be lost. */
const WITH_LEAVES = `SELECT 0 AS id FROM log_head WHERE size > 0 AND 0 = ANY ($1::int8[])
  UNION ALL SELECT fact_id FROM leaf LEFT JOIN erased_digest USING (consortium_id, leaf_index)
  WHERE kind = 'person' AND fact_id = ANY ($1::int8[]) AND version = 1 AND revision = 1 AND fact_key = '' AND digest IS NULL`;

/** The shared record of a database. */
export function recordStore(database: Database): RecordStore {
  let reading: Promise<ReadonlyMap<string, KindTables>> | undefined;
  const kinds = () => {
    reading ??= database.global(readKinds).catch((error: unknown) => {
      // Not kept: the database that was away comes back.
      reading = undefined;
      throw error;
    });
    return reading;
  };
  /** Where the last round of a consortium's facts has come to. */
  const places = new Map<number, OutboxPlace>();
  return {
    head: (consortiumId) =>
      database.read(consortiumId, (query) => query.oneOrNone<LogHead>('SELECT origin, size FROM log_head')),

    open: (consortiumId, origin, verifierKey, keep) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        const added = await query.run(
          'INSERT INTO log_head (origin, size) VALUES ($1, 0) ON CONFLICT DO NOTHING',
          [origin],
        );
        if (added === 1) {
          const keyNumber = await nextIdentifiers(query, 'log key');
          await keep(keyNumber);
          await query.run(
            `INSERT INTO log_key (key_number, state, verifier_key) VALUES ($1, 'in force', $2)`,
            [keyNumber, verifierKey],
          );
        }
        return query.one<LogHead>('SELECT origin, size FROM log_head');
      }),

    isRunning: (consortiumId) =>
      database.read(consortiumId, async (query) => (await query.one<{ running: boolean }>(RUNNING)).running),

    waiting: (consortiumId) =>
      database.read(
        consortiumId,
        async (query) => (await query.one<{ n: number }>('SELECT count(*) AS n FROM outbox')).n,
      ),

    async sequence(consortiumId, most, begin) {
      const after = places.get(consortiumId);
      const { taken, last } = await sequence(database, await kinds(), consortiumId, { after, most }, begin);
      if (last === undefined) places.delete(consortiumId);
      else places.set(consortiumId, last);
      return taken;
    },

    facts: async (consortiumId, names) => {
      const known = await kinds();
      return database.read(consortiumId, (query) => readFacts(query, known, names));
    },

    balanceNames: (consortiumId, month) =>
      database.read(consortiumId, (query) =>
        query.rows<LeafName>(
          `SELECT 'period-balance' AS kind, 0 AS "factId", 1 AS version, 1 AS revision,
             array_to_json(ARRAY[accounting_month::text, account, member_id::text])::text AS "factKey"
           FROM period_balance WHERE accounting_month = $1 ORDER BY account, member_id`,
          [month],
        ),
      ),

    leaves: async (consortiumId, from, most) => {
      const known = await kinds();
      return database.read(consortiumId, (query) => readLeaves(query, known, from, most));
    },

    indexOf: (consortiumId, { kind, factId, version, revision, factKey }) =>
      database.read(
        consortiumId,
        async (query) =>
          (
            await query.oneOrNone<{ index: number }>(
              `SELECT leaf_index AS index FROM leaf
               WHERE kind = $1 AND fact_id = $2 AND version = $3 AND revision = $4 AND fact_key = $5`,
              [kind, factId, version, revision, factKey],
            )
          )?.index,
      ),

    unrecorded: async (consortiumId, most) => {
      const known = await kinds();
      return database.read(consortiumId, async (query) => {
        const found: LeafName[] = [];
        for (const kind of known.values()) found.push(...(await readUnrecorded(query, kind, most)));
        return found.slice(0, most);
      });
    },

    tile: (consortiumId, tile) =>
      database.read(consortiumId, async (query) => {
        const head = await query.oneOrNone<LogHead>('SELECT origin, size FROM log_head');
        if (head === undefined || tileWidth(tile.level, tile.index, head.size) < tile.width) return undefined;
        return (await readTiles(query, [tile]))[0]?.bytes;
      }),

    tiles: (consortiumId, tiles) => database.read(consortiumId, (query) => readTiles(query, tiles)),

    commitments: (consortiumId, from, count) =>
      database.read(consortiumId, async (query) => {
        const { bytes } = await query.one<{ bytes: Buffer | null }>(
          `SELECT string_agg(commitment, ''::bytea ORDER BY leaf_index) AS bytes FROM leaf
           WHERE leaf_index >= $1 AND leaf_index < $2`,
          [from, from + count],
        );
        return new Uint8Array(bytes ?? []);
      }),

    ...signedStore(database),

    leavesOfPerson: async (consortiumId, personId) => {
      const known = await kinds();
      return database.read(consortiumId, (query) => readLeavesOfPerson(query, known, personId));
    },

    withLeaves: (consortiumId, personIds) =>
      database.read(consortiumId, async (query) =>
        (await query.prepared<{ id: number }>(WITH_LEAVES, [personIds])).map(({ id }) => id),
      ),

    erasedSince: (consortiumId, moment) =>
      database.read(consortiumId, async (query) =>
        (
          await query.rows<{ id: number }>(
            'SELECT DISTINCT person_id AS id FROM erasure WHERE recorded_at >= $1::timestamptz',
            [moment],
          )
        ).map(({ id }) => id),
      ),

    claimName: (consortiumId, code) =>
      database.read(consortiumId, (query) =>
        query.oneOrNone<LeafName>(
          `SELECT 'claim' AS kind, claim_id AS "factId", version, 1 AS revision, '' AS "factKey"
           FROM claim WHERE code = $1 ORDER BY version DESC LIMIT 1`,
          [code],
        ),
      ),

    decisionName: (consortiumId, code) =>
      database.read(consortiumId, (query) =>
        query.oneOrNone<LeafName>(
          `SELECT 'decision' AS kind, claim_id AS "factId", d.version, d.revision, '' AS "factKey"
           FROM claim c JOIN decision d USING (consortium_id, claim_id) WHERE c.code = $1
           ORDER BY d.version DESC, d.revision DESC LIMIT 1`,
          [code],
        ),
      ),

    personId: (consortiumId, code) =>
      database.read(
        consortiumId,
        async (query) =>
          (
            await query.oneOrNone<{ id: number }>('SELECT person_id AS id FROM person WHERE code = $1', [
              code,
            ])
          )?.id,
      ),

    keepDigests: (consortiumId, digests) =>
      database.unitOfWork(consortiumId, async (query) => {
        await query.run(
          `INSERT INTO erased_digest (leaf_index, digest) SELECT * FROM unnest($1::int8[], $2::bytea[])
           ON CONFLICT DO NOTHING`,
          [digests.map(({ index }) => index), digests.map(({ digest }) => Buffer.from(digest))],
        );
      }),

    erase: (consortiumId, personId, { reason, recordedBy }) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        await query.run(
          'INSERT INTO erasure (erasure_id, person_id, reason, recorded_by) VALUES ($1, $2, $3, $4)',
          [await nextIdentifiers(query, 'erasure'), personId, reason, recordedBy],
        );
        await query.run('SELECT forget_person($1)', [personId]);
      }),

    onceAllIsKept: async (consortiumId, personId, work) => {
      const known = await kinds();
      return database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        const leaves = await readLeavesOfPerson(query, known, personId);
        const isKept = leaves.every(({ erasedDigest }) => erasedDigest !== undefined);
        if (!isKept || (await isWaiting(query, known, personId))) return false;
        await work();
        return true;
      });
    },
  };
}
