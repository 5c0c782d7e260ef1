import type { KeptAnswer, RequestStore } from '../app/ports/requests.ts';
import type { Stores } from '../app/ports/stores.ts';
import type { Viewer } from '../app/viewer.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { type Gate, OPEN } from './at-most.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import { joinedTo } from './joined.ts';
import type { Loader } from './loader.ts';
import type { Query } from './query.ts';
import { searchTrail } from './trail.ts';

/** Waits for what a text names, until the transaction ends. */
const lockText = (query: Query, consortiumId: number, text: string) =>
  query.run('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [text, consortiumId]);

/** The requests of a viewer to a database; `storesWith` makes the stores that work within a request's transaction. */
export function requestStore(
  database: Database,
  viewer: Viewer,
  storesWith: (database: Database, loader: Loader) => Stores,
  wide: Gate,
): RequestStore {
  return {
    effect: (consortiumId, { key, method, path, sha256, isExclusive, isWide }, work) =>
      (isWide === true ? wide : OPEN)(() =>
        database.unitOfWork(consortiumId, async (query) => {
          // The same request twice at once: the second waits, and finds the answer of the first.
          await lockText(query, consortiumId, JSON.stringify([viewer.name, key]));
          if (isExclusive === true) await lockText(query, consortiumId, path);
          const earlier = await query.oneOrNone<KeptAnswer & { sha256: string }>(
            `SELECT request_sha256 AS sha256, status, answer FROM request WHERE actor = $1 AND idempotency_key = $2`,
            [viewer.name, key],
          );
          if (earlier !== undefined) {
            if (earlier.sha256 !== sha256)
              return refuse(
                'idempotency_conflict',
                'Idempotency-Key',
                'a key of its own for each request',
                key,
              );
            return { status: earlier.status, answer: earlier.answer, isRepeat: true };
          }
          const joined = joinedTo(query, consortiumId);
          const result = await work(storesWith(joined.database, joined.loader));
          if (isRefusal(result)) return result;
          await query.run(
            `INSERT INTO request (actor, idempotency_key, role, method, path, request_sha256, status, answer)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
            [viewer.name, key, viewer.role, method, path, sha256, result.status, result.answer],
          );
          return { ...result, isRepeat: false };
        }),
      ),

    trail: (consortiumId, search) => database.read(consortiumId, (query) => searchTrail(query, search)),

    keepAccesses: (consortiumId, accesses) =>
      database.unitOfWork(consortiumId, async (query) => {
        const first = await nextIdentifiers(query, 'access', accesses.length);
        await query.run(
          `INSERT INTO access (access_id, actor, role, method, path, status, recorded_at)
           SELECT $1::int8 + place - 1, actor, role, method, path, status, to_timestamp(at / 1000.0)
           FROM ROWS FROM (json_to_recordset($2) AS (actor text, role text, method text, path text, status int4, at float8))
             WITH ORDINALITY AS given (actor, role, method, path, status, at, place)`,
          [first, JSON.stringify(accesses)],
        );
      }),
  };
}
