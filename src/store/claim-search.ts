import type { ClaimFound, ClaimPlace, ClaimSearch, ClaimsFound } from '../app/ports/claims.ts';
import { dayText } from './bulk/rows.ts';
import { Conditions } from './conditions.ts';
import type { Query } from './query.ts';

type Row = Omit<ClaimFound, 'person' | 'planPays'> & {
  readonly person: string | null;
  readonly planPays: number | null;
};

/** How many claims are looked at for one page, where its filters have no keys. */
const MOST_EXAMINED = 2_000;

/**
 * Claims in their current versions, by the key of their code or of the day received. What has a key (codes, persons, days
 * received) is found by it. For all else at most so many claims are looked at, so that a page costs the same however many
 * claims there are: `end` is the last that was looked at, where there are more.
 */
export async function searchClaims(
  query: Query,
  { sort, after, limit, ...search }: ClaimSearch,
  mostExamined = hasKeysAlone(search) ? limit : Math.max(limit, MOST_EXAMINED),
): Promise<ClaimsFound> {
  const where = keysOf(search);
  addPlace(where, sort, 'after', after);
  const order = sort === 'code' ? 'c.code' : 'c.received_day DESC, c.claim_id DESC';
  const end = await query.oneOrNone<ClaimPlace>(
    `SELECT c.code, c.received_day - date '1970-01-01' AS "receivedDay", c.claim_id AS "claimId" FROM claim c
     WHERE ${where} ORDER BY ${order} LIMIT 1 OFFSET ${mostExamined - 1}`,
    where.values,
  );
  addPlace(where, sort, 'up to', end);
  where.add('l.service_to >= ?', dayOf(search.serviceFrom));
  where.add('l.service_from <= ?', dayOf(search.serviceTo));
  where.add('l.charge >= ?', search.chargeFrom);
  where.add('l.charge <= ?', search.chargeTo);
  where.add('? = ANY (d.member_ids)', search.memberId);
  where.add('? = ANY (d.plan_ids)', search.planId);
  where.add(`${STATE} = ?`, search.state);
  const rows = await query.rows<Row>(
    `${FOUND} WHERE c.version = coalesce(h.version, 1) AND ${where} ORDER BY ${order} LIMIT ${where.value(limit)}`,
    where.values,
  );
  const found = rows.map(({ person, planPays, ...row }) => ({
    ...row,
    person: person ?? undefined,
    planPays: planPays ?? undefined,
  }));
  return { found, end };
}

const dayOf = (number: number | undefined) => (number === undefined ? undefined : dayText(number));

function hasKeysAlone(search: Omit<ClaimSearch, 'sort' | 'after' | 'limit'>): boolean {
  const { codePrefix, personPrefix, receivedFrom, receivedTo, ...others } = search;
  return Object.values(others).every((value) => value === undefined);
}

/** What keys and the claim's own row say. */
function keysOf(search: Omit<ClaimSearch, 'sort' | 'after' | 'limit'>): Conditions {
  const { codePrefix, personPrefix } = search;
  const where = new Conditions();
  if (codePrefix !== undefined) where.always(where.prefix('c.code', codePrefix));
  where.add('c.benefit = ?', search.benefit);
  where.add('c.received_day >= ?', dayOf(search.receivedFrom));
  where.add('c.received_day <= ?', dayOf(search.receivedTo));
  if (personPrefix !== undefined) {
    const persons = `SELECT person_id FROM person WHERE ${where.prefix('code', personPrefix)}`;
    where.always(`c.person_id IN (${persons})`);
    where.always(
      `c.subscriber_id IN (SELECT subscriber_id FROM coverage_span WHERE person_id IN (${persons}))`,
    );
  }
  return where;
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

const STATE = `CASE WHEN c.voided THEN 'voided' WHEN d.plan_pays IS NULL THEN 'waiting' ELSE 'decided' END`;

/** The lines, and the decision in force: the last of the version, unless that is a reversal. */
const FOUND = `
  SELECT c.code, c.received_day - date '1970-01-01' AS "receivedDay", c.claim_id AS "claimId", c.version,
    ${STATE} AS state, p.code AS person, c.benefit, c.provider, l.lines, l.service_from - date '1970-01-01' AS "serviceFrom",
    l.service_to - date '1970-01-01' AS "serviceTo", l.charge, l.allowed, coalesce(d.member_ids, '{}') AS "memberIds",
    coalesce(d.plan_ids, '{}') AS "planIds", d.plan_pays AS "planPays"
  FROM claim c
  LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
  LEFT JOIN person p ON p.consortium_id = c.consortium_id AND p.person_id = c.person_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS lines, min(service_day) AS service_from, max(service_day) AS service_to, sum(charge_cents) AS charge,
      sum(allowed_cents) AS allowed
    FROM claim_line l WHERE l.consortium_id = c.consortium_id AND l.claim_id = c.claim_id AND l.version = c.version) l
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT member_id) AS member_ids, array_agg(DISTINCT plan_id) AS plan_ids,
      sum(plan_pays_cents) AS plan_pays, bool_or(reversal) AS reversal
    FROM decision d WHERE d.consortium_id = c.consortium_id AND d.claim_id = c.claim_id AND d.version = c.version
    GROUP BY revision ORDER BY revision DESC LIMIT 1) d ON NOT d.reversal AND NOT c.voided`;
