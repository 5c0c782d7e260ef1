import { readFile } from 'node:fs/promises';
import { unreadable } from '../app/import/source-file.ts';

/** The text of a file that a command is given. Fails with `file_unreadable`. */
export function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
}
