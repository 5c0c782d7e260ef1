import type { ClaimNames } from '../../app/ports/run.ts';
import type { Query } from '../query.ts';

/** The codes of claims and of their persons, by the claims' identifiers. */
export async function readClaimNames(
  query: Query,
  claimIds: readonly number[],
): Promise<Map<number, ClaimNames>> {
  const rows = await query.rows<ClaimNames & { claimId: number }>(
    `SELECT DISTINCT c.claim_id AS "claimId", c.code AS claim, p.code AS person
     FROM claim c JOIN person p USING (consortium_id, person_id) WHERE c.claim_id = ANY ($1::int8[])`,
    [claimIds],
  );
  return new Map(rows.map(({ claimId, ...names }) => [claimId, names]));
}
