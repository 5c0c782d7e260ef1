/**
 * The witnesses of a log. Each is asked by itself, as long as it takes, so that one that hangs, lies or is away keeps no
 * other; whoever hands in a checkpoint never waits.
 */
import { EnvironmentFailure } from '../app/failure.ts';
import type { Reach } from '../app/ports/reach.ts';
import type { Note } from '../core/record/note.ts';
import type { Policy } from '../core/record/policy.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type Asked, type AskedWitness, askWitness, type Proofs } from './ask.ts';
import { type Clock, type Pauses, pauseAfter, SYSTEM_CLOCK } from './clock.ts';
import { asLogSigned, type CosignedCheckpoint } from './cosigned-checkpoint.ts';
import { Finality } from './finality.ts';

export interface WitnessesOptions {
  readonly policy: Policy;
  readonly proofs: Proofs;
  /** Where they may be asked: an administrator says where they are. */
  readonly reach: Reach;
  /** Told of each cosignature that comes, and so of the quorum. */
  readonly cosigned?: (checkpoint: CosignedCheckpoint) => void;
  /** Told how it stands with a witness that was asked. */
  readonly asked?: (state: WitnessState) => void;
  /** Told of a fault that no witness has: such as a tile that the log has lost. A witness is then asked no more. */
  readonly failed: (error: unknown) => void;
  readonly clock?: Clock;
  readonly pauses?: Pauses;
  /** How long a request to a witness may take. */
  readonly milliseconds?: number;
}

/** How it stands with a witness. */
export interface WitnessState {
  /** Its name in the policy. */
  readonly name: string;
  /** How many leaves it has cosigned last, as far as is known; 0 where nothing is. */
  readonly size: number;
  /** How many tries in a row have failed. */
  readonly failures: number;
  /** Why they do. */
  readonly trouble?: Trouble;
}

/** Why a try has failed, since when each has, and when the next one is; both in seconds since 1970. */
export interface Trouble {
  readonly why: Refusal | EnvironmentFailure;
  readonly since: number;
  readonly next: number;
}

/** A witness of the policy that has an address. */
interface KeptWitness extends AskedWitness {
  readonly name: string;
}

/** What came of it where the proofs could not be had. */
interface Failed {
  readonly size: number;
  readonly refusal: EnvironmentFailure;
}

const PAUSES: Pauses = { least: 1000, most: 300_000 };
const REQUEST_MILLISECONDS = 10_000;
/** What a witness says of the log that cannot be so where both have all that they ever had. */
const CONTRADICTIONS = ['record_rolled_back', 'record_forked'];

export class Witnesses {
  readonly #options: WitnessesOptions;
  readonly #clock: Clock;
  readonly #finality: Finality;
  readonly #states: Map<string, WitnessState>;
  readonly #ended = new AbortController();
  readonly #loops: readonly Promise<void>[];
  /** Kept when another checkpoint is asked for. */
  #next = Promise.withResolvers<void>();

