import type { ClaimFound, ClaimSearch, ClaimsFound, ClaimsSummed } from '../app/ports/claims.ts';
import { dayText } from './bulk/rows.ts';
import { addRange, type ClaimFilters, type ClaimWalk, claimWalk, ORDER } from './claim-walk.ts';
import type { Query } from './query.ts';

type Row = Omit<ClaimFound, 'person' | 'planPays'> & {
  readonly person: string | null;
  readonly planPays: number | null;
};

/** How many claims are looked at for one page, where its filters have no keys, and how many for sums. */
const MOST_EXAMINED = 2_000;
const MOST_SUMMED = 10_000;

/**
 * Claims in their current versions, by code or by the day received. At most so many claims are looked at, so that a page
 * costs the same however many claims there are: `end` is the last that was looked at, where there are more.
 */
export async function searchClaims(
  query: Query,
  { sort, after, limit, ...search }: ClaimSearch,
  mostExamined = hasKeysAlone(search) ? limit : Math.max(limit, MOST_EXAMINED),
): Promise<ClaimsFound> {
  const walk = await claimWalk(query, { sort, after, ...search }, mostExamined);
  const { where, end } = walk;
  const text = foundBy(walk, search);
  const rows = await query.rows<Row>(
    `SELECT ${COLUMNS} ${text} ORDER BY ${ORDER[sort]} LIMIT ${where.value(limit)}`,
    where.values,
  );
  const found = rows.map(({ person, planPays, ...row }) => ({
    ...row,
    person: person ?? undefined,
    planPays: planPays ?? undefined,
  }));
  return { found, end };
}

/** What claims come to in all: of the latest so many, where no key leaves fewer to be looked at. */
export async function sumClaims(
  query: Query,
  search: ClaimFilters,
  mostExamined = MOST_SUMMED,
): Promise<ClaimsSummed> {
  const walk = await claimWalk(query, { sort: 'received', after: undefined, ...search }, mostExamined);
  const sums = await query.one<Omit<ClaimsSummed, 'isWhole'>>(
    `SELECT count(*) AS claims, coalesce(sum(lines), 0) AS lines, coalesce(sum(charge), 0) AS charge,
       coalesce(sum(plan_pays), 0) AS "planPays", count(*) FILTER (WHERE state = 'waiting') AS waiting
     FROM (SELECT l.lines, l.charge, d.plan_pays, ${STATE} AS state
       ${foundBy(walk, search)} ORDER BY ${ORDER.received} OFFSET 0) found`,
    walk.where.values,
  );
  return { ...sums, isWhole: walk.end === undefined };
}

const dayOf = (number: number | undefined) => (number === undefined ? undefined : dayText(number));

function hasKeysAlone(search: ClaimFilters): boolean {
  const { codePrefix: _, receivedFrom: __, receivedTo: ___, ...others } = search;
  return Object.values(others).every((value) => value === undefined);
}

/** The claims that were looked at and are what is looked for, with their lines and the decision in force. */
function foundBy({ claims, where }: ClaimWalk, search: ClaimFilters): string {
  addRange(where, search, 'code');
  addRange(where, search, 'received');
  if (search.personPrefix !== undefined) where.always(where.prefix('p.code', search.personPrefix));
  if (search.providerPrefix !== undefined) where.always(where.prefix('c.provider', search.providerPrefix));
  where.add('c.benefit = ?', search.benefit);
  where.add('l.service_to >= ?', dayOf(search.serviceFrom));
  where.add('l.service_from <= ?', dayOf(search.serviceTo));
  where.add('l.charge >= ?', search.chargeFrom);
  where.add('l.charge <= ?', search.chargeTo);
  where.add('? = ANY (d.member_ids)', search.memberId);
  where.add('? = ANY (d.plan_ids)', search.planId);
  where.add(`${STATE} = ?`, search.state);
  return `FROM ${claims} c ${JOINED} WHERE c.version = coalesce(h.version, 1) AND ${where}`;
}

const STATE = `CASE WHEN c.voided THEN 'voided' WHEN d.plan_pays IS NULL THEN 'waiting' ELSE 'decided' END`;

const COLUMNS = `c.code, c.received_day - date '1970-01-01' AS "receivedDay", c.claim_id AS "claimId", c.version,
    ${STATE} AS state, p.code AS person, c.benefit, c.provider, l.lines, l.service_from - date '1970-01-01' AS "serviceFrom",
    l.service_to - date '1970-01-01' AS "serviceTo", l.charge, l.allowed, coalesce(d.member_ids, '{}') AS "memberIds",
    coalesce(d.plan_ids, '{}') AS "planIds", d.plan_pays AS "planPays"`;

/**
 * The lines, and the decision in force: the last of the version, unless that is a reversal. OFFSET 0 keeps the person's name
 * from being a way to claims: that would be the worst of all.
 */
const JOINED = `
  LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
  LEFT JOIN LATERAL (
    SELECT code FROM person p WHERE p.consortium_id = c.consortium_id AND p.person_id = c.person_id OFFSET 0) p ON true
  CROSS JOIN LATERAL (
    SELECT count(*) AS lines, min(service_day) AS service_from, max(service_day) AS service_to, sum(charge_cents) AS charge,
      sum(allowed_cents) AS allowed
    FROM claim_line l WHERE l.consortium_id = c.consortium_id AND l.claim_id = c.claim_id AND l.version = c.version) l
  LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT member_id) AS member_ids, array_agg(DISTINCT plan_id) AS plan_ids,
      sum(plan_pays_cents) AS plan_pays, bool_or(reversal) AS reversal
    FROM decision d WHERE d.consortium_id = c.consortium_id AND d.claim_id = c.claim_id AND d.version = c.version
    GROUP BY revision ORDER BY revision DESC LIMIT 1) d ON NOT d.reversal AND NOT c.voided`;
