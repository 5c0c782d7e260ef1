import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import type { AdjudicationReport } from './adjudicate.ts';

/** What runs did, as a JSON document. */
export interface ReportDocument {
  readonly lines: number;
  readonly partitions: number;
  readonly changes: { readonly lines: number; readonly claims: number; readonly planPays: string };
}

export function reportDocument(
  { lines, partitions, changes }: AdjudicationReport,
  currency: Currency,
): ReportDocument {
  return { lines, partitions, changes: { ...changes, planPays: formatAmount(changes.planPays, currency) } };
}

/** The same as a person reads it. */
export function reportText({ lines, partitions, changes }: ReportDocument): string {
  if (partitions === 0) return 'Nothing waits: no claim, no change.\n';
  const { planPays } = changes;
  const moved = `${planPays.replace('-', '')} ${planPays.startsWith('-') ? 'less' : 'more'}`;
  const again =
    changes.lines === 0
      ? ''
      : `${changes.lines} lines looked at again because of changes: ${changes.claims} claims decided otherwise, plans pay ${moved}.\n`;
  return `${again}${lines} lines decided, in ${partitions} transactions.\n`;
}
