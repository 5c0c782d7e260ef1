/** The conditions of a query with their values, put together one by one. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly values: unknown[] = [];

  /** Adds a condition in which `?` stands for the value; none where the value is undefined. */
  add(text: string, value: unknown): void {
    if (value !== undefined) this.#texts.push(text.replaceAll('?', this.value(value)));
  }

  /** Adds a condition without a value, or with values that were taken before. */
  always(text: string): void {
    this.#texts.push(text);
  }

  /**
   * That a column begins with a prefix, as a range: under row-level security LIKE would be asked of every row, because it
   * is not leakproof. The column is ordered by its bytes (COLLATE "C").
   */
  prefix(column: string, prefix: string): string {
    const end = afterPrefix(prefix);
    const from = `${column} >= ${this.value(prefix)}`;
    return end === undefined ? from : `${from} AND ${column} < ${this.value(end)}`;
  }

  /** Takes a value; answers what stands for it. */
  value(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** All of them, or what is always true. */
  toString(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.join(' AND ');
  }
}

/** The least text after all that begin with a prefix; undefined where there is none. */
function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix].map((character) => character.codePointAt(0)!);
  while (points.length > 0) {
    const last = points.pop()!;
    // No text holds half of a pair of surrogates.
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  }
  return undefined;
}
