import { sameBytes } from '../../core/record/bytes.ts';
import type { Group } from '../../core/record/fact.ts';
import { hashesOf } from '../../core/record/tiles.ts';
import { type Finding, type Place, tampered, unproved } from '../../core/record/verdict.ts';
import { refuse } from '../../core/refusal.ts';
import type { StoredLeaf } from '../ports/record.ts';
import {
  commitFacts,
  factName,
  type LeafOfFact,
  type Log,
  OF_NOBODY,
  type RecordStores,
  saltFacts,
  withFacts,
} from './commit-facts.ts';

/** What came of holding some leaves to their facts. */
export interface HeldLeaves {
  /** Where leaves are not what their facts come to, in order. */
  readonly findings: readonly Finding[];
  readonly erased: number;
  /** Leaves that cannot be worked out as a key is lost, and the first of them. */
  readonly withoutKeys: number;
  readonly lost: Finding | undefined;
}

/** Holds leaves, which should be so many from an index on, to the rows of their facts. */
export async function holdLeaves(
  stores: RecordStores,
  log: Log,
  { from, count }: { readonly from: number; readonly count: number },
  leaves: readonly StoredLeaf[],
): Promise<HeldLeaves> {
  const findings: Finding[] = [];
  const jump = leaves.findIndex(({ index }, at) => index !== from + at);
  const gap = jump >= 0 ? jump : leaves.length;
  if (gap < count) {
    const leaf = from + gap;
    const next = leaves[gap] === undefined ? 'none' : `leaf ${leaves[gap].index}`;
    findings.push(tampered(refuse('not_recorded', 'leaf', 'a leaf at each place', next), { leaf }));
  }
  for (const leaf of leaves)
    if (leaf.fact === undefined)
      findings.push(tampered(refuse('not_recorded', 'fact', 'the rows of the fact', 'none'), placeOf(leaf)));
  let differing = await differingLeaves(stores, log, withFacts(leaves));
  if (differing.length > 0) {
    // Who was forgotten since they were read has left a digest, and no key.
    const now = withFacts(await stores.records.leaves(log.consortiumId, from, count));
    const forgotten = now.filter(({ erasedDigest }) => erasedDigest !== undefined);
    const still = await differingLeaves(stores, log, forgotten);
    const sound = new Set(forgotten.map(({ index }) => index));
    for (const { leaf } of still) sound.delete(leaf.index);
    differing = differing.filter(({ leaf }) => !sound.has(leaf.index));
  }
  const lostGroups = await groupsWithoutKeys(
    stores,
    log,
    differing.map(({ leaf }) => leaf),
  );
  let withoutKeys = 0;
  let lost: Finding | undefined;
  for (const [at, { leaf, actual }] of differing.entries()) {
    const groups = lostGroups[at]!;
    if (groups.length > 0) {
      withoutKeys += 1;
      const refusal = refuse('keys_missing', groups.join(', '), 'the keys of all leaves', 'none of this one');
      lost ??= unproved(refusal, { ...placeOf(leaf), group: groups[0]! });
      continue;
    }
    const expected = `what was committed to, ${leaf.commitment.toBase64()}`;
    findings.push(tampered(refuse('proof_fails', 'commitment', expected, actual), placeOf(leaf)));
  }
  return {
    findings: findings.sort((one, other) => one.place!.leaf - other.place!.leaf),
    erased: leaves.filter(({ erasedDigest }) => erasedDigest !== undefined).length,
    ...{ withoutKeys, lost },
  };
}

/** Leaves that are not what their facts come to, and what these come to. */
async function differingLeaves(
  stores: RecordStores,
  log: Log,
  leaves: readonly LeafOfFact[],
): Promise<{ readonly leaf: LeafOfFact; readonly actual: string }[]> {
  const worked = hashesOf(await commitFacts(stores, log, leaves, false));
  return leaves.flatMap((leaf, at) =>
    sameBytes(worked[at]!, leaf.commitment) ? [] : [{ leaf, actual: worked[at]!.toBase64() }],
  );
}

/**
 * The groups of leaves whose keys were lost. Under the key of somebody of whom there is no leaf nothing was ever committed:
 * then the leaf's fact was given to another person.
 */
async function groupsWithoutKeys(
  stores: RecordStores,
  log: Log,
  leaves: readonly LeafOfFact[],
): Promise<(readonly Group[])[]> {
  if (leaves.length === 0) return [];
  const ids = [...new Set([OF_NOBODY, ...leaves.map(({ fact }) => fact.personId)])];
  const lost = new Set(await stores.records.withLeaves(log.consortiumId, ids));
  const salted = await saltFacts(stores, log, leaves, false);
  return salted.map(({ withoutKey }, at) =>
    withoutKey.filter((group) => lost.has(group === 'person' ? leaves[at]!.fact.personId : OF_NOBODY)),
  );
}

function placeOf({ index, name }: StoredLeaf): Place {
  return { leaf: index, ...factName(name) };
}
