import type { StoredClaim, StoredPaidClaim } from '../../app/ports/import-store.ts';
import type { ChunkClaim } from '../bulk/claim-chunk.ts';
import { dayText, type Value } from '../bulk/rows.ts';
import type { ClaimChunks } from './claim-chunks.ts';
import type { Copying } from './copying.ts';

export const CLAIM = [
  ...['claim_id', 'version', 'code', 'import_id', 'person_id', 'subscriber_id', 'received_day', 'benefit'],
  ...['provider', 'content_hash', 'billing_hash', 'voided'],
];
export const CLAIM_LINE = [
  ...['claim_id', 'version', 'line_number', 'line_code', 'service_day', 'service', 'network', 'procedure'],
  ...['charge_cents', 'allowed_cents'],
];
const PAID_CLAIM = [
  ...[
    'paid_claim_id',
    'import_id',
    'batch_id',
    'claim_code',
    'reference',
    'reverses',
    'person_id',
    'member_id',
  ],
  ...['plan_id', 'benefit', 'incurred_day', 'paid_day', 'funded_day', 'charge_cents', 'allowed_cents'],
  ...['member_pays_cents', 'plan_pays_cents', 'content_hash'],
];

/** A version of a claim as a row of `claim`. */
export function claimRow(importId: number, claim: StoredClaim): Value[] {
  const { claimId, version, personId, subscriberId, contentHash, billingHash, row } = claim;
  return [
    ...[claimId, version, row.claim, importId, personId, subscriberId, dayText(row.received)],
    ...[row.benefit, row.provider, contentHash, billingHash, row.frequency === '8' ? 't' : 'f'],
  ];
}

/** A line of a claim, by its place from 0, as a row of `claim_line`. */
export function claimLineRow({ claimId, version, row }: StoredClaim, index: number): Value[] {
  const line = row.lines[index]!;
  return [
    ...[claimId, version, index + 1, line.line, dayText(line.serviceDate), line.service, line.network],
    ...[line.procedure, line.charge, line.allowed],
  ];
}

/** Copies claims as submitted, with their lines, and gathers first versions in the chunks that a run reads. */
export function copyClaims(
  copying: Copying,
  chunks: ClaimChunks,
  importId: number,
  claims: readonly StoredClaim[],
): Promise<void> {
  for (const claim of claims) {
    copying.add('claim', CLAIM, claimRow(importId, claim));
    if (claim.version === 1) chunks.add(chunkClaim(claim));
    for (let index = 0; index < claim.row.lines.length; index++)
      copying.add('claim_line', CLAIM_LINE, claimLineRow(claim, index));
  }
  return copying.copyIfMany();
}

/** A claim as the chunks take it. */
export function chunkClaim({ claimId, personId, subscriberId, billingHash, row }: StoredClaim): ChunkClaim {
  const { received: receivedDay, benefit, lines } = row;
  return { claimId, subscriberId, personId, receivedDay, benefit, billingHash, lines };
}

/** Copies rows of a register as given. */
export function copyPaidClaims(
  copying: Copying,
  importId: number,
  batchId: number,
  rows: readonly StoredPaidClaim[],
): Promise<void> {
  for (const { paidClaimId, personId, memberId, planId, contentHash, row } of rows) {
    copying.add('paid_claim', PAID_CLAIM, [
      paidClaimId,
      importId,
      batchId,
      row.claim,
      row.reference,
      row.reverses,
      personId,
      memberId,
      planId,
      row.benefit,
      dayText(row.incurred),
      dayText(row.paid),
      dayText(row.funded),
      row.charge,
      row.allowed,
      row.memberPays,
      row.planPays,
      contentHash,
    ]);
  }
  return copying.copyIfMany();
}
