/** A fact as it is shown to somebody, and what it comes to: JSON in which each group is open or withheld. */
import { isRefusal, joinPath, type Refusal, refuse } from '../refusal.ts';
import { sameBytes } from './bytes.ts';
import { type JsonObject, type JsonValue, readCanonicalJson, writeCanonicalJson } from './canonical-json.ts';
import {
  type ByGroup,
  commitment,
  type Fact,
  GROUPS,
  type Group,
  groupDigest,
  refuseFactName,
  type ShownFact,
  type ShownGroup,
} from './fact.ts';
import { HASH_BYTES, type Hash, readHash } from './hashes.ts';

/** Shows some groups of a fact and withholds the others. */
export function showFact(
  hash: Hash,
  fact: Fact,
  salts: ByGroup<Uint8Array>,
  shown: readonly Group[] = GROUPS,
): ShownFact {
  const groupOf = (group: Group): ShownGroup => {
    const digest = groupDigest(hash, salts[group], fact[group]);
    return shown.includes(group) ? { salt: salts[group], fields: fact[group], digest } : { digest };
  };
  const { kind, id } = fact;
  return { kind, id, money: groupOf('money'), person: groupOf('person'), rest: groupOf('rest') };
}

/** A group whose fields, under its salt, come to another digest than the one stated of it. */
export interface DifferingGroup {
  readonly group: Group;
  readonly stated: Uint8Array;
  readonly digest: Uint8Array;
}

/** What a shown fact comes to. A group that does not come to its stated digest is the one that was changed. */
export function shownCommitment(
  hash: Hash,
  fact: ShownFact,
): { readonly commitment: Uint8Array; readonly differing?: DifferingGroup } {
  let differing: DifferingGroup | undefined;
  const digestOf = (group: Group): Uint8Array => {
    const shown = fact[group];
    if (!('fields' in shown)) return shown.digest;
    const digest = groupDigest(hash, shown.salt, shown.fields);
    const stated = shown.digest ?? digest;
    if (!sameBytes(stated, digest)) differing ??= { group, stated, digest };
    return stated;
  };
  const digests = { money: digestOf('money'), person: digestOf('person'), rest: digestOf('rest') };
  return { commitment: commitment(hash, fact, digests), ...(differing && { differing }) };
}

/** Writes a shown fact in canonical JSON. */
export function writeShownFact({ kind, id, ...groups }: ShownFact): string {
  const written = GROUPS.map((group) => `"${group}":${writeGroup(groups[group])}`);
  const [money, person, rest] = written;
  return `{"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},${money},${person},${rest}}`;
}

function writeGroup(group: ShownGroup): string {
  const digest = group.digest === undefined ? [] : [`"digest":"${group.digest.toBase64()}"`];
  if (!('fields' in group)) return `{${digest[0]}}`;
  return `{${[...digest, `"fields":${group.fields}`, `"salt":"${group.salt.toBase64()}"`].join(',')}}`;
}

/** Reads a shown fact, which has to be canonical. */
export function readShownFact(text: string, path: string): ShownFact | Refusal {
  const value = readCanonicalJson(text, path);
  return isRefusal(value) ? value : shownFactOf(value, path);
}

const KEYS = ['kind', 'id', ...GROUPS];

/** A shown fact of JSON that was read. */
export function shownFactOf(value: JsonValue, path: string): ShownFact | Refusal {
  if (!isJsonObject(value)) return refuse('wrong_type', path, 'an object', value);
  const refusal = refuseOtherKeys(value, KEYS, path);
  if (refusal !== undefined) return refusal;
  const { kind, id, money, person, rest } = value;
  if (typeof kind !== 'string' || typeof id !== 'string')
    return refuse('wrong_type', path, 'texts for kind and id', { kind, id });
  const groups = { money: groupOf(money, `${path}.money`), person: groupOf(person, `${path}.person`) };
  const last = groupOf(rest, `${path}.rest`);
  if (isRefusal(groups.money)) return groups.money;
  if (isRefusal(groups.person)) return groups.person;
  if (isRefusal(last)) return last;
  return (
    refuseFactName({ kind, id }, path) ?? { kind, id, money: groups.money, person: groups.person, rest: last }
  );
}

function groupOf(value: JsonValue | undefined, path: string): ShownGroup | Refusal {
  if (!isJsonObject(value)) return refuse('wrong_type', path, 'an object', value);
  const isOpen = Object.hasOwn(value, 'fields');
  const { digest, fields, salt, ...others } = value;
  const [other] = Object.keys(others);
  if (other !== undefined)
    return refuse('unknown_field', joinPath(path, other), 'digest, fields, salt', other);
  const stated = digest === undefined && isOpen ? undefined : hashOf(digest, `${path}.digest`);
  if (isRefusal(stated)) return stated;
  if (!isOpen) {
    if (salt !== undefined) return refuse('missing_field', `${path}.fields`, 'fields with a salt', undefined);
    return { digest: stated! };
  }
  if (!isJsonObject(fields)) return refuse('wrong_type', `${path}.fields`, 'an object', fields);
  const bytes = hashOf(salt, `${path}.salt`);
  if (isRefusal(bytes)) return bytes;
  const text = writeCanonicalJson(fields) as string;
  return { salt: bytes, fields: text, ...(stated && { digest: stated }) };
}

/** Refuses an object that has other keys, or not all of them. */
export function refuseOtherKeys(
  value: JsonObject,
  keys: readonly string[],
  path: string,
): Refusal | undefined {
  const other = Object.keys(value).find((key) => !keys.includes(key));
  if (other !== undefined) return refuse('unknown_field', joinPath(path, other), keys.join(', '), other);
  const missing = keys.find((key) => !Object.hasOwn(value, key));
  if (missing === undefined) return undefined;
  return refuse('missing_field', joinPath(path, missing), 'a value', undefined);
}

/** 32 bytes in base64: a digest, a commitment or a salt. */
export function hashOf(value: JsonValue | undefined, path: string): Uint8Array | Refusal {
  if (typeof value === 'string') return readHash(value, path);
  return refuse('wrong_type', path, `${HASH_BYTES} bytes in base64`, value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
