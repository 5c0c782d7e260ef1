import { writeSync } from 'node:fs';
import type { EnvironmentFailure } from '../app/failure.ts';
import { type Refusal, refusalMessage } from '../core/refusal.ts';

/** Exit status: 0 done, 1 the environment failed, 2 the input was refused. */
export const EXIT = { environment: 1, input: 2 } as const;

/** Writes all of a text to standard output, also where the reader is slow. */
export function print(text: string): void {
  writeAll(1, text);
}

/** Writes all of a text to standard error. */
export function printError(text: string): void {
  writeAll(2, text);
}

/** Writes one JSON document. */
export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, 2)}\n`);
}

/** Says what was refused: one JSON document for machines, one sentence and what to do for people. */
export function printRefusal(refusal: Refusal, asJson: boolean): void {
  const { code, path, expected, actual } = refusal;
  const message = refusalMessage(refusal);
  printError(
    asJson
      ? `${JSON.stringify({ code, path, expected, actual, message })}\n`
      : `poolbook: ${message} (${code})\n`,
  );
}

/** Says what failed in the environment and what to do next. */
export function printFailure(failure: EnvironmentFailure, asJson: boolean): void {
  const { code, message, advice } = failure;
  printError(
    asJson ? `${JSON.stringify({ code, message, advice })}\n` : `poolbook: ${message} (${code})\n${advice}\n`,
  );
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      // A pipe whose reader is slow says "again"; one whose reader is gone ends the output.
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
