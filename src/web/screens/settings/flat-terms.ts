/** Terms by their paths in words, such as "in deductible individual"; none of them has parts of its own. */
export type FlatTerms = ReadonlyMap<string, string>;

/** More columns than this cannot be read across. */
const MOST_COLUMNS = 14;

/** "outOfPocketMax" as "out of pocket max"; codes with hyphens stay as they are. */
export const inWords = (key: string): string =>
  /^[a-z]+[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (one) => ` ${one.toLowerCase()}`) : key;

const isEntry = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entry with all its parts beside each other; undefined where it has lists of things that have parts. */
export function flatTerms(value: unknown, path = ''): FlatTerms | undefined {
  if (Array.isArray(value))
    return value.some((one) => typeof one === 'object') ? undefined : new Map([[path, value.join(', ')]]);
  if (!isEntry(value)) return new Map([[path, String(value)]]);
  const terms = new Map<string, string>();
  for (const [key, part] of Object.entries(value)) {
    const parts = flatTerms(part, path === '' ? inWords(key) : `${path} ${inWords(key)}`);
    if (parts === undefined) return undefined;
    for (const [name, text] of parts) terms.set(name, text);
  }
  return terms;
}

/** The same kind of thing several times, as rows and the columns of a table; undefined where it is better read one by one. */
export function termsTable(
  entries: readonly (readonly [name: string, entry: unknown])[],
):
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly [string, FlatTerms])[] }
  | undefined {
  if (entries.length === 0 || !entries.every(([, entry]) => isEntry(entry))) return undefined;
  const rows: (readonly [string, FlatTerms])[] = [];
  for (const [name, entry] of entries) {
    const terms = flatTerms(entry);
    if (terms === undefined) return undefined;
    rows.push([name, terms]);
  }
  const columns = [...new Set(rows.flatMap(([, terms]) => [...terms.keys()]))];
  return columns.length > MOST_COLUMNS ? undefined : { columns, rows };
}
