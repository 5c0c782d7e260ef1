import { hash } from 'node:crypto';
import { type ClaimFingerprint, duplicateKey } from '../../core/claims/edits.ts';
import type { ClaimRow, PaidClaimRow } from './rows.ts';

const BETWEEN = '\u001f';
const DIGITS = 32;

/** What a claim says, as 128 bits of SHA-256 in hexadecimal: the same claim reported again has the same. */
export function claimHash(row: ClaimRow): string {
  const parts: (string | number)[] = [row.claim, row.person, row.received, row.benefit, row.provider];
  // An original has the hash that it had before there were others.
  if (row.frequency !== '1') parts.push(row.frequency);
  for (const line of row.lines) {
    parts.push(line.line, line.serviceDate, line.service, line.network, line.procedure);
    parts.push(line.charge, line.allowed);
  }
  return digest(parts);
}

/** The same of a row of a register. */
export function paidClaimHash(row: PaidClaimRow): string {
  return digest([
    ...[row.claim, row.reference, row.reverses, row.person, row.benefit, row.incurred, row.paid, row.funded],
    ...[row.charge, row.allowed, row.memberPays, row.planPays],
  ]);
}

/**
 * What a claim bills, as 128 bits of SHA-256 in hexadecimal: equal where one is a duplicate of the other, whatever they are
 * called. '' where nothing can be said.
 */
export function billingHash(claim: ClaimFingerprint): string {
  const key = duplicateKey(claim);
  return key === undefined ? '' : hash('sha256', key, 'hex').slice(0, DIGITS);
}

function digest(parts: readonly (string | number)[]): string {
  return hash('sha256', parts.join(BETWEEN), 'hex').slice(0, DIGITS);
}
