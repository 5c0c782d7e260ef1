import type { StoredClaim, StoredPaidClaim } from '../../app/ports/import-store.ts';
import { CopyRows, dayText } from '../bulk/rows.ts';
import type { LoaderTransaction } from '../loader.ts';

const CLAIM = [
  ...['claim_id', 'version', 'code', 'import_id', 'person_id', 'subscriber_id', 'received_day', 'benefit'],
  ...['provider', 'content_hash'],
];
const CLAIM_LINE = [
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
const FIRST_VERSION = 1;

/** Copies claims as submitted, with their lines. */
export async function copyClaims(
  loader: LoaderTransaction,
  importId: number,
  claims: readonly StoredClaim[],
): Promise<void> {
  const [heads, lines] = [new CopyRows(), new CopyRows()];
  for (const { claimId, personId, subscriberId, contentHash, row } of claims) {
    heads.add([
      ...[claimId, FIRST_VERSION, row.claim, importId, personId, subscriberId, dayText(row.received)],
      ...[row.benefit, row.provider, contentHash],
    ]);
    for (let index = 0; index < row.lines.length; index++) {
      const line = row.lines[index]!;
      lines.add([
        claimId,
        FIRST_VERSION,
        index + 1,
        line.line,
        dayText(line.serviceDate),
        line.service,
        line.network,
        line.procedure,
        line.charge,
        line.allowed,
      ]);
    }
  }
  await loader.copy('claim', CLAIM, heads.take());
  await loader.copy('claim_line', CLAIM_LINE, lines.take());
}

/** Copies rows of a register as given. */
export async function copyPaidClaims(
  loader: LoaderTransaction,
  importId: number,
  batchId: number,
  rows: readonly StoredPaidClaim[],
): Promise<void> {
  const table = new CopyRows();
  for (const { paidClaimId, personId, memberId, planId, contentHash, row } of rows) {
    table.add([
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
  await loader.copy('paid_claim', PAID_CLAIM, table.take());
}
