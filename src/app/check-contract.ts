import { formatDay } from '../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { readContractCheck } from '../exchange/json/contract-check.ts';
import { contractFindings } from './contract-findings.ts';
import type { Finding } from './finding.ts';
import { readJsonText } from './json-text.ts';
import { lossRatioFindings } from './loss-ratio-findings.ts';

export { contractCheckSchema } from '../exchange/json/contract-check.ts';

/** A contract or loss ratio held against the law of a jurisdiction and day. */
export interface ContractCheck {
  readonly jurisdiction: string;
  readonly day: string;
  readonly isKept: boolean;
  readonly findings: readonly Finding[];
}

/** Holds a stop-loss contract or a loss ratio, given as JSON text, against the law of its jurisdiction and day. */
export function checkContract(text: string): ContractCheck | Refusal {
  const read = readJsonText(text);
  return isRefusal(read) ? read : checkContractDocument(read.document);
}

/** The same of the document itself. */
export function checkContractDocument(document: unknown): ContractCheck | Refusal {
  const read = readContractCheck(document);
  if (isRefusal(read)) return read;
  const findings = 'policy' in read ? contractFindings(read) : lossRatioFindings(read);
  if (isRefusal(findings)) return findings;
  const isKept = findings.every((finding) => finding.isKept);
  return { jurisdiction: read.jurisdiction, day: formatDay(read.day), isKept, findings };
}
