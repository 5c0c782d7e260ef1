import { hash } from 'node:crypto';
import type { ByGroup, FactName } from '../../core/record/fact.ts';
import { HASH_BYTES } from '../../core/record/hashes.ts';

/**
 * Commitments as `core/record/fact.ts` makes them, for a million facts in a row: each message is put together in one buffer
 * that is used again, by the platform's own encoder, and the two hashes of an HMAC (RFC 2104) are taken from there.
 * tests/record/commitments.test.ts holds the two to each other.
 */

const BLOCK_BYTES = 64;
/** The longest text that may follow in the buffer without growing it. */
const FIRST_BYTES = 1 << 16;

/** What HMAC takes before the message, and before the hash of it: made once for a key. */
export interface KeyPads {
  readonly inner: Uint8Array;
  readonly outer: Uint8Array;
}

/** The pads of a key of at most 64 bytes. */
export function padsOf(key: Uint8Array): KeyPads {
  const [inner, outer] = [new Uint8Array(BLOCK_BYTES).fill(0x36), new Uint8Array(BLOCK_BYTES).fill(0x5c)];
  for (const [at, byte] of key.entries()) {
    inner[at]! ^= byte;
    outer[at]! ^= byte;
  }
  return { inner, outer };
}

let buffer = Buffer.allocUnsafe(FIRST_BYTES);

/** Makes room for a text of so many UTF-16 units behind a place. */
function reserve(at: number, units: number): void {
  if (at + 3 * units <= buffer.length) return;
  const larger = Buffer.allocUnsafe(2 * (at + 3 * units));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function writeText(at: number, text: string): number {
  reserve(at, text.length);
  return at + buffer.write(text, at, 'utf8');
}

/** Hashes the first bytes of the buffer. The hash comes as a text of bytes: that is far quicker than new memory for it. */
const hashOf = (length: number) => hash('sha256', buffer.subarray(0, length), 'latin1');

/** The salt of a group, as a text of bytes. */
function salt({ inner, outer }: KeyPads, name: string, group: string): string {
  buffer.set(inner, 0);
  const inside = hashOf(writeText(writeText(BLOCK_BYTES, name), group));
  buffer.set(outer, 0);
  buffer.write(inside, BLOCK_BYTES, HASH_BYTES, 'latin1');
  return hashOf(BLOCK_BYTES + HASH_BYTES);
}

function digest(pads: KeyPads, name: string, group: string, fields: string): string {
  const hidden = salt(pads, name, group);
  buffer.write(hidden, 0, HASH_BYTES, 'latin1');
  return hashOf(writeText(HASH_BYTES, fields));
}

/** The keys of a fact, as pads: that of the person's group, and that of the others. */
export interface FactPads {
  readonly person: KeyPads;
  readonly others: KeyPads;
}

/**
 * Writes the commitment to a fact at a place of `into`. `erasedDigest` takes the place of what the person's group comes to
 * where the person was forgotten.
 */
export function writeCommitment(
  into: Uint8Array,
  at: number,
  origin: string,
  { kind, id }: FactName,
  { money, person, rest }: ByGroup<string>,
  pads: FactPads,
  erasedDigest?: Uint8Array,
): void {
  const name = `${origin}\n${kind}\n${id}\n`;
  const ofMoney = digest(pads.others, name, 'money', money);
  const ofPerson = erasedDigest === undefined ? digest(pads.person, name, 'person', person) : undefined;
  const ofRest = digest(pads.others, name, 'rest', rest);
  const from = writeText(0, `poolbook-fact@v1\n${kind}\n${id}\n`);
  reserve(from, 3 * HASH_BYTES);
  buffer.write(ofMoney, from, HASH_BYTES, 'latin1');
  if (ofPerson === undefined) buffer.set(erasedDigest!, from + HASH_BYTES);
  else buffer.write(ofPerson, from + HASH_BYTES, HASH_BYTES, 'latin1');
  buffer.write(ofRest, from + 2 * HASH_BYTES, HASH_BYTES, 'latin1');
  const whole = hashOf(from + 3 * HASH_BYTES);
  for (let byte = 0; byte < HASH_BYTES; byte += 1) into[at + byte] = whole.charCodeAt(byte);
}
