/** What becomes of the rows of a file, counted, and the codes of all that is wrong. */
export class Tally {
  taken = 0;
  repeated = 0;
  leftOut = 0;
  readonly #acceptValid: boolean;
  readonly #codes = new Set<string>();
  constructor(acceptValid: boolean | undefined) {
    this.#acceptValid = acceptValid === true;
  }

  leaveOut(rows: number, codes: readonly string[]): void {
    this.leftOut += rows;
    // What is left out with a valid rest is told beside the rows, not as the refusal of the file.
    if (!this.#acceptValid) for (const code of codes) this.#codes.add(code);
  }

  /** Takes back rows that were taken. */
  withdraw(rows: number, code: string): void {
    this.taken -= rows;
    this.leaveOut(rows, [code]);
  }

  /** What is wrong with the file as a whole. */
  spoil(code: string): void {
    this.#codes.add(code);
  }

  get isRefused(): boolean {
    return this.#codes.size > 0;
  }

  /** In the words in which the simulation tells what a command did. */
  get outcome(): string {
    if (this.isRefused) return refused([...this.#codes]);
    return taken(this.taken, this.repeated, this.leftOut);
  }
}

export function taken(accepted: number, repeated: number, leftOut: number): string {
  return `${accepted} rows taken, ${repeated} repeated, ${leftOut} left out`;
}

export function refused(codes: readonly string[]): string {
  return `refused: ${[...new Set(codes)].sort().join(', ')}`;
}
