/**
 * Who has signed a note. What has to be checked is handed out as values, and what came of it is taken back: a server
 * checks signatures at once, a page asks its browser and waits, and the rules are the same functions for both.
 */
import { type Refusal, refuse } from '../refusal.ts';
import { joined, utf8Of } from './bytes.ts';
import type { NoteKey } from './key.ts';
import type { Note, NoteSignature } from './note.ts';
import { SIGNATURE_TYPES, type SignatureType } from './signature-types.ts';

/** Whether a signature of a public key holds over a message. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** A signature that has to hold, or the note is refused. */
export interface SignatureCheck {
  readonly key: NoteKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** When it was made, in seconds since 1970, where its type says so. */
  readonly seconds?: number;
}

const TIME_BYTES = 8;

/**
 * The signatures of known keys that have to be checked, in the order of the note. Those of unknown keys are passed over,
 * as anybody can add one. Refuses a note that no known key has signed, or one of them twice.
 */
export function signatureChecks(
  { text, signatures }: Note,
  keys: readonly NoteKey[],
  path = 'note',
): SignatureCheck[] | Refusal {
  const checks: SignatureCheck[] = [];
  for (const [at, line] of signatures.entries()) {
    const key = keys.find(({ name, keyId }) => name === line.name && keyId === line.keyId);
    if (key === undefined) continue;
    const where = `${path}.signatures[${at}]`;
    if (checks.some((earlier) => earlier.key === key))
      return refuse('duplicate_signature', where, 'one signature of each key', key.name);
    const type = typeOf(key);
    const timeBytes = type.isTimed ? TIME_BYTES : 0;
    if (line.content.length !== timeBytes + type.signatureBytes)
      return refuse('bad_signature', where, `${timeBytes + type.signatureBytes} bytes`, line.content.length);
    const seconds = type.isTimed ? readSeconds(line.content) : undefined;
    if (seconds !== undefined && !Number.isSafeInteger(seconds))
      return refuse('out_of_range', where, 'a time of at most 2^53 - 1 seconds', seconds);
    const message = messageToSign(key, text, seconds);
    checks.push({ key, message, signature: line.content.slice(timeBytes), ...(type.isTimed && { seconds }) });
  }
  if (checks.length > 0) return checks;
  return refuse(
    'not_signed',
    path,
    'a signature of a known key',
    signatures.map(({ name }) => name),
  );
}

/** Refuses a note of which a known key's signature does not hold: `holds` has an answer for each check. */
export function refuseBadSignature(
  checks: readonly SignatureCheck[],
  holds: readonly boolean[],
  path = 'note',
): Refusal | undefined {
  const bad = checks.find((_, at) => holds[at] !== true);
  if (bad === undefined) return undefined;
  return refuse('bad_signature', path, `a signature of ${bad.key.name} that holds`, bad.signature.toBase64());
}

/** Who of the known keys has signed a note, where signatures can be checked at once. */
export function verifyNote(note: Note, keys: readonly NoteKey[], verify: Verify): SignatureCheck[] | Refusal {
  const checks = signatureChecks(note, keys);
  return Array.isArray(checks) ? (refuseBadSignature(checks, holding(checks, verify)) ?? checks) : checks;
}

/** The answers to checks, where they can be had at once. */
export function holding(checks: readonly SignatureCheck[], verify: Verify): boolean[] {
  return checks.map(({ key, message, signature }) => verify(key.publicKey, message, signature));
}

/** What a key signs of a note's text; `seconds` is the time for a type that has one. */
export function messageToSign(key: NoteKey, text: string, seconds = 0): Uint8Array {
  return utf8Of(typeOf(key).message(text, seconds));
}

/** The line of a signature that was made over `messageToSign` at that time. */
export function signatureLine(key: NoteKey, signature: Uint8Array, seconds = 0): NoteSignature {
  const content = typeOf(key).isTimed ? joined(writeSeconds(seconds), signature) : signature;
  return { name: key.name, keyId: key.keyId, content };
}

function typeOf({ type }: NoteKey): SignatureType {
  const known = SIGNATURE_TYPES[type];
  if (known === undefined) throw new Error(`no type of signature ${type}`);
  return known;
}

/** Eight bytes, the highest first. Beyond 2^53 it is not exact, and is refused. */
function readSeconds(content: Uint8Array): number {
  const view = new DataView(content.buffer, content.byteOffset);
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4);
}

function writeSeconds(seconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds));
  return bytes;
}
