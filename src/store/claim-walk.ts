import type { ClaimPlace, ClaimSearch } from '../app/ports/claims.ts';
import { dayText } from './bulk/rows.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

/** Which claims are looked for, without how they are listed. */
export type ClaimFilters = Omit<ClaimSearch, 'sort' | 'after' | 'limit'>;

/** Persons that are looked for by their families' claims; of more, claims are looked at in their order. */
const MOST_PERSONS = 25;

/** What claims are looked at: the relation that stands for `claim`, what holds of it, and its last place where more follow. */
export interface ClaimWalk {
  readonly claims: string;
  readonly where: Conditions;
  readonly end: ClaimPlace | undefined;
}

/**
 * The way to claims by a key, so that no search reads all of them: those of few persons, codes or days are read whole; else
 * they are gone along in their order, from a place on, at most so many. What has no key is a condition of those that are
 * looked at. The planner is told to follow keys: of claims that came a moment ago it has no statistics, and reads them all.
 */
export async function claimWalk(
  query: Query,
  { sort, after, ...search }: Pick<ClaimSearch, 'sort' | 'after'> & ClaimFilters,
  mostExamined: number,
): Promise<ClaimWalk> {
  await followKeys(query);
  const few = await fewClaims(query, search, sort, mostExamined);
  if (few !== undefined) {
    addPlace(few.where, sort, 'after', after);
    return { ...few, end: undefined };
  }
  const where = new Conditions();
  addRange(where, search, sort);
  addPlace(where, sort, 'after', after);
  const end = await query.oneOrNone<ClaimPlace>(
    `SELECT c.code, c.received_day - date '1970-01-01' AS "receivedDay", c.claim_id AS "claimId" FROM claim c
     WHERE ${where} ORDER BY ${ORDER[sort]} LIMIT 1 OFFSET ${mostExamined - 1}`,
    where.values,
  );
  addPlace(where, sort, 'up to', end);
  return { claims: 'claim', where, end };
}

/**
 * Tells the planner to follow keys, to the end of the transaction; what cannot be done otherwise is done all the same. A
 * bitmap and a sort read all before the first row.
 */
export async function followKeys(query: Query): Promise<void> {
  await query.rows(`SELECT set_config(name, 'off', true)
    FROM unnest('{enable_seqscan,enable_bitmapscan,enable_sort,enable_hashjoin,enable_mergejoin}'::text[]) AS name`);
}

/** The keys of either order. */
export const ORDER = { code: 'c.code', received: 'c.received_day DESC, c.claim_id DESC' } as const;

/** Claims of which a key other than that of the order leaves few: they are read by it first, and then put in order. */
async function fewClaims(
  query: Query,
  search: ClaimFilters,
  sort: ClaimSearch['sort'],
  most: number,
): Promise<Pick<ClaimWalk, 'claims' | 'where'> | undefined> {
  const where = new Conditions();
  if (search.personPrefix !== undefined) {
    const found = new Conditions();
    const persons = await query.rows<{ id: number }>(
      `SELECT person_id AS id FROM person WHERE ${found.prefix('code', search.personPrefix)} LIMIT ${MOST_PERSONS + 1}`,
      found.values,
    );
    if (persons.length <= MOST_PERSONS) {
      const ids = where.value(persons.map(({ id }) => id));
      const families = `SELECT DISTINCT subscriber_id FROM coverage_span WHERE person_id = ANY (${ids})`;
      const own = `SELECT * FROM claim c WHERE c.subscriber_id = f.subscriber_id AND c.person_id = ANY (${ids})`;
      return { claims: `(SELECT c.* FROM (${families}) f CROSS JOIN LATERAL (${own} OFFSET 0) c)`, where };
    }
  }
  const other = sort === 'code' ? 'received' : 'code';
  const range = new Conditions();
  addRange(range, search, other);
  if (range.values.length === 0) return undefined;
  const { count } = await query.one<{ count: number }>(
    `SELECT count(*) FROM (SELECT FROM claim c WHERE ${range} ORDER BY ${ORDER[other]} LIMIT ${most + 1}) few`,
    range.values,
  );
  if (count > most) return undefined;
  addRange(where, search, other);
  return { claims: `(SELECT * FROM claim c WHERE ${where} ORDER BY ${ORDER[other]} OFFSET 0)`, where };
}

/** The range of a key that a search asks for. */
export function addRange(where: Conditions, search: ClaimFilters, key: ClaimSearch['sort']): void {
  if (key === 'code') {
    if (search.codePrefix !== undefined) where.always(where.prefix('c.code', search.codePrefix));
    return;
  }
  if (search.receivedFrom !== undefined) where.add('c.received_day >= ?', dayText(search.receivedFrom));
  if (search.receivedTo !== undefined) where.add('c.received_day <= ?', dayText(search.receivedTo));
}

/** Adds that claims stand after a place, or up to it and it with them. */
function addPlace(
  where: Conditions,
  sort: ClaimSearch['sort'],
  side: 'after' | 'up to',
  place: ClaimPlace | undefined,
): void {
  if (place === undefined) return;
  if (sort === 'code') {
    where.add(side === 'after' ? 'c.code > ?' : 'c.code <= ?', place.code);
    return;
  }
  const values = [where.value(dayText(place.receivedDay)), where.value(place.claimId)];
  const sign = side === 'after' ? '<' : '>=';
  where.always(`(c.received_day, c.claim_id) ${sign} (${values[0]}::date, ${values[1]}::int8)`);
}
