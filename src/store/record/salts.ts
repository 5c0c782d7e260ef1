import type { SaltStore } from '../../app/ports/record.ts';
import type { Stores } from '../../app/ports/stores.ts';
import { describe } from '../connection.ts';
import { openConnections } from '../connections.ts';
import type { Database } from '../database.ts';
import { queryOver } from '../query.ts';
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
  const within = <T>(consortiumId: number, work: (query: ReturnType<typeof queryOver>) => Promise<T>) =>
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
      within(consortiumId, async (query) =>
        keyMap(await query.rows<KeyRow>('SELECT key_number AS id, secret AS key FROM salts.log_secret')),
      ),
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
  };
}

function keyMap(rows: readonly KeyRow[]): Map<number, Uint8Array> {
  return new Map(rows.map(({ id, key }) => [id, new Uint8Array(key)]));
}
