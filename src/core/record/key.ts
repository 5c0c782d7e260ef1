/** Keys by which notes are checked, as they are handed on: `name+number+base64` (C2SP signed-note, verifier keys). */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readBase64 } from './base64.ts';
import { joined, sameBytes, utf8Of } from './bytes.ts';
import type { Hash } from './hashes.ts';
import { SIGNATURE_TYPES } from './signature-types.ts';

/** A public key under a name. The number is short: it says which key is meant, and proves nothing. */
export interface NoteKey {
  readonly name: string;
  readonly keyId: number;
  /** The byte of a type in `SIGNATURE_TYPES`. */
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** A name is not empty and has neither a space of any kind nor a plus sign. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name);
}

/** A key with the number that its name, type and bytes come to. */
export function makeKey(hash: Hash, name: string, type: number, publicKey: Uint8Array): NoteKey | Refusal {
  if (!isKeyName(name)) return refuse('malformed_key', 'name', 'a name without spaces and plus signs', name);
  const known = SIGNATURE_TYPES[type];
  if (known === undefined)
    return refuse(
      'malformed_key',
      'type',
      `a type of signature: ${Object.keys(SIGNATURE_TYPES).join(', ')}`,
      type,
    );
  if (publicKey.length !== known.publicKeyBytes)
    return refuse('malformed_key', 'publicKey', `${known.publicKeyBytes} bytes`, publicKey.length);
  const digest = hash(joined(utf8Of(`${name}\n`), Uint8Array.of(type), publicKey));
  return { name, keyId: new DataView(digest.buffer, digest.byteOffset).getUint32(0), type, publicKey };
}

/** Reads a key, and refuses one whose number is not that of its bytes: somebody mistyped the one or the other. */
export function readKey(hash: Hash, text: string, path = 'key'): NoteKey | Refusal {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([^+].*)$/.exec(text);
  if (match === null) return refuse('malformed_key', path, 'a key as name+number+base64', text);
  const [, name, number, base64] = match as unknown as [string, string, string, string];
  const bytes = readBase64(base64, path);
  if (isRefusal(bytes)) return bytes;
  const key = makeKey(hash, name, bytes[0] ?? 0, bytes.slice(1));
  if (isRefusal(key)) return { ...key, path: `${path}.${key.path}` };
  if (number === writeKeyId(key.keyId)) return key;
  return refuse('malformed_key', path, `the number ${writeKeyId(key.keyId)} of this key`, number);
}

/** Writes a key as it was read. */
export function writeKey({ name, keyId, type, publicKey }: NoteKey): string {
  return `${name}+${writeKeyId(keyId)}+${joined(Uint8Array.of(type), publicKey).toBase64()}`;
}

/** The number of a key in eight hexadecimal digits. */
export function writeKeyId(keyId: number): string {
  return keyId.toString(16).padStart(8, '0');
}

/** True where two are the same key for the same type of signature, whatever their names. */
export function isSameKey(one: NoteKey, other: NoteKey): boolean {
  return one.type === other.type && sameBytes(one.publicKey, other.publicKey);
}
