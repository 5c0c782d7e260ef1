import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  type ByGroup,
  commitment,
  type Fact,
  type FactName,
  GROUPS,
  type Group,
  groupDigest,
  groupDigests,
  saltsOf,
} from '../../core/record/fact.ts';
import { HASH_BYTES, leafHash } from '../../core/record/hashes.ts';
import { rangeHash, subtreesOver } from '../../core/record/tree.ts';
import { sha256 } from '../../witness/ed25519.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { LeafName, StoredFact, StoredLeaf, WaitingFact } from '../ports/record.ts';
import type { Stores } from '../ports/stores.ts';
import { padsOf, writeCommitment } from './commitments.ts';
import { hmacSha256 } from './hashing.ts';

/** What facts are read and salted with. */
export type RecordStores = Pick<Stores, 'records' | 'salts'>;

/** A log by its name, and the consortium whose it is. */
export interface Log {
  readonly consortiumId: number;
  readonly origin: string;
}

/** A fact with what hides each of its groups; none of the person's where that key was deleted. */
export interface SaltedFact {
  readonly fact: Fact;
  readonly salts: ByGroup<Uint8Array>;
  readonly digests: ByGroup<Uint8Array>;
  readonly commitment: Uint8Array;
  /** Groups whose key is lost: what they come to cannot be worked out, nor the commitment. */
  readonly withoutKey: readonly Group[];
}

/** The key under which everything of nobody in particular is salted. */
export const OF_NOBODY = 0;

/** Control characters that JSON leaves as they are, and an id may not hold. */
const CONTROLS = /[\u007f-\u009f]/g;

/** How a fact is called in the record: its numbers, or the JSON array of its key. */
export function factName({ kind, factId, version, revision, factKey }: LeafName): FactName {
  if (factKey === '') return { kind, id: `${factId}.${version}.${revision}` };
  return { kind, id: factKey.replace(CONTROLS, (one) => `\\u00${one.charCodeAt(0).toString(16)}`) };
}

