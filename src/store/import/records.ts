import type {
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

/** Claims, or rows of registers, on record with one of these codes. */
export function knownClaims(
  query: Query,
  kind: 'claims' | 'paid-claims',
  codes: readonly string[],
): Promise<KnownClaim[]> {
  const text =
    kind === 'claims'
      ? `SELECT code, '' AS reference, '' AS reverses, content_hash AS "contentHash", import_id AS "importId"
         FROM claim WHERE code = ANY ($1::text[]) AND version = 1`
      : `SELECT claim_code AS code, reference, reverses, content_hash AS "contentHash", import_id AS "importId"
         FROM paid_claim WHERE claim_code = ANY ($1::text[])`;
  return query.rows<KnownClaim>(text, [codes]);
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
