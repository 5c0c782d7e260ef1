/** A place of a document where two versions differ; without `before` it is new, without `after` it is gone. */
export interface DocumentChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an entry of a list is known by: its code, else what it is from and of, else its name; else its place. */
function nameOf(entry: unknown, index: number): string {
  if (!isObject(entry)) return String(index + 1);
  const named = (keys: readonly string[]) =>
    keys.map((key) => entry[key]).filter((name) => typeof name === 'string');
  const [code] = named(['code', 'contract']);
  return (
    code ?? (named(['from', 'plan', 'member', 'tier']).join(' ') || (named(['name'])[0] ?? String(index + 1)))
  );
}

/** A value with a name for each of its parts, as far as it has parts. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const parts = new Map<string, unknown>();
  value.forEach((entry, index) => {
    const name = nameOf(entry, index);
    parts.set(parts.has(name) ? `${name} (${index + 1})` : name, entry);
  });
  return parts;
}

/** Where two versions of a document differ, part by part; entries of lists are compared by what they are known by. */
export function documentChanges(before: unknown, after: unknown, path = ''): DocumentChange[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old === undefined || now === undefined || Array.isArray(before) !== Array.isArray(after)) {
    const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
    if (was === is) return [];
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  }
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    documentChanges(old.get(name), now.get(name), path === '' ? name : `${path} › ${name}`),
  );
}
