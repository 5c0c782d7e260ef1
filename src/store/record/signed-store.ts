import type {
  LogKey,
  RecordStore,
  SignedCheckpoint,
  WitnessLine,
  WitnessTrouble,
} from '../../app/ports/record.ts';
import type { Database } from '../database.ts';
import { nextIdentifiers } from '../identifiers.ts';
import { lockRecord } from '../locks.ts';

const CHECKPOINT =
  'SELECT size, note, extract(epoch FROM signed_at)::int8 AS "signedSeconds" FROM checkpoint';
const COSIGNATURE = 'SELECT size, key_name AS "keyName", line, seconds FROM cosignature';

const KEYS = `SELECT key_number AS "keyNumber", state, verifier_key AS "verifierKey", recorded_at::text AS "recordedAt"
  FROM log_key ORDER BY key_number`;

const TROUBLES = `SELECT key_name AS "keyName", code, message, extract(epoch FROM since)::int8 AS since,
    extract(epoch FROM next_try)::int8 AS next FROM witness_trouble ORDER BY key_name`;

/** What was signed, by the log and by witnesses; its keys, its policies and the page that verifies. */
export function signedStore(
  database: Database,
): Pick<
  RecordStore,
  | 'lastCheckpoint'
  | 'witnessed'
  | 'checkpoints'
  | 'keepCheckpoint'
  | 'keepCosignatures'
  | 'cosignatures'
  | 'allCosignatures'
  | 'lastCosignatures'
  | 'keepTrouble'
  | 'endTrouble'
  | 'troubles'
  | 'keys'
  | 'addKey'
  | 'policy'
  | 'policies'
  | 'setPolicy'
  | 'announcePage'
> {
  return {
    lastCheckpoint: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.oneOrNone<SignedCheckpoint>(`${CHECKPOINT} ORDER BY size DESC LIMIT 1`),
      ),

    witnessed: (consortiumId, most) =>
      database.read(consortiumId, (query) =>
        query.rows<SignedCheckpoint>(
          `${CHECKPOINT} c WHERE EXISTS (SELECT FROM cosignature s WHERE s.size = c.size) ORDER BY size DESC LIMIT $1`,
          [most],
        ),
      ),
    checkpoints: (consortiumId) =>
      database.read(consortiumId, (query) => query.rows<SignedCheckpoint>(`${CHECKPOINT} ORDER BY size`)),

    keepCheckpoint: (consortiumId, { size, note, signedSeconds }) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        await query.run(
          `INSERT INTO checkpoint (size, note, signed_at) VALUES ($1, $2, to_timestamp($3))
           ON CONFLICT (consortium_id, size) DO UPDATE SET (note, signed_at) = (excluded.note, excluded.signed_at)`,
          [size, note, signedSeconds],
        );
        await query.run(
          'DELETE FROM checkpoint c WHERE size < $1 AND NOT EXISTS (SELECT FROM cosignature s WHERE s.size = c.size)',
          [size],
        );
      }),

    keepCosignatures: (consortiumId, lines, checkpoint) =>
      database.unitOfWork(consortiumId, async (query) => {
        // Under the lock no checkpoint goes, as one that nobody has signed, while its first line is written.
        await lockRecord(query, consortiumId);
        if (checkpoint !== undefined)
          await query.run(
            `INSERT INTO checkpoint (size, note, signed_at) VALUES ($1, $2, to_timestamp($3)) ON CONFLICT DO NOTHING`,
            [checkpoint.size, checkpoint.note, checkpoint.signedSeconds],
          );
        for (const { size, keyName, line, seconds } of lines)
          await query.run(
            `INSERT INTO cosignature (size, key_name, line, seconds)
             SELECT $1::int8, $2, $3, $4::int8 WHERE EXISTS (SELECT FROM checkpoint WHERE size = $1) ON CONFLICT DO NOTHING`,
            [size, keyName, line, seconds],
          );
      }),

    cosignatures: (consortiumId, size) =>
      database.read(consortiumId, (query) =>
        query.rows<WitnessLine>(`${COSIGNATURE} WHERE size = $1 ORDER BY seconds, key_name`, [size]),
      ),

    allCosignatures: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.rows<WitnessLine>(`${COSIGNATURE} ORDER BY size, seconds, key_name`),
      ),

    lastCosignatures: (consortiumId, keyNames) =>
      database.read(consortiumId, (query) =>
        query.rows<WitnessLine>(
          `SELECT last.* FROM unnest($1::text[]) wanted, LATERAL (
             SELECT size, key_name AS "keyName", line, seconds FROM cosignature
             WHERE key_name = wanted ORDER BY size DESC LIMIT 1) last`,
          [keyNames],
        ),
      ),

    keepTrouble: (consortiumId, { keyName, code, message, since, next }) =>
      database.unitOfWork(consortiumId, async (query) => {
        await query.run(
          `INSERT INTO witness_trouble AS t (key_name, code, message, since, next_try)
           VALUES ($1, $2, $3, to_timestamp($4), to_timestamp($5))
           ON CONFLICT (consortium_id, key_name) DO UPDATE SET (code, message, since, next_try) =
             (excluded.code, excluded.message, least(t.since, excluded.since), coalesce(excluded.next_try, t.next_try))`,
          [keyName, code, message, since, next ?? null],
        );
      }),

    endTrouble: (consortiumId, keyName) =>
      database.unitOfWork(consortiumId, async (query) => {
        await query.run('DELETE FROM witness_trouble WHERE key_name = $1', [keyName]);
      }),

    troubles: (consortiumId) =>
      database.read(consortiumId, async (query) =>
        (await query.rows<WitnessTrouble & { readonly next: number | null }>(TROUBLES)).map((trouble) => ({
          ...trouble,
          next: trouble.next ?? undefined,
        })),
      ),

    keys: (consortiumId) => database.read(consortiumId, (query) => query.rows<LogKey>(KEYS)),

    addKey: (consortiumId, state, verifierKey, { keep, isAllowed } = {}) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        if (isAllowed?.(await query.rows<LogKey>(KEYS)) === false) return undefined;
        const keyNumber = await nextIdentifiers(query, 'log key');
        await keep?.(keyNumber);
        await query.run('INSERT INTO log_key (key_number, state, verifier_key) VALUES ($1, $2, $3)', [
          ...[keyNumber, state, verifierKey],
        ]);
        return keyNumber;
      }),

    policy: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.oneOrNone<{ version: number; content: string }>(
          'SELECT version, content FROM witness_policy ORDER BY version DESC LIMIT 1',
        ),
      ),

    policies: (consortiumId) =>
      database.read(consortiumId, async (query) =>
        (await query.rows<{ content: string }>('SELECT content FROM witness_policy ORDER BY version')).map(
          ({ content }) => content,
        ),
      ),

    setPolicy: (consortiumId, content, recordedBy) =>
      database.unitOfWork(consortiumId, async (query) => {
        await lockRecord(query, consortiumId);
        const last = await query.oneOrNone<{ version: number; content: string }>(
          'SELECT version, content FROM witness_policy ORDER BY version DESC LIMIT 1',
        );
        if (last?.content === content) return last.version;
        const version = (last?.version ?? 0) + 1;
        await query.run('INSERT INTO witness_policy (version, content, recorded_by) VALUES ($1, $2, $3)', [
          ...[version, content, recordedBy],
        ]);
        return version;
      }),

    announcePage: (consortiumId, sha256) =>
      database.unitOfWork(consortiumId, async (query) => {
        await query.run('INSERT INTO verify_page (sha256) VALUES ($1) ON CONFLICT DO NOTHING', [sha256]);
      }),
  };
}
