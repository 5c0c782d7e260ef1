import { formatDay } from '../core/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { readContractCheck } from '../exchange/json/contract-check.ts';
import { contractFindings } from './contract-findings.ts';
import type { Finding } from './finding.ts';
import { lossRatioFindings } from './loss-ratio-findings.ts';

/** A contract or loss ratio held against the law of a jurisdiction and day. */
export interface ContractCheck {
  readonly jurisdiction: string;
  readonly day: string;
  readonly isKept: boolean;
  readonly findings: readonly Finding[];
}

/** Holds a stop-loss contract or a loss ratio, given as JSON text, against the law of its jurisdiction and day. */
export function checkContract(text: string): ContractCheck | Refusal {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse('wrong_type', '', 'one JSON document', (error as Error).message);
  }
  const read = readContractCheck(document);
  if (isRefusal(read)) return read;
  const findings = 'policy' in read ? contractFindings(read) : lossRatioFindings(read);
  if (isRefusal(findings)) return findings;
  const isKept = findings.every((finding) => finding.isKept);
  return { jurisdiction: read.jurisdiction, day: formatDay(read.day), isKept, findings };
}
