import type { Change, ClaimDay, ClaimMove } from '../../app/ports/import-store.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

/** Which of these subscribers' families have claims on record. */
export async function familiesWithClaims(
  query: Query,
  subscriberIds: readonly number[],
): Promise<Set<number>> {
  const rows = await query.rows<{ id: number }>(
    `SELECT DISTINCT id FROM unnest($1::int8[]) AS asked (id)
     WHERE EXISTS (SELECT FROM claim c WHERE c.subscriber_id = asked.id)`,
    [subscriberIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The days of service of persons' claims, by person, claim and day, among the claims of these subscribers. */
export function claimDays(
  query: Query,
  personIds: readonly number[],
  subscriberIds: readonly number[],
): Promise<ClaimDay[]> {
  return query.rows<ClaimDay>(
    `SELECT DISTINCT c.claim_id AS "claimId", c.version, c.person_id AS "personId", c.subscriber_id AS "subscriberId",
       l.service_day - date '1970-01-01' AS day
     FROM claim c JOIN claim_line l USING (consortium_id, claim_id, version)
     LEFT JOIN claim_head h ON h.consortium_id = c.consortium_id AND h.claim_id = c.claim_id
     WHERE c.subscriber_id = ANY ($2::int8[]) AND c.person_id = ANY ($1::int8[])
       AND c.version = coalesce(h.version, 1) AND NOT c.voided
     ORDER BY 3, 1, 5`,
    [personIds, subscriberIds],
  );
}

/** Adds changes, numbered from `firstId` on. */
export async function insertChanges(
  query: Query,
  importId: number,
  firstId: number,
  changes: readonly Change[],
): Promise<void> {
  await query.run(
    `INSERT INTO change (change_id, kind, subscriber_id, person_id, plan_id, from_day, to_day, received_day, import_id)
     SELECT $2::int8 + place - 1, kind, subscriber_id, person_id, plan_id, from_day, to_day, received_day, $1::int8
     FROM unnest($3::text[], $4::int8[], $5::int8[], $6::int8[], $7::date[], $8::date[], $9::date[])
       WITH ORDINALITY AS given (kind, subscriber_id, person_id, plan_id, from_day, to_day, received_day, place)`,
    [
      importId,
      firstId,
      changes.map(({ kind }) => kind),
      changes.map(({ subscriberId }) => subscriberId),
      changes.map(({ personId }) => personId),
      changes.map(({ planId }) => planId),
      changes.map(({ from }) => dayText(from)),
      changes.map(({ to }) => (to === undefined ? null : dayText(to))),
      changes.map(({ receivedDay }) => dayText(receivedDay)),
    ],
  );
}

/** Gives claims their next versions, which say the same but belong to the families of other subscribers. */
export async function moveClaims(query: Query, importId: number, moves: readonly ClaimMove[]): Promise<void> {
  const values = [
    moves.map(({ claimId }) => claimId),
    moves.map(({ version }) => version),
    moves.map(({ subscriberId }) => subscriberId),
  ];
  const moved = `unnest($1::int8[], $2::int4[], $3::int8[]) AS moved (claim_id, version, subscriber_id)`;
  await query.run(
    `INSERT INTO claim (claim_id, version, code, import_id, person_id, subscriber_id, received_day, benefit, provider,
       content_hash, billing_hash)
     SELECT c.claim_id, c.version + 1, c.code, $4::int8, c.person_id, moved.subscriber_id, c.received_day, c.benefit, c.provider,
       c.content_hash, c.billing_hash
     FROM claim c JOIN ${moved} USING (claim_id, version)`,
    [...values, importId],
  );
  await query.run(
    `INSERT INTO claim_line (claim_id, version, line_number, line_code, service_day, service, network, procedure,
       charge_cents, allowed_cents)
     SELECT l.claim_id, l.version + 1, l.line_number, l.line_code, l.service_day, l.service, l.network, l.procedure,
       l.charge_cents, l.allowed_cents
     FROM claim_line l JOIN ${moved} USING (claim_id, version)`,
    values,
  );
  await query.rows('SELECT bring_claim_heads($1)', [values[0]]);
}
