import type { ClaimWhole } from './claimOf.ts';

/** A line of a claim as it is typed. */
export interface DraftLine {
  readonly line: string;
  readonly serviceDate: string;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: string;
  readonly allowed: string;
}

/** A claim as it is typed. */
export interface Draft {
  readonly claim: string;
  readonly person: string;
  readonly received: string;
  readonly benefit: string;
  readonly provider: string;
  readonly lines: readonly DraftLine[];
}

/** Today where the reader is. */
export const today = () =>
  new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

export function emptyLine(lines: readonly DraftLine[], network: string): DraftLine {
  const numbers = lines.map(({ line }) => Number(line)).filter(Number.isInteger);
  const serviceDate = lines.at(-1)?.serviceDate ?? '';
  const line = String(Math.max(0, ...numbers) + 1);
  return { line, serviceDate, service: '', network, procedure: '', charge: '', allowed: '' };
}

/** A claim on record as a draft of its next version, received today. */
export function draftOf({ claim, person = '', versions }: ClaimWhole): Draft {
  const { benefit, provider = '', lines } = versions.at(-1)!;
  return { claim, person, received: today(), benefit, provider, lines };
}

/** What differs between two drafts of a claim, in order; a line is known by its code. */
export type Change =
  | {
      readonly kind: 'field';
      readonly field: keyof Draft | keyof DraftLine;
      readonly line?: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'added' | 'removed'; readonly line: string; readonly charge: string };

const FIELDS = ['person', 'benefit', 'provider'] as const;
const LINE_FIELDS = ['serviceDate', 'service', 'network', 'procedure', 'charge', 'allowed'] as const;

export function changesOf(before: Draft, after: Draft): Change[] {
  const changes: Change[] = FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    ...{ kind: 'field', field, before: before[field], after: after[field] },
  }));
  for (const line of after.lines) {
    const known = before.lines.find((one) => one.line === line.line);
    if (known === undefined) changes.push({ kind: 'added', line: line.line, charge: line.charge });
    else
      for (const field of LINE_FIELDS)
        if (known[field] !== line[field])
          changes.push({ kind: 'field', field, line: line.line, before: known[field], after: line[field] });
  }
  for (const { line, charge } of before.lines)
    if (!after.lines.some((one) => one.line === line)) changes.push({ kind: 'removed', line, charge });
  return changes;
}

/** The places of a draft that are empty or no amount, and may not be: as the API names them in its problems. */
export function missingIn(draft: Draft): Set<string> {
  const missing = new Set<string>();
  for (const field of ['claim', 'person', 'received', 'benefit'] as const)
    if (draft[field].trim() === '') missing.add(field);
  for (const [index, line] of draft.lines.entries()) {
    for (const field of ['line', 'serviceDate', 'network'] as const)
      if (line[field].trim() === '') missing.add(`lines[${index}].${field}`);
    for (const field of ['charge', 'allowed'] as const)
      if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(line[field])) missing.add(`lines[${index}].${field}`);
  }
  return missing;
}
