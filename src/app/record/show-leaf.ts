import type { JsonObject } from '../../core/record/canonical-json.ts';
import { GROUPS, type Group, type ShownFact, type ShownGroup } from '../../core/record/fact.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { StoredFact, StoredLeaf } from '../ports/record.ts';
import type { Stores } from '../ports/stores.ts';
import type { Viewer } from '../viewer.ts';
import { checkpointOf } from './checkpoint.ts';
import { factName, leafName, saltLeaves } from './commit-facts.ts';
import { finalCheckpoint } from './finality.ts';
import { leftOf, type Proof, proveFact, shownFact } from './prove.ts';
import { groupsShownTo } from './readers.ts';

/** Which leaf is asked for: by its place, or by the fact that it is of. */
export interface LeafQuestion {
  readonly index?: number | undefined;
  readonly kind?: string | undefined;
  readonly id?: string | undefined;
}

/** Who asks: the stores as the viewer may read them, and as the program may. */
export interface LeafReader {
  readonly viewer: Viewer;
  readonly stores: Stores;
  readonly operator: Stores;
}

interface SeenLeaf {
  readonly leaf: StoredLeaf;
  readonly groups: readonly Group[];
}

/**
 * A leaf, as far as the viewer may see its fact: a group is shown where its role may be shown it and what it reads of it is
 * all of it; of the others there is the digest. Refused: `missing_field`, and `not_found` for a leaf that is not there or whose fact is
 * not for the viewer: which of the two is not told.
 */
async function findLeaf(
  { viewer, stores, operator }: LeafReader,
  consortiumId: number,
  question: LeafQuestion,
): Promise<SeenLeaf | Refusal> {
  const { index, kind, id } = question;
  if (index === undefined && (kind === undefined || id === undefined))
    return refuse('missing_field', 'index', 'an index, or kind and id', undefined);
  const place = index ?? (await operator.records.indexOf(consortiumId, leafName({ kind: kind!, id: id! })));
  const [leaf] = place === undefined ? [] : await operator.records.leaves(consortiumId, place, 1);
  const may = leaf === undefined ? [] : groupsShownTo(viewer, leaf.name);
  const [own] = may.length === 0 ? [] : await stores.records.leaves(consortiumId, place!, 1);
  if (leaf?.fact === undefined || own?.fact === undefined)
    return refuse('not_found', index === undefined ? 'id' : 'index', 'a leaf that is for you', index ?? id);
  const groups = may.filter((group) => isWhole(group, own.fact!, leaf.fact!));
  return { leaf, groups: leftOf(leaf, groups) };
}

const isWhole = (group: Group, own: StoredFact, all: StoredFact) => own[group] === all[group];

/** How far a leaf has come: it waits for a checkpoint, is signed by the log, or final by the witnesses' word. */
type LeafState = 'waiting' | 'signed' | 'final';

/** A leaf with its fact, for who asks. */
export async function showLeaf(reader: LeafReader, consortiumId: number, question: LeafQuestion) {
  const found = await findLeaf(reader, consortiumId, question);
  if (isRefusal(found)) return found;
  const { leaf, groups } = found;
  const { operator } = reader;
  const head = await operator.records.head(consortiumId);
  const log = { consortiumId, origin: head!.origin };
  const [salted] = await saltLeaves(operator, log, [{ ...leaf, fact: leaf.fact! }]);
  const fact = shownFact(salted!, groups);
  const state = await stateOf(reader, consortiumId, leaf.index);
  return { leaf: leaf.index, state, commitment: leaf.commitment.toBase64(), fact: documentOf(fact) };
}

async function stateOf({ operator }: LeafReader, consortiumId: number, index: number): Promise<LeafState> {
  const final = await finalCheckpoint(operator, consortiumId);
  if (final !== undefined && index < final.checkpoint.size) return 'final';
  const last = await operator.records.lastCheckpoint(consortiumId);
  return last !== undefined && index < checkpointOf(last).size ? 'signed' : 'waiting';
}

function documentOf({ kind, id, ...groups }: ShownFact) {
  const written = Object.fromEntries(GROUPS.map((group) => [group, groupDocument(groups[group])]));
  return { kind, id, ...(written as Record<Group, ReturnType<typeof groupDocument>>) };
}

function groupDocument(group: ShownGroup) {
  const digest = group.digest?.toBase64();
  if (!('fields' in group)) return { digest: digest! };
  const fields = JSON.parse(group.fields) as JsonObject;
  return { ...(digest !== undefined && { digest }), salt: group.salt.toBase64(), fields };
}

/** The proof of a leaf's fact, showing what the viewer may see of it, or of that what it asks for. Refused as `showLeaf`, and `not_allowed`. */
export async function proveLeaf(
  reader: LeafReader,
  consortiumId: number,
  question: LeafQuestion,
  wanted: readonly Group[] | undefined,
): Promise<Proof | Refusal> {
  const found = await findLeaf(reader, consortiumId, question);
  if (isRefusal(found)) return found;
  const { leaf, groups } = found;
  const beyond = wanted?.find((group) => !groups.includes(group));
  if (beyond !== undefined) return refuse('not_allowed', 'shown', groups.join(', ') || 'none', beyond);
  return proveFact(reader.operator, consortiumId, factName(leaf.name), wanted ?? groups);
}
