import type {
  ClaimOnRecord,
  ControlDifference,
  ImportKind,
  ImportRecord,
  KnownClaim,
} from '../../app/ports/import-store.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

/** The import of a kind that took these bytes before. */
export async function earlierImport(
  query: Query,
  kind: ImportKind,
  sha256: string,
): Promise<ImportRecord | undefined> {
  const found = await query.oneOrNone<{
    importId: number;
    fileName: string;
    batchId: number | null;
    read: number;
    accepted: number;
    repeated: number;
    rejected: number;
  }>(
    `SELECT import_id AS "importId", file_name AS "fileName", batch_id AS "batchId", rows_read AS read,
       rows_accepted AS accepted, rows_repeated AS repeated, rows_rejected AS rejected
     FROM import WHERE kind = $1 AND sha256 = $2`,
    [kind, sha256],
  );
  if (found === undefined) return undefined;
  const { importId, fileName, batchId, ...rows } = found;
  return { importId, kind, fileName, sha256, batchId: batchId ?? undefined, rows };
}

/** Claims on record with one of these codes, each in its current version. */
export function claimsOnRecord(query: Query, codes: readonly string[]): Promise<ClaimOnRecord[]> {
  return query.rows<ClaimOnRecord>(
    `SELECT DISTINCT ON (code) code, claim_id AS "claimId", version, voided, person_id AS "personId", subscriber_id AS "subscriberId",
       content_hash AS "contentHash", import_id AS "importId"
     FROM claim WHERE code = ANY ($1::text[]) ORDER BY code, version DESC`,
    [codes],
  );
}

/** Rows of registers on record with one of these codes. */
export function knownClaims(query: Query, codes: readonly string[]): Promise<KnownClaim[]> {
  return query.rows<KnownClaim>(
    `SELECT claim_code AS code, reference, reverses, content_hash AS "contentHash", import_id AS "importId"
     FROM paid_claim WHERE claim_code = ANY ($1::text[])`,
    [codes],
  );
}

/** False where no claim of the kind is on record. */
export async function hasKnownClaims(query: Query, kind: 'claims' | 'paid-claims'): Promise<boolean> {
  const table = kind === 'claims' ? 'claim' : 'paid_claim';
  const { known } = await query.one<{ known: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS known`);
  return known;
}

/** Records an import and the differences that were accepted with it. */
export async function recordImport(
  insert: (text: string, values: readonly unknown[]) => Promise<number>,
  record: ImportRecord,
  differences: readonly ControlDifference[],
): Promise<void> {
  const { importId, kind, fileName, sha256, batchId, rows } = record;
  await insert(
    `INSERT INTO import (import_id, kind, file_name, sha256, batch_id, rows_read, rows_accepted, rows_repeated, rows_rejected)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      importId,
      kind,
      fileName,
      sha256,
      batchId ?? null,
      rows.read,
      rows.accepted,
      rows.repeated,
      rows.rejected,
    ],
  );
  for (const { control, fundedDay, register, amount, reason } of differences) {
    await insert(
      `INSERT INTO control_difference (import_id, control, funded_day, register_cents, control_cents, reason)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [importId, control, dayText(fundedDay), register, amount, reason],
    );
  }
}
