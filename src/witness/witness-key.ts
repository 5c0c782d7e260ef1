/**
 * A witness's own key with its name. It is one line of a file, as the tools of signed notes write it:
 * `PRIVATE+KEY+name+number+base64` of the type and the secret. Another name would be another witness with the same
 * secret, which cosignatures cannot tell apart: so the name stands with the secret, and stays.
 */
import { type KeyObject, randomBytes } from 'node:crypto';
import { readBase64 } from '../core/record/base64.ts';
import { joined } from '../core/record/bytes.ts';
import { makeKey, type NoteKey, writeKeyId } from '../core/record/key.ts';
import type { Note, NoteSignature } from '../core/record/note.ts';
import { COSIGNATURE } from '../core/record/signature-types.ts';
import { messageToSign, signatureLine } from '../core/record/signatures.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { readIfThere, unreadable, writeDurably } from './durable-file.ts';
import { publicKeyOf, SEED_BYTES, secretOf, sha256, signEd25519 } from './ed25519.ts';

export interface WitnessKey {
  readonly key: NoteKey;
  readonly secret: KeyObject;
}

const PREFIX = 'PRIVATE+KEY+';

/**
 * The key of the file, which is made where there is none, under the name given. Refused: a name that is none
 * (`malformed_key`) or not the one that the witness has (`inconsistent`). Fails with `file_unreadable`.
 */
export async function readOrMakeKey(
  path: string,
  name: string | undefined,
  usualName: string,
): Promise<WitnessKey | Refusal> {
  const found = await readIfThere(path);
  if (found === undefined) return makeAndKeep(path, name ?? usualName);
  const own = readWitnessKey(found);
  if (isRefusal(own))
    throw unreadable(path, `it holds no key of a witness`, 'Put back the file as it was first made.');
  if (name === undefined || name === own.key.name) return own;
  return refuse('inconsistent', '--name', `the name of this home’s witness, ${own.key.name}`, name);
}

async function makeAndKeep(path: string, name: string): Promise<WitnessKey | Refusal> {
  const seed = new Uint8Array(randomBytes(SEED_BYTES));
  const own = keyOf(name, seed);
  if (isRefusal(own)) return { ...own, path: '--name' };
  const bytes = joined(Uint8Array.of(COSIGNATURE), seed);
  await writeDurably(path, `${PREFIX}${name}+${writeKeyId(own.key.keyId)}+${bytes.toBase64()}\n`);
  return own;
}

function readWitnessKey(text: string): WitnessKey | Refusal {
  const malformed = refuse('malformed_key', 'key', `${PREFIX}name+number+base64`, 'something else');
  const [, name, number, base64] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.*)\n$/.exec(text) ?? [];
  const bytes = readBase64(base64 ?? '', 'key');
  if (isRefusal(bytes) || bytes[0] !== COSIGNATURE || bytes.length !== 1 + SEED_BYTES) return malformed;
  const own = keyOf(name!, bytes.slice(1));
  return isRefusal(own) || writeKeyId(own.key.keyId) !== number ? malformed : own;
}

function keyOf(name: string, seed: Uint8Array): WitnessKey | Refusal {
  const secret = secretOf(seed);
  const key = makeKey(sha256, name, COSIGNATURE, publicKeyOf(secret));
  return isRefusal(key) ? key : { key, secret };
}

/** A witness's signature of a checkpoint at a time, in seconds since 1970. */
export function cosign({ key, secret }: WitnessKey, { text }: Note, seconds: number): NoteSignature {
  return signatureLine(key, signEd25519(secret, messageToSign(key, text, seconds)), seconds);
}