/** How a fact of the record is found in the store; an id that is neither of the two forms finds nothing. */
export function leafName({ kind, id }: FactName): LeafName {
  const numbers = /^(\d{1,15})\.(\d{1,9})\.(\d{1,4})$/.exec(id)?.slice(1).map(Number);
  if (numbers === undefined) {
    const factKey = id.replace(/\\u00([89]\p{AHex}|7f)/gu, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return { kind, factId: 0, version: 1, revision: 1, factKey };
  }
  const [factId = 0, version = 0, revision = 0] = numbers;
  return { kind, factId, version, revision, factKey: '' };
}

/**
 * Facts with their salts, digests and commitments, in their order. Keys of a consortium or person that had none yet are made
 * where `isNew`: of a leaf that is there already a missing key is that of a person who was forgotten, whose digest is given,
 * or one that was lost. Fails with `keys_missing` where a new fact belongs under a key that was lost: another in its place
 * would make all that was committed under it look as if it had been changed.
 */
export async function saltFacts(
  stores: RecordStores,
  { consortiumId, origin }: Log,
  facts: readonly NamedFact[],
  isNew: boolean,
): Promise<SaltedFact[]> {
  const keys = await keysOf(stores, consortiumId, facts, isNew);
  const ours = keys.get(OF_NOBODY);
  const salted: SaltedFact[] = [];
  for (const { name, fact, erasedDigest } of facts) {
    const log = { consortiumId, origin };
    const written: Fact = { ...factName(name), ...(await withBalances(stores, log, name, fact, isNew)) };
    const person = keys.get(fact.personId);
    const used = { money: ours ?? NO_KEY, person: person ?? NO_KEY, rest: ours ?? NO_KEY };
    const salts = saltsOf(hmacSha256, used, origin, written);
    const worked = groupDigests(sha256, written, salts);
    const digests = erasedDigest === undefined ? worked : { ...worked, person: erasedDigest };
    const withoutKey = GROUPS.filter((group) =>
      group === 'person' ? person === undefined && erasedDigest === undefined : ours === undefined,
    );
    salted.push({
      fact: written,
      salts,
      digests,
      commitment: commitment(sha256, written, digests),
      withoutKey,
    });
  }
  return salted;
}

/** The keys of persons, and of the consortium; those that nobody had yet are made where they are for new facts. */
async function keysOf(
  { records, salts }: RecordStores,
  consortiumId: number,
  facts: readonly NamedFact[],
  isNew: boolean,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const personIds = [...new Set([OF_NOBODY, ...facts.map(({ fact }) => fact.personId)])];
  const found = await salts.keys(consortiumId, personIds);
  const missing = isNew ? personIds.filter((id) => !found.has(id)) : [];
  if (missing.length === 0) return found;
  const lost = await records.withLeaves(consortiumId, missing);
  if (lost.length > 0)
    throw keysMissing(lost.includes(OF_NOBODY) ? 'that of the consortium' : `of ${lost.length} persons`);
  return salts.keys(consortiumId, personIds, () => randomBytes(32));
}

/** Keys of the record that are not there any more. */
export function keysMissing(whose: string): EnvironmentFailure {
  return new EnvironmentFailure(
    'keys_missing',
    `Keys of the shared record are missing (${whose}): no leaf is added and nothing is signed.`,
    'Bring them back with `poolbook restore --keys FILE`, from a backup of keys that was taken after that of the facts.',
  );
}

/** The same of leaves that are there. Fails with `keys_missing` where a key of one was lost: what it held cannot be shown any more. */
export async function saltLeaves(
  stores: RecordStores,
  log: Log,
  leaves: readonly NamedFact[],
): Promise<SaltedFact[]> {
  const salted = await saltFacts(stores, log, leaves, false);
  const lost = salted.find(({ withoutKey }) => withoutKey.length > 0);
  if (lost !== undefined) throw keysMissing(`of ${lost.fact.kind} ${lost.fact.id}`);
  return salted;
}

/** A fact as it is stored, by its name. */
export interface NamedFact extends WaitingFact {
  /** What is left of the person's group where the person was forgotten. */
  readonly erasedDigest?: Uint8Array | undefined;
}

/** A leaf whose fact is there. */
export type LeafOfFact = StoredLeaf & { readonly fact: StoredFact };

/** Those of some leaves whose facts are there. */
export function withFacts(leaves: readonly StoredLeaf[]): LeafOfFact[] {
  return leaves.filter((leaf): leaf is LeafOfFact => leaf.fact !== undefined);
}

/** So many facts are committed to before others have their turn: some milliseconds. */
const AT_ONCE = 256;

/**
 * The commitments to facts, one after another, in their order; the quick way to what `saltFacts` gives. It lets others have
 * their turn in between, so that what comes from the store next is asked for while these are hashed.
 */
export async function commitFacts(
  stores: RecordStores,
  log: Log,
  facts: readonly NamedFact[],
  isNew: boolean,
): Promise<Uint8Array> {
  const keys = await keysOf(stores, log.consortiumId, facts, isNew);
  const pads = new Map([...keys].map(([id, key]) => [id, padsOf(key)]));
  const gone = padsOf(NO_KEY);
  const others = pads.get(OF_NOBODY) ?? gone;
  const commitments = new Uint8Array(facts.length * HASH_BYTES);
  for (const [at, { name, fact, erasedDigest }] of facts.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await setImmediate();
    const groups = name.kind === CLOSE ? await withBalances(stores, log, name, fact, isNew) : fact;
    const person = fact.personId === OF_NOBODY ? others : (pads.get(fact.personId) ?? gone);
    const { origin } = log;
    writeCommitment(
      commitments,
      at * HASH_BYTES,
      origin,
      factName(name),
      groups,
      { person, others },
      erasedDigest,
    );
  }
  return commitments;
}

const CLOSE = 'period-close';

/** What stands for a key that is gone: nothing comes out as it was. */
const NO_KEY = new Uint8Array(HASH_BYTES);

/** A close commits to every balance at its end: to how many there are, and to the root of the tree of their leaves. */
async function withBalances(
  stores: RecordStores,
  log: Log,
  { kind, factKey }: LeafName,
  { money, person, rest }: StoredFact,
  isNew: boolean,
): Promise<ByGroup<string>> {
  if (kind !== CLOSE) return { money, person, rest };
  const [month] = JSON.parse(factKey) as [string];
  const names = await stores.records.balanceNames(log.consortiumId, month);
  const balances = await stores.records.facts(log.consortiumId, names);
  const salted = await saltFacts(
    stores,
    log,
    names.map((name, at) => ({ name, fact: balances[at]! })),
    isNew,
  );
  const leaves = salted.map(({ commitment }) => leafHash(sha256, commitment));
  const root =
    leaves.length === 0
      ? ''
      : rangeHash(sha256, subtreesOver(sha256, leaves), { from: 0, to: leaves.length }).toBase64();
  return { money, person, rest: `{"balances":{"count":"${names.length}","root":"${root}"},${rest.slice(1)}` };
}

/** The digest of what a leaf holds of a person, to be kept when the key goes. */
export function personDigest({ fact, salts }: SaltedFact): Uint8Array {
  return groupDigest(sha256, salts.person, fact.person);
}
