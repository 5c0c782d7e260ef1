import { isCorrection, keyOf, type Submission } from './submission.ts';

const MOST_CLAIMS = 128;

/** Claims that wait to be written, in the order in which they came. */
export class LiveQueue {
  #waiting: Submission[] = [];
  #lines = 0;

  /** Lines of all claims that have no answer yet, those that are taken included. */
  get lines(): number {
    return this.#lines;
  }

  add(submission: Submission): void {
    const lines = submission.row.lines.length;
    this.#lines += lines;
    const { answer, fail } = submission;
    this.#waiting.push({
      ...submission,
      answer: (given) => {
        this.#lines -= lines;
        answer(given);
      },
      fail: (error) => {
        this.#lines -= lines;
        fail(error);
      },
    });
  }

  /** Puts claims back that were taken: they come before all others. */
  putBack(submissions: readonly Submission[]): void {
    this.#waiting = [...submissions, ...this.#waiting];
  }

  /**
   * Takes the next claims that may be written together, while others are being written. A claim number, and a key of a
   * request, is in hand once. What corrects a claim, and what failed among others, comes by itself.
   */
  take(beside: readonly Submission[]): Submission[] {
    const names = new Set(beside.flatMap(namesOf));
    const taken: Submission[] = [];
    const left: Submission[] = [];
    let at = 0;
    for (; at < this.#waiting.length && taken.length < MOST_CLAIMS; at += 1) {
      const submission = this.#waiting[at]!;
      const isByItself = submission.isAlone || isCorrection(submission);
      if (isByItself && at > 0) break;
      const own = namesOf(submission);
      (own.some((name) => names.has(name)) ? left : taken).push(submission);
      for (const name of own) names.add(name);
      if (!isByItself) continue;
      at += 1;
      break;
    }
    this.#waiting = [...left, ...this.#waiting.slice(at)];
    return taken;
  }
}

/** What no two claims in hand may have in common: the number of the claim, and the name of the request. */
function namesOf(submission: Submission): string[] {
  return [`claim ${submission.row.claim}`, `request ${keyOf(submission)}`];
}
