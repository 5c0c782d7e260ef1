/**
 * Keeps the shared record of every consortium up to date, beside all other work: facts that wait become leaves, what the log
 * has is signed, and the witnesses are asked to stand by it. Nobody who posts waits for any of it, and any number of
 * processes may do it at once: the store fences them.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { SignedCheckpoint } from '../app/ports/record.ts';
import type { Stores } from '../app/ports/stores.ts';
import { reachWithin } from '../app/reach.ts';
import { consistencyOf, signCheckpoint } from '../app/record/checkpoint.ts';
import { openLog } from '../app/record/log-keys.ts';
import { policyOf, policyText } from '../app/record/policy.ts';
import { sequenceFacts } from '../app/record/sequence.ts';
import { type VerifyPage, verifyPage } from '../app/verify-page.ts';
import { readNote, writeSignatureLine } from '../core/record/note.ts';
import type { Policy } from '../core/record/policy.ts';
import { isRefusal, refusalMessage } from '../core/refusal.ts';
import type { CosignedCheckpoint } from '../witness/cosigned-checkpoint.ts';
import { Witnesses, type WitnessState } from '../witness/witnesses.ts';
import { Publisher } from './publisher.ts';

export interface RecorderOptions {
  /** Told of what goes wrong; `what` names it. */
  readonly failed: (error: unknown, what: string) => void;
  /** The folder that the records are written into as files, each below the code of its consortium; default: nowhere. */
  readonly folder?: string | undefined;
  /** Private networks in which witnesses may be asked; default: none. */
  readonly networks?: readonly string[] | undefined;
  /** The page by which anybody verifies, whose hash each record announces; default: the one that was built. */
  readonly page?: () => Promise<Pick<VerifyPage, 'sha256'> | undefined>;
  /** How long to rest after each round; default a second, as a checkpoint is signed at most every second. */
  readonly restMilliseconds?: number;
  /** True where it is kept for one round alone: then nobody says when a witness is asked again. */
  readonly isOnce?: boolean;
  /** How long witnesses are waited for before the first signature after a start. */
  readonly guardMilliseconds?: number;
}

export interface Recorder {
  /** Ends it after the transaction that is under way. */
  close(): Promise<void>;
}

/** Small enough that whoever shares the thread hardly notices. */
const LEAVES_IN_ONE = 512;
/** Where more wait than a round can take, as after an upgrade: each commit waits for the disk, whatever is in it. */
const LEAVES_OF_BACKLOG = 4096;
/** What is signed is at most so much older than what has a leaf. */
const ROUND_MILLISECONDS = 1000;
const REST_MILLISECONDS = 1000;
const GUARD_MILLISECONDS = 10_000;
/** A witness that was asked for a checkpoint which is asked for no more has answered by then. */
const ANSWER_SECONDS = 60;

/** Starts to keep the record. */
export function startRecorder(stores: Stores, options: RecorderOptions): Recorder {
  const ended = new AbortController();
  const logs = new Map<string, KeptLog>();
  const work = async () => {
    const failed = onceEach(options.failed, ended.signal);
    while (!ended.signal.aborted) {
      const codes = await stores.consortia.codes().catch((error: unknown) => failed(error, WHAT));
      for (const code of codes ?? []) {
        const log = logs.get(code) ?? new KeptLog(stores, code, options, ended.signal);
        logs.set(code, log);
        // One log that cannot be kept keeps no other.
        await log.keep().then(
          () => failed(undefined, `${WHAT} of ${code}`),
          (error: unknown) => failed(error, `${WHAT} of ${code}`),
        );
        if (ended.signal.aborted) break;
      }
      const isBehind = [...logs.values()].some((log) => log.isBehind);
      const rest = isBehind ? 0 : (options.restMilliseconds ?? REST_MILLISECONDS);
      await setTimeout(rest, undefined, { signal: ended.signal, ref: false }).catch(() => {});
    }
  };
  const working = work();
  return {
    async close() {
      ended.abort();
      await working;
      await Promise.all([...logs.values()].map((log) => log.close()));
    },
  };
}

const WHAT = 'the shared record';

