/**
 * A fact as a leaf of the record holds it: a decision, a batch's entries, a resolution. The leaf is a commitment of 32
 * bytes; the fields stay where they are, in three groups, each under a salt of its own. So an insurer can be shown the
 * money and not the person, and a person is forgotten by deleting one key: the digest stays, and nobody can guess from it.
 */
import { type Refusal, refuse } from '../refusal.ts';
import type { Hash } from './hashes.ts';
import { Message } from './message.ts';

/** HMAC-SHA-256 of a message under a key. It is passed in, as `Hash` is, and may not keep the message either. */
export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array;

export const GROUPS = ['money', 'person', 'rest'] as const;
export type Group = (typeof GROUPS)[number];
export type ByGroup<T> = Readonly<Record<Group, T>>;

/** What a fact is and which one: an id stands once among those of its kind. */
export interface FactName {
  readonly kind: string;
  readonly id: string;
}

/** A fact with the fields of each group, an object in canonical JSON (`writeCanonicalJson`). */
export interface Fact extends FactName, ByGroup<string> {}

/** A group whose fields are shown. `digest` is what they should come to, so that a change can be told by its group. */
export interface OpenGroup {
  readonly salt: Uint8Array;
  readonly fields: string;
  readonly digest?: Uint8Array;
}

/** A group of which only the digest is shown: withheld from the reader, or erased. */
export interface WithheldGroup {
  readonly digest: Uint8Array;
}

export type ShownGroup = OpenGroup | WithheldGroup;

/** A fact as somebody is shown it. */
export interface ShownFact extends FactName, ByGroup<ShownGroup> {}

const FIRST_LINE = 'poolbook-fact@v1';

/** Refuses a kind or an id that could be taken for another one where they stand line by line. */
export function refuseFactName({ kind, id }: FactName, path = ''): Refusal | undefined {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (!/^[a-z][a-z0-9-]*$/.test(kind))
    return refuse('wrong_type', at('kind'), 'a word in small letters, digits and hyphens', kind);
  if (id === '' || /\p{Cc}/u.test(id) || !id.isWellFormed())
    return refuse('wrong_type', at('id'), 'a text without control characters', id);
  return undefined;
}

const message = new Message();

/** The salt of a group. It names log, fact and group: no two of them have the same. */
export function groupSalt(
  hmac: Hmac,
  key: Uint8Array,
  origin: string,
  { kind, id }: FactName,
  group: Group,
): Uint8Array {
  return hmac(key, message.begin().text(`${origin}\n${kind}\n${id}\n${group}`).view);
}

/** The salts of a fact: the key of `person` is that person's, that of the others the consortium's. */
export function saltsOf(
  hmac: Hmac,
  keys: ByGroup<Uint8Array>,
  origin: string,
  name: FactName,
): ByGroup<Uint8Array> {
  return {
    money: groupSalt(hmac, keys.money, origin, name, 'money'),
    person: groupSalt(hmac, keys.person, origin, name, 'person'),
    rest: groupSalt(hmac, keys.rest, origin, name, 'rest'),
  };
}

/** The digest of a group: of its salt, 32 bytes, and its fields in canonical JSON. */
export function groupDigest(hash: Hash, salt: Uint8Array, fields: string): Uint8Array {
  return hash(message.begin().bytes(salt).text(fields).view);
}

/** The digests of a fact's groups under their salts. */
export function groupDigests(hash: Hash, fact: Fact, salts: ByGroup<Uint8Array>): ByGroup<Uint8Array> {
  return {
    money: groupDigest(hash, salts.money, fact.money),
    person: groupDigest(hash, salts.person, fact.person),
    rest: groupDigest(hash, salts.rest, fact.rest),
  };
}

/** The commitment to a fact, which is the entry of its leaf. */
export function commitment(hash: Hash, { kind, id }: FactName, digests: ByGroup<Uint8Array>): Uint8Array {
  message.begin().text(`${FIRST_LINE}\n${kind}\n${id}\n`);
  for (const group of GROUPS) message.bytes(digests[group]);
  return hash(message.view);
}
