import { writeSync } from 'node:fs';
import { errorOf } from '../app/errors.ts';
import type { EnvironmentFailure } from '../app/failure.ts';
import { type Refusal, refusalMessage } from '../core/refusal.ts';

/** Ends the command with the status of an error code: 1 the environment failed, 2 the input was refused. */
export function endWith(code: string): void {
  process.exitCode = errorOf(code).exit;
}

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

/** Says what was refused, and ends with its status: one JSON document for machines, one sentence and what to do for people. */
export function printRefusal(refusal: Refusal, asJson: boolean): void {
  const { code, path, expected, actual } = refusal;
  endWith(code);
  const message = refusalMessage(refusal);
  printError(
    asJson
      ? `${JSON.stringify({ code, path, expected, actual, message })}\n`
      : `poolbook: ${message} (${code})\n`,
  );
}

/** Says what failed in the environment, ends with its status, and what to do next. */
export function printFailure(failure: EnvironmentFailure, asJson: boolean): void {
  const { code, message, advice } = failure;
  endWith(code);
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
