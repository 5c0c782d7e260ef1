import type { RecordKeys, SaltStore } from '../../app/ports/record.ts';
import type { Stores } from '../../app/ports/stores.ts';
import { sameBytes } from '../../core/record/bytes.ts';
import { refuse } from '../../core/refusal.ts';
import { describe } from '../connection.ts';
import { openConnections } from '../connections.ts';
import type { Database } from '../database.ts';
import { type Query, queryOver } from '../query.ts';
import { loginsOf } from '../role-logins.ts';
import { beginning, transaction } from '../transaction.ts';

const CONNECTIONS = 2;

interface KeyRow {
  readonly id: number;
  readonly key: Buffer;
}

/** The keys of salts and the secrets of logs, worked on as `poolbook_salts`, who sees no table of facts. */
export function openSalts(opened: Database | Stores): SaltStore {
  const { salts: login } = loginsOf(opened);
  const connections = openConnections(login, CONNECTIONS);
  const within = <T>(consortiumId: number, work: (query: Query) => Promise<T>) =>
    transaction(connections, beginning('READ WRITE', consortiumId), describe(login), (client) =>
      work(queryOver(client)),
    );
  return {
    keys: (consortiumId, personIds, make) =>
      within(consortiumId, async (query) => {
        const read = 'SELECT person_id AS id, key FROM salts.salt_key WHERE person_id = ANY ($1::int8[])';
        const found = keyMap(await query.prepared<KeyRow>(read, [personIds]));
        const missing = personIds.filter((id) => !found.has(id));
        if (missing.length === 0 || make === undefined) return found;
        await query.prepared(
          `INSERT INTO salts.salt_key (person_id, key) SELECT * FROM unnest($1::int8[], $2::bytea[]) ON CONFLICT DO NOTHING`,
          [missing, missing.map(() => Buffer.from(make()))],
        );
        // Another may have been first: what is kept counts.
        for (const [id, key] of keyMap(await query.prepared<KeyRow>(read, [missing]))) found.set(id, key);
        return found;
      }),
    forget: (consortiumId, personId) =>
      within(consortiumId, async (query) => {
        await query.run('DELETE FROM salts.salt_key WHERE person_id = $1', [personId]);
      }),
    secrets: (consortiumId) =>
      within(consortiumId, async (query) => keyMap(await query.rows<KeyRow>(SECRETS))),
    all: (consortiumId) => within(consortiumId, readAll),
    fill: (consortiumId, { keys, secrets }) =>
      within(consortiumId, async (query) => {
        await insert(query, 'salt_key (person_id, key)', keys);
        await insert(query, 'log_secret (key_number, secret)', secrets);
        const there = await readAll(query);
        if (isWithin(keys, there.keys) && isWithin(secrets, there.secrets)) return undefined;
        return refuse('not_empty', '', 'a record without keys, or with these', 'other keys');
      }),
    keepSecret: (consortiumId, keyNumber, secret) =>
      within(consortiumId, async (query) => {
        // A number whose key was taken back with its transaction comes again.
        await query.run('DELETE FROM salts.log_secret WHERE key_number = $1', [keyNumber]);
        await query.run('INSERT INTO salts.log_secret (key_number, secret) VALUES ($1, $2)', [
          keyNumber,
          Buffer.from(secret),
        ]);
      }),
    close: connections.close,
    interrupt: connections.interrupt,
  };
}

const SECRETS = 'SELECT key_number AS id, secret AS key FROM salts.log_secret ORDER BY key_number';

async function readAll(query: Query): Promise<RecordKeys> {
  const keys = await query.rows<KeyRow>('SELECT person_id AS id, key FROM salts.salt_key ORDER BY person_id');
  return { keys: keyMap(keys), secrets: keyMap(await query.rows<KeyRow>(SECRETS)) };
}

async function insert(query: Query, into: string, keys: ReadonlyMap<number, Uint8Array>): Promise<void> {
  await query.run(
    `INSERT INTO salts.${into} SELECT * FROM unnest($1::int8[], $2::bytea[]) ON CONFLICT DO NOTHING`,
    [[...keys.keys()], [...keys.values()].map((key) => Buffer.from(key))],
  );
}

/** Whether all of these are there as they are. */
function isWithin(keys: ReadonlyMap<number, Uint8Array>, there: ReadonlyMap<number, Uint8Array>): boolean {
  return [...keys].every(([id, key]) => sameBytes(key, there.get(id)!));
}

function keyMap(rows: readonly KeyRow[]): Map<number, Uint8Array> {
  return new Map(rows.map(({ id, key }) => [id, new Uint8Array(key)]));
}
