import { randomBytes } from 'node:crypto';
import {
  type ByGroup,
  commitment,
  type Fact,
  type FactName,
  groupDigest,
  groupDigests,
  saltsOf,
} from '../../core/record/fact.ts';
import { leafHash } from '../../core/record/hashes.ts';
import { rangeHash, subtreesOver } from '../../core/record/tree.ts';
import type { LeafName, StoredFact } from '../ports/record.ts';
import type { Stores } from '../ports/stores.ts';
import { hmacSha256, sha256 } from './hashing.ts';

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
}

/** The key under which everything of nobody in particular is salted. */
const OF_NOBODY = 0;

/** How a fact is called in the record: its numbers, or the JSON array of its key. */
export function factName({ kind, factId, version, revision, factKey }: LeafName): FactName {
  return { kind, id: factKey === '' ? `${factId}.${version}.${revision}` : factKey };
}

/** How a fact of the record is found in the store; an id that is neither of the two forms finds nothing. */
export function leafName({ kind, id }: FactName): LeafName {
  const numbers = /^(\d{1,15})\.(\d{1,9})\.(\d{1,4})$/.exec(id)?.slice(1).map(Number);
  if (numbers === undefined) return { kind, factId: 0, version: 1, revision: 1, factKey: id };
  const [factId = 0, version = 0, revision = 0] = numbers;
  return { kind, factId, version, revision, factKey: '' };
}

/**
 * Facts with their salts, digests and commitments, in their order. Keys that are missing are made where `isNew`: of a leaf
 * that is there already a missing key is that of a person who was forgotten, whose digest is given.
 */
export async function saltFacts(
  stores: RecordStores,
  { consortiumId, origin }: Log,
  facts: readonly {
    readonly name: LeafName;
    readonly fact: StoredFact;
    readonly erasedDigest?: Uint8Array | undefined;
  }[],
  isNew: boolean,
): Promise<SaltedFact[]> {
  const personIds = new Set([OF_NOBODY, ...facts.map(({ fact }) => fact.personId)]);
  const keys = await stores.salts.keys(
    consortiumId,
    [...personIds],
    isNew ? () => randomBytes(32) : undefined,
  );
  const ours = keys.get(OF_NOBODY) ?? NO_KEY;
  const salted: SaltedFact[] = [];
  for (const { name, fact, erasedDigest } of facts) {
    const written: Fact = {
      ...factName(name),
      ...(await withBalances(stores, { consortiumId, origin }, name, fact)),
    };
    const person = keys.get(fact.personId) ?? NO_KEY;
    const salts = saltsOf(hmacSha256, { money: ours, person, rest: ours }, origin, written);
    const worked = groupDigests(sha256, written, salts);
    const digests = erasedDigest === undefined ? worked : { ...worked, person: erasedDigest };
    salted.push({ fact: written, salts, digests, commitment: commitment(sha256, written, digests) });
  }
  return salted;
}

/** What stands for a key that is gone: nothing comes out as it was. */
const NO_KEY = new Uint8Array(32);

/** A close commits to every balance at its end: to how many there are, and to the root of the tree of their leaves. */
async function withBalances(
  stores: RecordStores,
  log: Log,
  { kind, factKey }: LeafName,
  { money, person, rest }: StoredFact,
): Promise<ByGroup<string>> {
  if (kind !== 'period-close') return { money, person, rest };
  const [month] = JSON.parse(factKey) as [string];
  const names = await stores.records.balanceNames(log.consortiumId, month);
  const balances = await stores.records.facts(log.consortiumId, names);
  const salted = await saltFacts(
    stores,
    log,
    names.map((name, at) => ({ name, fact: balances[at]! })),
    true,
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
