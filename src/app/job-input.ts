import type { Capability } from './capabilities.ts';
import type { JobKind } from './ports/jobs.ts';

/** The kinds of files that an import takes. */
export const IMPORT_KINDS = [
  'enrolment',
  'claims',
  'paid-claims',
  'opening',
  'bank-lines',
  'budget',
] as const;

/** A file that was sent in, and how it is to be taken: as the options of `poolbook import`. */
export interface ImportInput {
  /** The hash of its bytes. */
  readonly upload: string;
  readonly kind: (typeof IMPORT_KINDS)[number];
  /** Says what it would do, and changes nothing. */
  readonly check: boolean;
  readonly acceptValid: boolean;
  readonly notEnrolled?: 'refuse' | 'accept' | undefined;
  /** Of a register: the name of its layout, or the layout itself. */
  readonly layout?: unknown;
  readonly fundingRequest?: readonly string[] | undefined;
  readonly bankDraw?: readonly string[] | undefined;
  readonly acceptDifferences?: string | undefined;
  /** Of an opening: the month of its balances. */
  readonly asOf?: string | undefined;
  /** Of bank lines: the bank account, where there are several. */
  readonly account?: string | undefined;
  /** The day on which it became known. */
  readonly received?: string | undefined;
}

/** Decides all that waits. */
export type AdjudicationInput = Readonly<Record<never, never>>;

/** Recomputes what is derived; with `write` it replaces what differs. */
export interface RebuildInput {
  readonly write: boolean;
}

/** Holds all that is stored to the shared record. */
export type AuditInput = Readonly<Record<never, never>>;

/** What each kind of job is asked with. */
export interface JobInputs {
  readonly import: ImportInput;
  readonly adjudication: AdjudicationInput;
  readonly rebuild: RebuildInput;
  readonly audit: AuditInput;
}

/** What one has to be allowed to ask for a job, and again when it is done. */
export const JOB_CAPABILITIES = {
  import: 'imports.make',
  adjudication: 'adjudications.make',
  rebuild: 'rebuilds.make',
  audit: 'record.audit',
} as const satisfies Record<JobKind, Capability>;
