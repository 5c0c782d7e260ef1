import { progressDocument } from '../app/job-document.ts';
import type { JobStore } from '../app/ports/jobs.ts';

const FIRST_MILLISECONDS = 500;
/** What is kept of long work grows with the logarithm of its length: a further event for each so much of the time so far. */
const SHARE_OF_TIME = 0.02;

/** Keeps how far a job is, now and then. */
export class JobProgress {
  readonly #jobs: JobStore;
  readonly #consortiumId: number;
  readonly #jobId: number;
  readonly #started = performance.now();
  #keptAt = performance.now();
  #writing: Promise<void> = Promise.resolve();

  constructor(jobs: JobStore, consortiumId: number, jobId: number) {
    this.#jobs = jobs;
    this.#consortiumId = consortiumId;
    this.#jobId = jobId;
  }

  report(done: number, total: number, unit: string): void {
    const now = performance.now();
    const elapsed = now - this.#started;
    if (now - this.#keptAt < Math.max(FIRST_MILLISECONDS, elapsed * SHARE_OF_TIME)) return;
    this.#keptAt = now;
    const document = JSON.stringify(progressDocument(done, total, unit, elapsed / 1000));
    // How far work was is not worth failing for, nor for keeping no more.
    this.#writing = this.#writing
      .then(() => this.#jobs.append(this.#consortiumId, this.#jobId, 'progress', document))
      .catch(() => {});
  }

  /** Waits until all is kept. */
  end(): Promise<void> {
    return this.#writing;
  }
}