/** Tells of a failure when it comes, and not again each second that it stays; of no failure (undefined) it tells nobody. */
function onceEach(failed: RecorderOptions['failed'], ended: AbortSignal) {
  const told = new Map<string, string>();
  return (error: unknown, what: string): undefined => {
    const text = error === undefined ? '' : String(error);
    if (text !== '' && text !== told.get(what) && !ended.aborted) failed(error, what);
    told.set(what, text);
  };
}

/** One consortium's log with its witnesses. */
export class KeptLog {
  readonly #stores: Stores;
  readonly #code: string;
  readonly #options: RecorderOptions;
  readonly #ended: AbortSignal;
  #id: number | undefined;
  #policy = '';
  #witnesses: Witnesses | undefined;
  #publisher: Publisher | undefined;
  #isGuarded = false;
  #isPageAnnounced = false;
  #told = '';
  /** Checkpoints that a witness may still sign, by their sizes. */
  readonly #submitted = new Map<number, SignedCheckpoint>();
  /** Witnesses of which it is stored that nothing keeps them from signing. */
  readonly #signing = new Set<string>();
  #keeping: Promise<void> = Promise.resolve();

  constructor(stores: Stores, code: string, options: RecorderOptions, ended: AbortSignal) {
    this.#stores = stores;
    this.#code = code;
    this.#options = options;
    this.#ended = ended;
  }

  /** True where the last round left facts that wait: however many come, what has a leaf is signed every second. */
  isBehind = false;

