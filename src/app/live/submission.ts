import type { Refusal } from '../../core/refusal.ts';
import type { NotEnrolled } from '../import/claim-checks.ts';
import type { ClaimRow } from '../import/rows.ts';
import type { RequestToKeep } from '../ports/live-claims.ts';
import type { AskedRequest, KeptAnswer } from '../ports/requests.ts';
import type { Viewer } from '../viewer.ts';

/** A claim that was sent in by itself, with the request that brought it, and who waits for the answer. */
export interface Submission {
  readonly viewer: Viewer;
  readonly asked: AskedRequest;
  readonly row: ClaimRow;
  readonly contentHash: string;
  readonly notEnrolled: NotEnrolled;
  /** True where it failed among others: it is tried again by itself. */
  readonly isAlone: boolean;
  answer(answer: KeptAnswer | Refusal): void;
  fail(error: unknown): void;
}

/** A request's name as one text. */
export function keyOf({ viewer, asked }: Pick<Submission, 'viewer' | 'asked'>): string {
  return JSON.stringify([viewer.name, asked.key]);
}

/** A new version of a claim on record: it touches what was decided before, and is no claim of a group. */
export function isCorrection({ row }: Submission): boolean {
  return row.frequency !== '1';
}

/** The request with its answer, as it is kept. */
export function answeredRequest({ viewer, asked }: Submission, answer: KeptAnswer): RequestToKeep {
  const { key, method, path, sha256 } = asked;
  return { actor: viewer.name, role: viewer.role, key, method, path, sha256, ...answer };
}
