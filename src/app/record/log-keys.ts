import { randomBytes } from 'node:crypto';
import { makeKey, type NoteKey, readKey, writeKey } from '../../core/record/key.ts';
import type { NoteSignature } from '../../core/record/note.ts';
import { NOTE_SIGNATURE } from '../../core/record/signature-types.ts';
import { messageToSign, signatureLine } from '../../core/record/signatures.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { publicKeyOf, SEED_BYTES, secretOf, sha256, signEd25519 } from '../../witness/ed25519.ts';
import type { LogHead, LogKey } from '../ports/record.ts';
import type { RecordStores } from './commit-facts.ts';

/** A secret by which a log signs, with its public half. */
export interface LogSecret {
  readonly key: NoteKey;
  /** The 32 bytes from which the secret follows. */
  readonly seed: Uint8Array;
}

/** A new key of a log. */
export function makeLogSecret(origin: string): LogSecret {
  const seed = new Uint8Array(randomBytes(SEED_BYTES));
  const key = makeKey(sha256, origin, NOTE_SIGNATURE, publicKeyOf(secretOf(seed)));
  if (isRefusal(key)) throw new Error(JSON.stringify(key));
  return { key, seed };
}

/** The signature of a log below a text. */
export function signAsLog({ key, seed }: LogSecret, text: string): NoteSignature {
  return signatureLine(key, signEd25519(secretOf(seed), messageToSign(key, text)));
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
    const seed = secrets.get(keyNumber);
    const key = readKey(sha256, verifierKey);
    if (isRefusal(key)) throw new Error(JSON.stringify(key));
    return seed === undefined ? [] : [{ key, seed }];
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
  return records.open(consortiumId, origin, writeKey(made.key), (keyNumber) =>
    salts.keepSecret(consortiumId, keyNumber, made.seed),
  );
}

/** A further key, by which the log signs besides those it has: who checks it has time to take the new one up. Answers its number. */
export async function addLogKey(
  { records, salts }: RecordStores,
  consortiumId: number,
  origin: string,
): Promise<number> {
  const made = makeLogSecret(origin);
  const keep = (keyNumber: number) => salts.keepSecret(consortiumId, keyNumber, made.seed);
  return (await records.addKey(consortiumId, 'in force', writeKey(made.key), { keep }))!;
}

/**
 * Says that a key of the log holds no more, by its number; who checks has taken the others up by then. Refused: `not_found`, and
 * `inconsistent` for the last one, as a log that cannot sign stands still.
 */
export async function retireLogKey(
  { records }: Pick<RecordStores, 'records'>,
  consortiumId: number,
  keyNumber: number,
): Promise<LogKey | Refusal> {
  const inForce = keysInForce(await records.keys(consortiumId));
  const key = inForce.find((one) => one.keyNumber === keyNumber);
  if (key === undefined) return refuse('not_found', 'number', 'a key of the log that is in force', keyNumber);
  if (inForce.length === 1)
    return refuse('inconsistent', 'number', 'a further key first: a log signs by at least one', keyNumber);
  const isAllowed = (keys: readonly LogKey[]) => keysInForce(keys).length > 1;
  const added = await records.addKey(consortiumId, 'retired', key.verifierKey, { isAllowed });
  // Another was retired in between: what is left is looked at again.
  return added === undefined ? retireLogKey({ records }, consortiumId, keyNumber) : key;
}