  private constructor(options: WitnessesOptions, kept: readonly KeptWitness[]) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#finality = new Finality(options.policy);
    this.#states = new Map(kept.map(({ name }) => [name, { name, size: 0, failures: 0 }]));
    this.#loops = kept.map((witness) => this.#keepAsking(witness).catch(options.failed));
  }

  /** Keeps those witnesses of a policy that have an address. Refused: an address that is none (`wrong_type`). */
  static open(options: WitnessesOptions): Witnesses | Refusal {
    const kept: KeptWitness[] = [];
    for (const { name, key, url } of options.policy.witnesses) {
      if (url === undefined) continue;
      if (!/^https?:\/\//.test(url) || !URL.canParse(url))
        return refuse('wrong_type', `witness ${name}`, 'an address such as https://witness.example', url);
      kept.push({ name, key, url });
    }
    return new Witnesses(options, kept);
  }

  /** Hands in a checkpoint as the log has signed it, and does not wait. Refused as `Finality.submit` does. */
  submit(note: Note): Refusal | undefined {
    return this.#moving(() => this.#finality.submit(note));
  }

  /** How many leaves the checkpoint has that is asked for: that one until the quorum stands by it, and then the newest. */
  get asked(): number | undefined {
    return this.#finality.asked?.checkpoint.size;
  }

  /** The newest checkpoint that the quorum of the policy stands by. */
  get final(): CosignedCheckpoint | undefined {
    return this.#finality.final;
  }

  /** How it stands with each. */
  get states(): readonly WitnessState[] {
    return [...this.#states.values()];
  }

  /**
   * What a witness says against the log: that it has cosigned more leaves than there are, or others. The log must sign
   * nothing more until people have found out which of the two has lost or changed something.
   */
  get contradiction(): Refusal | undefined {
    return this.states
      .map(({ trouble }) => trouble?.why)
      .filter(isRefusal)
      .find(({ code }) => CONTRADICTIONS.includes(code));
  }

  /** Ends all requests. */
  async close(): Promise<void> {
    this.#ended.abort();
    this.#next.resolve();
    await Promise.all(this.#loops);
  }

  async #keepAsking(witness: KeptWitness): Promise<void> {
    const { name } = witness;
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const wanted = this.#finality.asked;
      if (wanted === undefined || wanted.cosigners.some((one) => one.name === name)) {
        await this.#next.promise;
        continue;
      }
      const { size, failures, trouble } = this.#states.get(name)!;
      const asked = await this.#ask(witness, wanted.note, size);
      if (signal.aborted) return;
      if (asked.refusal === undefined) {
        this.#stand({ name, size: asked.size, failures: 0 });
        const cosigned = this.#moving(() => this.#finality.collect(wanted.note.text, asked.cosignature));
        if (cosigned !== undefined) this.#options.cosigned?.(cosigned);
        continue;
      }
      const pause = pauseAfter(failures + 1, this.#options.pauses ?? PAUSES, this.#clock.random());
      const why = this.#whyOf(wanted, asked);
      const now = this.#clock.now();
      this.#stand({
        ...{ name, size: asked.size, failures: failures + 1 },
        ...(why && { trouble: { why, since: trouble?.since ?? now, next: now + Math.ceil(pause / 1000) } }),
      });
      await this.#clock.wait(pause, signal);
    }
  }

  #stand(state: WitnessState): void {
    this.#states.set(state.name, state);
    this.#options.asked?.(state);
  }

  async #ask(witness: KeptWitness, note: Note, size: number): Promise<Asked | Failed> {
    try {
      return await askWitness(witness, {
        note: asLogSigned(this.#options.policy, note),
        size,
        proofs: this.#options.proofs,
        reach: this.#options.reach,
        now: this.#clock.now,
        milliseconds: this.#options.milliseconds ?? REQUEST_MILLISECONDS,
        ended: this.#ended.signal,
      });
    } catch (error) {
      // Where the proofs come from is away: it is tried again as a witness is that is away.
      if (error instanceof EnvironmentFailure) return { size, refusal: error };
      throw error;
    }
  }

  /**
   * What is to be said of an answer that was no cosignature. A witness that has cosigned a later checkpoint of this log,
   * which another process handed in, contradicts nobody: then all are asked for the newest.
   */
  #whyOf(wanted: CosignedCheckpoint, { size, refusal }: Asked | Failed): Trouble['why'] | undefined {
    const newest = this.#finality.newest!;
    const isLater = size > wanted.checkpoint.size && size <= newest.checkpoint.size;
    if (refusal === undefined || (isRefusal(refusal) && refusal.code === 'record_rolled_back' && isLater)) {
      this.#moving(() => this.#finality.skip(wanted.note.text));
      return undefined;
    }
    return refusal;
  }

  /** Does what may change which checkpoint is asked for, and wakes who waits for another. */
  #moving<T>(work: () => T): T {
    const before = this.#finality.asked?.note.text;
    const result = work();
    if (this.#finality.asked?.note.text === before) return result;
    const { resolve } = this.#next;
    this.#next = Promise.withResolvers();
    resolve();
    return result;
  }
}
