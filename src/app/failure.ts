/**
 * A failure of the environment: a database that is down, a disk that is full, a file that cannot be read.
 * Thrown, never returned; `code` is stable (docs/errors.md), `advice` says what to do next. Exit status 1.
 */
export class EnvironmentFailure extends Error {
  readonly code: string;
  readonly advice: string;

  constructor(code: string, message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EnvironmentFailure';
    this.code = code;
    this.advice = advice;
  }
}
