import { writeBundleHead, writeBundleLeaf } from '../../core/record/bundle.ts';
import { GROUPS, type Group } from '../../core/record/fact.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { checkpointOf, withWitnesses } from './checkpoint.ts';
import { type RecordStores, saltFacts, withFacts } from './commit-facts.ts';
import { finalCheckpoint } from './finality.ts';
import { policyText } from './policy.ts';
import { leftOf, shownFact } from './prove.ts';

const LEAVES_AT_ONCE = 2048;

/** Who a bundle is for: which groups of all facts it shows. */
export interface BundleQuestion {
  readonly shown?: readonly Group[];
  /** Facts of these kinds alone are shown; of the others there is the commitment. */
  readonly kinds?: readonly string[] | undefined;
}

/**
 * All of the record up to its last checkpoint as the lines of a bundle, by which anybody verifies it offline; a few thousand
 * at a time, as the record may be long. Of a fact whose key was lost there is the commitment alone. Refused: `not_recorded` where nothing was signed yet.
 */
export async function exportBundle(
  stores: RecordStores,
  consortiumId: number,
  { shown = GROUPS, kinds }: BundleQuestion = {},
): Promise<{ readonly leaves: number; readonly lines: AsyncIterable<string> } | Refusal> {
  const { records } = stores;
  const head = await records.head(consortiumId);
  const checkpoint =
    (await finalCheckpoint(stores, consortiumId))?.checkpoint ?? (await records.lastCheckpoint(consortiumId));
  if (head === undefined || checkpoint === undefined)
    return refuse('not_recorded', 'checkpoint', 'a signed checkpoint', 'none yet');
  const { size } = checkpointOf(checkpoint);
  const log = { consortiumId, origin: head.origin };
  async function* lines(): AsyncGenerator<string> {
    yield writeBundleHead({
      origin: log.origin,
      policy: await policyText(stores, consortiumId),
      checkpoint: await withWitnesses(records, consortiumId, checkpoint!),
    });
    for (let from = 0; from < size; from += LEAVES_AT_ONCE) {
      const leaves = await records.leaves(consortiumId, from, Math.min(LEAVES_AT_ONCE, size - from));
      const there = withFacts(leaves);
      const salted = await saltFacts(stores, log, there, false);
      const shownOf = new Map(
        there.flatMap((leaf, at) => {
          const { withoutKey } = salted[at]!;
          if (withoutKey.length > 0) return [];
          return [[leaf.index, shownFact(salted[at]!, leftOf(leaf, shown))] as const];
        }),
      );
      yield leaves
        .map(({ index, name, commitment }) => {
          const fact = kinds === undefined || kinds.includes(name.kind) ? shownOf.get(index) : undefined;
          return writeBundleLeaf({ commitment, ...(fact && { fact }) });
        })
        .join('');
    }
  }
  return { leaves: size, lines: lines() };
}
