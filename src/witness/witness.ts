/** A witness (C2SP tlog-witness): its home with key and state, the logs that it follows, and what it answers them. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readText } from '../core/record/bytes.ts';
import { readCheckpoint } from '../core/record/checkpoint.ts';
import { type NoteKey, readKey, writeKey } from '../core/record/key.ts';
import { writeSignatureLine } from '../core/record/note.ts';
import { NOTE_SIGNATURE } from '../core/record/signature-types.ts';
import { verifyNote } from '../core/record/signatures.ts';
import { readSubmission } from '../core/record/submission.ts';
import { isRefusal, type Refusal, refusalMessage, refuse } from '../core/refusal.ts';
import { makeFolder } from './durable-file.ts';
import { sha256, verifyEd25519 } from './ed25519.ts';
import { FollowedLog } from './followed-log.ts';
import { type HomeLock, lockHome } from './home-lock.ts';
import { readOrMakeKey, type WitnessKey } from './witness-key.ts';

export interface WitnessOptions {
  /** The folder of its key and state, which no other process may use. */
  readonly home: string;
  /** Its name, for a home that has none yet. */
  readonly name?: string;
  /** The verifier keys of the logs that it follows. */
  readonly logs: readonly string[];
  /** The time in seconds since 1970. */
  readonly now: () => number;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export const PLAIN = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** The statuses that the protocol names; whatever else is refused is not of the form that it asks for. */
const STATUS: Readonly<Record<string, number>> = {
  unknown_reference: 404,
  not_signed: 403,
  bad_signature: 403,
  out_of_order: 409,
  record_forked: 409,
  proof_fails: 422,
};

export class Witness {
  /** The key by which its cosignatures are checked. */
  readonly key: NoteKey;
  readonly logs: readonly FollowedLog[];
  readonly #lock: HomeLock;
  readonly #now: () => number;

  private constructor(own: WitnessKey, logs: readonly FollowedLog[], lock: HomeLock, now: () => number) {
    this.key = own.key;
    this.logs = logs;
    this.#lock = lock;
    this.#now = now;
  }

  /**
   * Takes up a home, or makes one. Refused: keys that are none or not of a log (`malformed_key`), a name that is none or
   * another one than the home's. Fails with `home_in_use`, `file_unreadable`, `file_unwritable` and `disk_full`.
   */
  static async open({ home, name, logs, now }: WitnessOptions): Promise<Witness | Refusal> {
    const keys = readLogKeys(logs);
    if (isRefusal(keys)) return keys;
    await makeFolder(join(home, 'logs'));
    const lock = lockHome(join(home, 'lock'));
    try {
      const own = await readOrMakeKey(join(home, 'key'), name, `${hostname()}/witness`);
      if (isRefusal(own)) {
        lock.release();
        return own;
      }
      const followed = [...Map.groupBy(keys, (key) => key.name)].map(([origin, ofOrigin]) =>
        FollowedLog.open(origin, ofOrigin, join(home, 'logs', fileOf(origin)), own),
      );
      return new Witness(own, await Promise.all(followed), lock, now);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Answers the body of a request to cosign a checkpoint. */
  async addCheckpoint(body: Uint8Array): Promise<Answer> {
    const text = readText(body, 'submission');
    if (isRefusal(text)) return refused(text);
    const submission = readSubmission(text);
    if (isRefusal(submission)) return refused(submission);
    const checkpoint = readCheckpoint(submission.checkpoint.text);
    if (isRefusal(checkpoint)) return refused(checkpoint);
    const log = this.logs.find(({ origin }) => origin === checkpoint.origin);
    if (log === undefined)
      return refused(refuse('unknown_reference', 'origin', 'a log followed here', checkpoint.origin));
    const signed = verifyNote(submission.checkpoint, log.keys, verifyEd25519);
    if (isRefusal(signed)) return refused(signed);
    if (submission.oldSize > checkpoint.size)
      return refused(
        refuse('record_shrinks', 'old', `at most the checkpoint’s ${checkpoint.size}`, submission.oldSize),
      );
    const cosignature = await log.cosign(submission, checkpoint, this.#now);
    if (!isRefusal(cosignature)) return { status: 200, type: PLAIN, body: writeSignatureLine(cosignature) };
    const { status, body: why } = refused(cosignature);
    return status === 409
      ? { status, type: SIZE, body: `${log.size}\n` }
      : { status, type: PLAIN, body: why };
  }

  /** Who this is and which logs it follows, for people. */
  about(): string {
    const logs = this.logs.map(({ origin, size }) => `${origin}: ${size} leaves cosigned\n`);
    return `A witness of shared records. Its key:\n${this.verifierKey}\n\nIt follows:\n${logs.join('')}`;
  }

  /** Its key as it is handed on. */
  get verifierKey(): string {
    return writeKey(this.key);
  }

  /** Gives the home up, when nothing is being written there any more. */
  async close(): Promise<void> {
    await Promise.all(this.logs.map((log) => log.settled()));
    this.#lock.release();
  }
}

function readLogKeys(texts: readonly string[]): NoteKey[] | Refusal {
  const keys: NoteKey[] = [];
  for (const [at, text] of texts.entries()) {
    const key = readKey(sha256, text, `--log[${at}]`);
    if (isRefusal(key)) return key;
    if (key.type !== NOTE_SIGNATURE)
      return refuse('malformed_key', `--log[${at}]`, `a log’s key, of type ${NOTE_SIGNATURE}`, key.type);
    keys.push(key);
  }
  return keys;
}

/** Any name can be an origin, but not any is one of a file. */
function fileOf(origin: string): string {
  return `${sha256(new TextEncoder().encode(origin)).toHex()}.note`;
}

function refused(refusal: Refusal): Answer {
  const body = `${refusalMessage(refusal)} (${refusal.code})\n`;
  return { status: STATUS[refusal.code] ?? 400, type: PLAIN, body };
}
