import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { makeKey, type NoteKey, readKey, writeKey } from '../../core/record/key.ts';
import type { NoteSignature } from '../../core/record/note.ts';
import { NOTE_SIGNATURE } from '../../core/record/signature-types.ts';
import { messageToSign, signatureLine, type Verify } from '../../core/record/signatures.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { LogHead, LogKey } from '../ports/record.ts';
import type { RecordStores } from './commit-facts.ts';
import { sha256 } from './hashing.ts';

/** A secret by which a log signs, with its public half. */
export interface LogSecret {
  readonly key: NoteKey;
  readonly secret: Uint8Array;
}

/** What stands before a raw Ed25519 public key in its usual form (RFC 8410, section 4). */
const PUBLIC_KEY_HEADER = Uint8Array.fromHex('302a300506032b6570032100');

/** Whether an Ed25519 signature holds. */
export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const der = Buffer.concat([PUBLIC_KEY_HEADER, publicKey]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};

/** A new key of a log. */
export function makeLogSecret(origin: string): LogSecret {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_KEY_HEADER.length);
  const key = makeKey(sha256, origin, NOTE_SIGNATURE, new Uint8Array(bytes));
  if (isRefusal(key)) throw new Error(JSON.stringify(key));
  return { key, secret: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })) };
}

/** The signature of a log below a text. */
export function signAsLog({ key, secret }: LogSecret, text: string): NoteSignature {
  const privateKey = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
  return signatureLine(key, new Uint8Array(sign(null, messageToSign(key, text), privateKey)));
}

/** The keys of a log that hold: those announced and not retired since. */
export function keysInForce(keys: readonly LogKey[]): LogKey[] {
  const retired = new Set(
    keys.filter(({ state }) => state === 'retired').map(({ verifierKey }) => verifierKey),
  );
  return keys.filter(({ state, verifierKey }) => state === 'in force' && !retired.has(verifierKey));
}

/** The secrets by which a log signs now: while keys rotate, two. */
export async function logSecrets(
  { records, salts }: RecordStores,
  consortiumId: number,
): Promise<LogSecret[]> {
  const secrets = await salts.secrets(consortiumId);
  return keysInForce(await records.keys(consortiumId)).flatMap(({ keyNumber, verifierKey }) => {
    const secret = secrets.get(keyNumber);
    const key = readKey(sha256, verifierKey);
    if (isRefusal(key)) throw new Error(JSON.stringify(key));
    return secret === undefined ? [] : [{ key, secret }];
  });
}

/**
 * The log of a consortium; opened with a name and a key of its own where there is none. The name is like no other, as
 * witnesses tell logs by it.
 */
export async function openLog(
  { records, salts }: RecordStores,
  consortiumId: number,
  code: string,
): Promise<LogHead> {
  const found = await records.head(consortiumId);
  if (found !== undefined) return found;
  const origin = `poolbook/${code}/${randomBytes(4).toString('hex')}`;
  const made = makeLogSecret(origin);
  const head = await records.open(consortiumId, origin, writeKey(made.key));
  // Another process may have been first: its key is kept by itself.
  const ours = (await records.keys(consortiumId)).find(
    ({ verifierKey }) => verifierKey === writeKey(made.key),
  );
  if (ours !== undefined) await salts.keepSecret(consortiumId, ours.keyNumber, made.secret);
  return head;
}

/** A further key, by which the log signs besides those it has: who checks it has time to take the new one up. */
export async function addLogKey(
  { records, salts }: RecordStores,
  consortiumId: number,
  origin: string,
): Promise<NoteKey> {
  const made = makeLogSecret(origin);
  const keyNumber = await records.addKey(consortiumId, 'in force', writeKey(made.key));
  await salts.keepSecret(consortiumId, keyNumber, made.secret);
  return made.key;
}
