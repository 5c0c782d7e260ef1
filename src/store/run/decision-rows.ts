import type { PartitionOutput } from '../../app/ports/run.ts';
import { MOST_DIGITS, NEWLINE, putBytes, putDay, putWhole, TAB } from '../bulk/digits.ts';
import { textBytes } from '../bulk/rows.ts';
import type { ChunkBuffers } from './chunk-buffers.ts';

export const DECISION_COLUMNS = [
  ...['claim_id', 'version', 'line_number', 'batch_id', 'person_id', 'member_id', 'plan_id', 'benefit'],
  ...['service_day', 'decided_day', 'paid_day', 'charge_cents', 'allowed_cents', 'copay_cents'],
  ...['deductible_cents', 'coinsurance_cents', 'plan_pays_cents', 'not_covered_cents', 'write_off_cents'],
  ...['balance_bill_cents', 'reason'],
];

/** The decisions of a partition as rows to be copied. */
export function* decisionChunks(
  buffers: ChunkBuffers,
  batchId: number,
  { staged, decided }: PartitionOutput,
): Generator<Buffer> {
  const { claims, firstLine } = staged;
  const benefits = staged.names.map((name) => surrounded(name, TAB));
  const reasons = decided.reasons.map((reason) => surrounded(reason, NEWLINE));
  const longest = Math.max(...benefits.map((text) => text.length), 0);
  const mostBytes = DECISION_COLUMNS.length * MOST_DIGITS + longest;
  const batch = surrounded(String(batchId), TAB);
  let bytes = buffers.next();
  let at = 0;
  for (let claim = 0; claim < claims; claim += 1) {
    const benefit = benefits[staged.benefit[claim]!]!;
    for (let line = firstLine[claim]!; line < firstLine[claim + 1]!; line += 1) {
      if (at + mostBytes > bytes.length) {
        yield bytes.subarray(0, at);
        bytes = buffers.next();
        at = 0;
      }
      at = putNumber(bytes, at, staged.claimId[claim]!);
      at = putNumber(bytes, at, staged.version[claim]!);
      at = putWhole(bytes, at, staged.lineNumber[line]!);
      at = putBytes(bytes, at, batch);
      at = putNumber(bytes, at, staged.personId[claim]!);
      at = putNumber(bytes, at, decided.memberId[line]!);
      at = putWhole(bytes, at, decided.planId[line]!);
      at = putBytes(bytes, at, benefit);
      at = putDate(bytes, at, staged.serviceDay[line]!);
      at = putDate(bytes, at, staged.receivedDay[claim]!);
      at = putDate(bytes, at, decided.paidDay[claim]!);
      at = putNumber(bytes, at, staged.charge[line]!);
      at = putNumber(bytes, at, staged.allowed[line]!);
      at = putNumber(bytes, at, decided.copay[line]!);
      at = putNumber(bytes, at, decided.deductible[line]!);
      at = putNumber(bytes, at, decided.coinsurance[line]!);
      at = putNumber(bytes, at, decided.planPays[line]!);
      at = putNumber(bytes, at, decided.notCovered[line]!);
      at = putNumber(bytes, at, decided.writeOff[line]!);
      at = putWhole(bytes, at, decided.balanceBill[line]!);
      at = putBytes(bytes, at, reasons[decided.reason[line]!]!);
    }
  }
  if (at > 0) yield bytes.subarray(0, at);
}

/** A number and the tab after it. */
function putNumber(bytes: Uint8Array, at: number, value: number): number {
  const end = putWhole(bytes, at, value);
  bytes[end] = TAB;
  return end + 1;
}

function putDate(bytes: Uint8Array, at: number, day: number): number {
  const end = putDay(bytes, at, day);
  bytes[end] = TAB;
  return end + 1;
}

/** A text between a tab and what comes after it. */
function surrounded(text: string, after: number): Uint8Array {
  return Uint8Array.of(TAB, ...textBytes(text), after);
}