  /** One round: leaves, a signature, and the witnesses told. */
  async keep(): Promise<void> {
    const mostInOne = this.isBehind ? LEAVES_OF_BACKLOG : LEAVES_IN_ONE;
    this.isBehind = false;
    const id = await this.#find();
    if (id === undefined) return;
    await openLog(this.#stores, id, this.#code);
    await this.#announcePage(id);
    const until = performance.now() + ROUND_MILLISECONDS;
    const progress = () => {
      this.isBehind = performance.now() >= until;
      return !this.isBehind && !this.#ended.aborted;
    };
    await sequenceFacts(this.#stores, id, { progress, mostInOne, isPolite: true });
    await this.#follow(id);
    if (!(await this.#maySign(id))) return;
    const last = await this.#stores.records.lastCheckpoint(id);
    const now = Math.floor(Date.now() / 1000);
    const signed = last?.signedSeconds === now ? last : await signCheckpoint(this.#stores, id, now);
    if (signed === undefined) return;
    this.#submit(signed);
    await this.#publish(id, signed);
  }

  /** Whoever keeps the page compares it with a leaf, and so with what all others were given. */
  async #announcePage(id: number): Promise<void> {
    if (this.#isPageAnnounced) return;
    const page = await (this.#options.page ?? verifyPage)();
    if (page !== undefined) await this.#stores.records.announcePage(id, page.sha256);
    this.#isPageAnnounced = true;
  }

  /** Writes the files. Where that cannot be done, signing goes on: the service itself serves all of it as well. */
  async #publish(id: number, signed: SignedCheckpoint): Promise<void> {
    const { folder } = this.#options;
    if (folder === undefined) return;
    this.#publisher ??= new Publisher(this.#stores, id, join(folder, this.#code));
    await this.#publisher
      .publish(signed, () => this.#ended.aborted)
      .catch((error: unknown) => this.#options.failed(error, `the files of the record of ${this.#code}`));
  }

  /** The witnesses that are asked; none before the first round. */
  get witnesses(): Witnesses | undefined {
    return this.#witnesses;
  }

  /** Ends all requests; what has come in is kept. */
  async close(): Promise<void> {
    await this.#witnesses?.close();
    await this.#keeping;
  }

  async #find(): Promise<number | undefined> {
    this.#id ??= (await this.#stores.consortia.find(this.#code))?.consortiumId;
    return this.#id;
  }

  /** Asks the witnesses of the policy as it is announced now. */
  async #follow(id: number): Promise<void> {
    const text = await policyText(this.#stores, id);
    if (text === this.#policy) return;
    await this.#witnesses?.close();
    this.#isGuarded = false;
    const policy = await policyOf(this.#stores, id);
    if (isRefusal(policy)) throw new Error(`the policy of ${this.#code}: ${policy.expected}`);
    const opened = Witnesses.open({
      policy,
      reach: reachWithin(this.#options.networks ?? []),
      proofs: (before, after) => consistencyOf(this.#stores.records, id, before, after),
      cosigned: (checkpoint) => {
        this.#keep(() => this.#keepCosignatures(id, policy, checkpoint));
      },
      asked: (state) => this.#keep(() => this.#keepStanding(id, policy, state)),
      failed: (error) => this.#options.failed(error, `a witness of ${this.#code}`),
    });
    if (isRefusal(opened)) throw new Error(`a witness of ${this.#code}: ${opened.expected}`);
    this.#witnesses = opened;
    // Last, so that what fails before is tried again in the next round.
    this.#policy = text;
  }

  /**
   * False where a witness has seen more of this log than there is, or something else: the store was taken back to an earlier
   * state, and whatever is signed now would be a second history. After a start that is asked first, by the last checkpoint.
   */
  async #maySign(id: number): Promise<boolean> {
    const witnesses = this.#witnesses!;
    if (!this.#isGuarded) {
      const last = await this.#stores.records.lastCheckpoint(id);
      if (last !== undefined) {
        this.#submit(last);
        const until = Date.now() + (this.#options.guardMilliseconds ?? GUARD_MILLISECONDS);
        const isAnswered = () =>
          witnesses.states.every(({ size, failures }) => size > 0 || failures > 0) || witnesses.contradiction;
        while (!isAnswered() && Date.now() < until && !this.#ended.aborted) await setTimeout(20);
      }
      this.#isGuarded = true;
    }
    const contradiction = witnesses.contradiction;
    if (contradiction === undefined) return !this.#ended.aborted;
    const told = `${contradiction.code} ${contradiction.path}`;
    if (told !== this.#told)
      this.#options.failed(
        new Error(
          `${contradiction.path} says ${contradiction.code}: expected ${contradiction.expected}, got ${contradiction.actual}; nothing is signed until it is found out which of the two is right`,
        ),
        `the shared record of ${this.#code}`,
      );
    this.#told = told;
    return false;
  }

  #submit(signed: SignedCheckpoint): void {
    this.#submitted.set(signed.size, signed);
    const note = readNote(signed.note);
    const refusal = isRefusal(note) ? note : this.#witnesses!.submit(note);
    if (refusal !== undefined)
      this.#options.failed(
        new Error(`${refusal.code}: ${refusal.expected}`),
        `the shared record of ${this.#code}`,
      );
    const { asked } = this.#witnesses!;
    for (const { size, signedSeconds } of this.#submitted.values())
      if (size !== asked && signedSeconds < signed.signedSeconds - ANSWER_SECONDS)
        this.#submitted.delete(size);
  }

  /** Keeps what has come in after what came before it. */
  #keep(work: () => Promise<void>): void {
    this.#keeping = this.#keeping
      .then(work)
      .catch((error: unknown) => this.#options.failed(error, `the shared record of ${this.#code}`));
  }

  /** Keeps why a witness does not sign, or that it does again. */
  async #keepStanding(id: number, policy: Policy, { name, failures, trouble }: WitnessState): Promise<void> {
    const { records } = this.#stores;
    const keyName = policy.witnesses.find((witness) => witness.name === name)!.key.name;
    if (failures === 0) {
      if (!this.#signing.has(keyName)) await records.endTrouble(id, keyName);
      this.#signing.add(keyName);
    }
    if (trouble === undefined) return;
    this.#signing.delete(keyName);
    const { why, since, next } = trouble;
    const message = isRefusal(why) ? refusalMessage(why) : why.message;
    const asked = this.#options.isOnce === true ? undefined : next;
    await records.keepTrouble(id, { keyName, code: why.code, message, since, next: asked });
  }

  /** Keeps the lines of the witnesses, which whoever asks for the checkpoint is given below it. */
  async #keepCosignatures(id: number, policy: Policy, cosigned: CosignedCheckpoint): Promise<void> {
    const lines = cosigned.cosigners.flatMap(({ name, seconds }) => {
      const key = policy.witnesses.find((witness) => witness.name === name)!.key;
      const signature = cosigned.note.signatures.find(
        (one) => one.name === key.name && one.keyId === key.keyId,
      )!;
      const { size } = cosigned.checkpoint;
      return [{ size, keyName: key.name, line: writeSignatureLine(signature), seconds }];
    });
    await this.#stores.records.keepCosignatures(id, lines, this.#submitted.get(cosigned.checkpoint.size));
  }
}
