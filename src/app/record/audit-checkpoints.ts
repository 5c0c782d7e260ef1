import { type Checkpoint, readCheckpoint } from '../../core/record/checkpoint.ts';
import { type NoteKey, readKey } from '../../core/record/key.ts';
import { readNote } from '../../core/record/note.ts';
import { readPolicy } from '../../core/record/policy.ts';
import { verifyNote } from '../../core/record/signatures.ts';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { sha256, verifyEd25519 } from '../../witness/ed25519.ts';
import type { SignedCheckpoint, WitnessLine } from '../ports/record.ts';
import type { RecordStores } from './commit-facts.ts';

/** The checkpoints of a log that are kept, by their sizes, and what is wrong with any of them. */
export interface HeldCheckpoints {
  readonly bySize: ReadonlyMap<number, Checkpoint>;
  readonly last: Checkpoint | undefined;
  readonly refusals: readonly Refusal[];
}

/**
 * Holds every checkpoint that is kept, and every line of a witness below one, to the keys of the log and to those of the
 * witnesses of any policy that was announced: keys that were retired since have signed what they have signed.
 */
export async function holdCheckpoints(
  { records }: RecordStores,
  consortiumId: number,
  origin: string,
): Promise<HeldCheckpoints> {
  const logKeys = keysIn((await records.keys(consortiumId)).map(({ verifierKey }) => verifierKey));
  const witnessKeys = (await records.policies(consortiumId)).flatMap((content) => {
    const policy = readPolicy(sha256, content);
    return isRefusal(policy) ? [] : policy.witnesses.map(({ key }) => key);
  });
  const bySize = new Map<number, Checkpoint>();
  const notes = new Map<number, string>();
  const refusals: Refusal[] = [];
  for (const signed of await records.checkpoints(consortiumId)) {
    notes.set(signed.size, signed.note);
    const held = holdCheckpoint(signed, origin, logKeys);
    if (isRefusal(held)) refusals.push(within(`checkpoint ${signed.size}`, held));
    else bySize.set(signed.size, held);
  }
  for (const line of await records.allCosignatures(consortiumId)) {
    const refusal = refuseLine(line, notes.get(line.size), witnessKeys);
    if (refusal !== undefined) refusals.push(within(`checkpoint ${line.size}`, refusal));
  }
  const size = Math.max(0, ...notes.keys());
  return { bySize, last: bySize.get(size), refusals };
}

function keysIn(texts: readonly string[]): NoteKey[] {
  return texts.flatMap((text) => {
    const key = readKey(sha256, text);
    return isRefusal(key) ? [] : [key];
  });
}

function holdCheckpoint(
  { size, note: text }: SignedCheckpoint,
  origin: string,
  logKeys: readonly NoteKey[],
): Checkpoint | Refusal {
  const note = readNote(text);
  if (isRefusal(note)) return note;
  const checks = verifyNote(note, logKeys, verifyEd25519);
  if (isRefusal(checks)) return checks;
  if (checks.length < note.signatures.length)
    return refuse(
      'bad_signature',
      'note',
      'signatures of the keys of the log alone',
      `${note.signatures.length - checks.length} of others`,
    );
  const checkpoint = readCheckpoint(note.text);
  if (isRefusal(checkpoint)) return checkpoint;
  if (checkpoint.origin !== origin)
    return refuse('inconsistent', 'origin', `a checkpoint of ${origin}`, checkpoint.origin);
  return checkpoint.size === size
    ? checkpoint
    : refuse('inconsistent', 'size', `the size ${size}`, checkpoint.size);
}

function refuseLine(
  { keyName, line, seconds }: WitnessLine,
  note: string | undefined,
  keys: readonly NoteKey[],
): Refusal | undefined {
  const path = `witness ${keyName}`;
  if (note === undefined) return refuse('inconsistent', path, 'a checkpoint that it has signed', 'none');
  const signed = readNote(note + line, path);
  if (isRefusal(signed)) return signed;
  const added = signed.signatures.at(-1)!;
  const checks = verifyNote({ text: signed.text, signatures: [added] }, keys, verifyEd25519);
  if (isRefusal(checks)) return within(path, checks);
  const [check] = checks;
  const isSame = added.name === keyName && check!.seconds === seconds && line.split('\n').length === 2;
  return isSame
    ? undefined
    : refuse('inconsistent', path, `one line of it, of ${check!.seconds}`, `${added.name}, ${seconds}`);
}
