import type { TrailEntry, TrailSearch } from '../app/ports/requests.ts';
import { dayText } from './bulk/rows.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

/** The two sides of a trail, each with what makes a row of it unique. */
const SIDES = {
  change: { table: 'request', key: 'idempotency_key' },
  access: { table: 'access', key: 'access_id::text COLLATE "C"' },
} as const;

/** Who changed and read what, the latest first. */
export function searchTrail(query: Query, search: TrailSearch): Promise<TrailEntry[]> {
  const where = new Conditions();
  const sides = Object.entries(SIDES)
    .filter(([kind]) => search.kind === undefined || search.kind === kind)
    .map(([kind, side]) => sideOf(kind, side, where, search));
  return query.rows<TrailEntry>(
    `SELECT actor, role, method, path, status, kind, key,
       (extract(epoch FROM recorded_at) * 1000000)::int8 AS "atMicroseconds"
     FROM (${sides.join(' UNION ALL ')}) both_sides ${LATEST} LIMIT ${where.value(search.limit)}`,
    where.values,
  );
}

const LATEST = 'ORDER BY recorded_at DESC, kind DESC, actor DESC, key DESC';

/** Values are numbered over both sides; the conditions of each are its own. */
function sideOf(
  kind: string,
  { table, key }: { readonly table: string; readonly key: string },
  values: Conditions,
  { actor, role, from, through, after, limit }: TrailSearch,
): string {
  const texts = ['true'];
  const add = (text: string, value: unknown) => {
    if (value !== undefined) texts.push(text.replaceAll('?', values.value(value)));
  };
  add('actor = ?', actor);
  add('role = ?', role);
  add(`recorded_at >= ?::date::timestamp AT TIME ZONE 'UTC'`, from === undefined ? undefined : dayText(from));
  const end = through === undefined ? undefined : dayText(through + 1);
  add(`recorded_at < ?::date::timestamp AT TIME ZONE 'UTC'`, end);
  if (after !== undefined) {
    const [at, ...rest] = after;
    const moment = `timestamptz 'epoch' + ${values.value(at)}::int8 * interval '1 microsecond'`;
    // Said apart, so that the key by time is used.
    texts.push(`recorded_at <= ${moment}`);
    const place = rest.map((value) => `${values.value(value)}::text COLLATE "C"`).join(', ');
    texts.push(`(recorded_at, '${kind}'::text COLLATE "C", actor, ${key}) < (${moment}, ${place})`);
  }
  return `(SELECT recorded_at, '${kind}'::text COLLATE "C" AS kind, actor, ${key} AS key, role, method, path, status
    FROM ${table} WHERE ${texts.join(' AND ')} ${LATEST} LIMIT ${values.value(limit)})`;
}
