/** A value of a document with the names that lead to it, and from when it holds where its list says so. */
interface Leaf {
  readonly path: readonly string[];
  readonly from?: string;
  readonly value: string;
}

/** A line of what a motion would change: what was before (undefined: nothing), and what will be (undefined: gone). */
export interface Changed {
  readonly path: readonly string[];
  readonly from?: string;
  readonly before?: string;
  readonly after?: string;
}

/** By these a row of a list is known among the others; `from` beside them. */
const NAMED_BY = ['code', 'tender', 'plan', 'contract', 'name', 'kind'];

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** "outOfPocketMax" as "out of pocket max". */
export const wordsOfField = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function leavesOf(value: unknown, path: readonly string[] = [], from?: string): Leaf[] {
  if (Array.isArray(value)) {
    const plain = value.every((one) => !isFields(one) && !Array.isArray(one));
    if (plain) return [{ path, ...(from && { from }), value: value.join(', ') }];
    return value.flatMap((one, place) => {
      if (!isFields(one)) return leavesOf(one, [...path, String(place + 1)], from);
      const names = NAMED_BY.filter((field) => typeof one[field] === 'string');
      const label = names.map((field) => String(one[field]));
      const began = typeof one.from === 'string' ? one.from : from;
      const rest = Object.entries(one).filter(([field]) => !names.includes(field) && field !== 'from');
      const here = [...path, ...(label.length > 0 ? label : began === undefined ? [String(place + 1)] : [])];
      return rest.length === 0
        ? [{ path: here, ...(began && { from: began }), value: label.join(', ') }]
        : leavesOf(Object.fromEntries(rest), here, began);
    });
  }
  if (isFields(value))
    return Object.entries(value).flatMap(([field, one]) =>
      leavesOf(one, [...path, wordsOfField(field)], from),
    );
  return value === undefined || value === null ? [] : [{ path, ...(from && { from }), value: String(value) }];
}

/** What of a document a motion's content takes the place of: the same shape, as it is now. */
export function nowOf(content: Fields, document: Fields): Fields {
  const coded = (list: unknown, field: string, value: unknown) =>
    (Array.isArray(list) ? list : []).find((one: unknown) => isFields(one) && one[field] === value) as
      | Fields
      | undefined;
  if (typeof content.plan === 'string') {
    const plan = coded(document.plans, 'code', content.plan) ?? {};
    return Object.fromEntries(
      Object.keys(content).map((field) => [field, field === 'plan' ? content.plan : plan[field]]),
    );
  }
  if (isFields(content.member)) return { member: coded(document.members, 'code', content.member.code) };
  if ('award' in content) {
    const tender = isFields(content.award) ? content.award.tender : content.tender;
    return { award: coded(document.awards, 'tender', tender), tender: content.tender };
  }
  if ('stopLoss' in content) {
    const code = isFields(content.stopLoss) ? content.stopLoss.code : content.contract;
    return { stopLoss: coded(document.stopLoss, 'code', code), contract: content.contract };
  }
  return Object.fromEntries(Object.keys(content).map((field) => [field, document[field]]));
}

/**
 * What a content changes of what there is now, line by line. What begins later than anything there is stands beside what
 * holds until then: a rate from 2027 beside the one of 2026.
 */
export function changesOf(content: Fields, now: Fields): Changed[] {
  const keyOf = ({ path }: Leaf) => JSON.stringify(path);
  const known = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(now)) known.set(keyOf(leaf), [...(known.get(keyOf(leaf)) ?? []), leaf]);
  const kept = new Set<Leaf>();
  const changed = leavesOf(content).flatMap((leaf): Changed[] => {
    const before = (known.get(keyOf(leaf)) ?? [])
      .filter(({ from = '' }) => from <= (leaf.from ?? ''))
      .sort((one, other) => (one.from ?? '').localeCompare(other.from ?? ''))
      .at(-1);
    if (before !== undefined && before.from === leaf.from) kept.add(before);
    if (before?.value === leaf.value) return [];
    const { path, from, value: after } = leaf;
    return [{ path, ...(from && { from }), ...(before && { before: before.value }), after }];
  });
  const gone = [...known.values()].flat().filter((leaf) => !kept.has(leaf));
  return [
    ...changed,
    ...gone.map(({ path, from, value }) => ({ path, ...(from && { from }), before: value })),
  ];
}

/** The names before which all lines begin alike: said once, not in each. */
export function sharedPath(rows: readonly Changed[]): readonly string[] {
  const [first = { path: [] }, ...others] = rows;
  const end = first.path.findIndex((name, place) => others.some(({ path }) => path[place] !== name));
  return others.length === 0 ? [] : first.path.slice(0, end === -1 ? first.path.length - 1 : end);
}

/** How much more or less a figure becomes, as a part of what it was; undefined where that says nothing. */
export function growthOf({ before, after }: Changed): string | undefined {
  const isFigure = (text: string | undefined) => text !== undefined && /^\d+(\.\d+)?$/.test(text);
  if (!isFigure(before) || !isFigure(after) || Number(before) === 0) return undefined;
  return String(Number(after) / Number(before) - 1);
}
