import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import type { Header } from '../../exchange/csv/header.ts';
import { RejectedText } from '../../exchange/csv/rejected.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { RejectedRow } from './options.ts';

/**
 * The file of rows that were left out of an import. It grows beside its place under another name and takes its place
 * only when the import has committed; until then whatever stood there stays.
 */
export class RejectedFile {
  readonly path: string;
  readonly #growing: string;
  readonly #isOwn: boolean;
  readonly #header: () => Header;
  readonly #delimiter: string;
  #file: FileHandle | undefined;
  #text: RejectedText | undefined;
  #isWhole = false;

  /**
   * `header` is asked when the first row comes. `isOwn` where the place is this import's alone: then its next try, in
   * whatever process, finds what it has left.
   */
  constructor(path: string, header: () => Header, delimiter: string, isOwn = false) {
    this.path = path;
    this.#isOwn = isOwn;
    this.#growing = isOwn ? `${path}.partial` : `${path}.${process.pid}.partial`;
    this.#header = header;
    this.#delimiter = delimiter;
  }

  /** True where any row was left out. */
  get isWanted(): boolean {
    return this.#text !== undefined;
  }

  async write(rows: readonly RejectedRow[]): Promise<void> {
    await this.#doing(async () => {
      let text = '';
      if (this.#text === undefined || this.#file === undefined) {
        this.#text = new RejectedText(this.#header(), this.#delimiter);
        this.#file = await open(this.#growing, this.#isOwn ? 'w' : 'wx', 0o600);
        text = this.#text.header;
      }
      for (const { row, problem } of rows) {
        text += this.#text.line(row.fileLine, row.record ?? [], problem);
      }
      await this.#file.appendFile(text);
    });
  }

  /** Brings all of it to the disk, so that nothing but the name is left to do when the import has committed. */
  async finish(): Promise<void> {
    await this.#doing(async () => {
      await this.#file?.sync();
      await this.#file?.close();
      this.#isWhole = this.#file !== undefined;
      this.#file = undefined;
    });
  }

  /** Puts it in its place. */
  async commit(): Promise<void> {
    if (!this.#isWhole) return;
    // From here on the rows are nowhere else: where the name cannot be had, they stay under the other one.
    this.#isWhole = false;
    await rename(this.#growing, this.path).catch((error: unknown) => {
      throw unwritable(`${this.path} (all else is imported; the rows are in ${this.#growing})`, error);
    });
  }

  /** Where an earlier try has committed and could not put its file in its place: does that. True where there is one. */
  async adopt(): Promise<boolean> {
    await rename(this.#growing, this.path).catch(() => {});
    return (await stat(this.path).catch(() => undefined)) !== undefined;
  }

  /** Takes away what was not committed. */
  async discard(): Promise<void> {
    if (this.#file === undefined && !this.#isWhole) return;
    await this.#file?.close().catch(() => {});
    await rm(this.#growing, { force: true });
    this.#file = undefined;
    this.#isWhole = false;
  }

  async #doing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }
}

/** The failure behind an error of writing a file: `disk_full` or `file_unwritable`. */
export function unwritable(path: string, error: unknown): EnvironmentFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    const advice = 'Make room and run the command again.';
    return new EnvironmentFailure('disk_full', `The disk is full (${path}).`, advice, error);
  }
  return new EnvironmentFailure(
    'file_unwritable',
    `The file ${path} cannot be written: ${message}.`,
    'Rejected rows are written beside the file that is imported: move it to a folder where you may write.',
    error,
  );
}
