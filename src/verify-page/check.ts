/** Checks a file in slices, so that the page stays alive, and says how far it is. */
import { FileCheck, type FileQuestion } from '../core/record/file-check.ts';
import type { Verified } from '../core/record/verdict.ts';
import { decode, holds } from './browser.ts';
import { sha256 } from './sha256.ts';

const PIECE = 1 << 15;
/** Short enough that nobody notices: two frames. */
const SLICE_MILLISECONDS = 30;

/** Somebody chose another file meanwhile. */
export class Abandoned extends Error {}

export interface Course {
  progress(done: number, total: number): void;
  readonly isAbandoned: () => boolean;
}

/** What a file proves under what was chosen beside it. */
export async function checkFile(
  file: Blob,
  question: FileQuestion,
  { progress, isAbandoned }: Course,
): Promise<Verified> {
  const check = new FileCheck(sha256, decode, question);
  await take(file, check, { progress, isAbandoned });
  const answers = await Promise.all(check.signatureChecks().map(holds));
  if (isAbandoned()) throw new Abandoned();
  return check.verified(answers);
}

async function take(file: Blob, check: FileCheck, { progress, isAbandoned }: Course): Promise<void> {
  const reader = file.stream().getReader();
  let done = 0;
  let since = performance.now();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (let at = 0; at < next.value.length; at += PIECE) {
      const piece = next.value.subarray(at, at + PIECE);
      if (!check.take(piece)) return reader.cancel();
      done += piece.length;
      if (performance.now() - since < SLICE_MILLISECONDS) continue;
      progress(done, file.size);
      await new Promise((resolve) => setTimeout(resolve));
      if (isAbandoned()) throw new Abandoned();
      since = performance.now();
    }
  }
}
