/** Brings one consortium's shared record up to date while somebody waits for it. */
import { setTimeout } from 'node:timers/promises';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Stores } from '../app/ports/stores.ts';
import { checkpointOf } from '../app/record/checkpoint.ts';
import { openLog } from '../app/record/log-keys.ts';
import { policyOf } from '../app/record/policy.ts';
import { sequenceFacts } from '../app/record/sequence.ts';
import { moment } from '../core/record/verdict-words.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { KeptLog } from './recorder.ts';

const PAUSE_MILLISECONDS = 100;

export interface RecordOnceOptions {
  /** Told how many facts have become leaves. */
  readonly progress: (recorded: number) => void;
  /** Private networks in which witnesses may be asked; default: none. */
  readonly networks?: readonly string[];
  /** How long witnesses are waited for. */
  readonly waitMilliseconds: number;
}

/** How it stands with a record. */
export interface RecordStanding {
  readonly origin: string;
  /** Facts that have become leaves just now. */
  readonly recorded: number;
  readonly waiting: number;
  readonly size: number;
  readonly root: string;
  /** The moment, such as "2026-09-15 08:30:00 UTC". */
  readonly signed: string;
  readonly witnesses: readonly {
    readonly name: string;
    readonly size: number;
    /** Why it does not sign, and since when; null where nothing keeps it from that. */
    readonly trouble: string | null;
    readonly since: string | null;
    /** When a worker asks it again; null where none has said so. */
    readonly next: string | null;
  }[];
  /** The newest checkpoint that the quorum stands by, and since when: null where the policy asks for no witness. */
  readonly final: { readonly size: number; readonly since: string | null } | null;
}

/**
 * Makes leaves of what waits, signs, and asks each witness, for as long as it may take at most. Refused as a witness contradicts
 * the log (`record_rolled_back`, `record_forked`): then nothing is signed. Fails with `keys_missing`.
 */
export async function recordOnce(
  stores: Stores,
  { consortiumId, document }: Consortium,
  { progress, networks, waitMilliseconds }: RecordOnceOptions,
): Promise<RecordStanding | Refusal> {
  const { origin } = await openLog(stores, consortiumId, document.code);
  const recorded = await sequenceFacts(stores, consortiumId, {
    progress: (sequenced) => {
      progress(sequenced);
      return true;
    },
  });
  const failures: unknown[] = [];
  const log = new KeptLog(
    stores,
    document.code,
    { failed: (error) => failures.push(error), guardMilliseconds: waitMilliseconds, isOnce: true, networks },
    new AbortController().signal,
  );
  try {
    await log.keep();
    const witnesses = log.witnesses!;
    // A log signs at most once a second: what came just after the last signature waits for the next.
    while (witnesses.contradiction === undefined && (await isUnsigned(stores, consortiumId))) {
      await setTimeout(PAUSE_MILLISECONDS);
      await log.keep();
    }
    const last = await stores.records.lastCheckpoint(consortiumId);
    const until = Date.now() + waitMilliseconds;
    const isAnswered = () =>
      witnesses.contradiction !== undefined ||
      witnesses.states.every(({ size, failures }) => size === last?.size || failures > 0);
    while (!isAnswered() && Date.now() < until) await setTimeout(20);
    if (witnesses.contradiction !== undefined) return witnesses.contradiction;
    if (last === undefined) throw failures[0] ?? new Error('a record without a leaf: its own key is one');
    const { final, states } = witnesses;
    // What came of it is stored by then.
    await log.close();
    const troubles = await troublesOf(stores, consortiumId);
    return {
      ...{ origin, recorded, waiting: await stores.records.waiting(consortiumId), size: last.size },
      ...{ root: checkpointOf(last).root.toBase64(), signed: moment(last.signedSeconds) },
      witnesses: states.map(({ name, size }) => ({ name, size, ...(troubles.get(name) ?? NO_TROUBLE) })),
      final: final === undefined ? null : { size: final.checkpoint.size, since: sinceOf(final.quorumSince) },
    };
  } finally {
    await log.close();
  }
}

const NO_TROUBLE = { trouble: null, since: null, next: null };

/** Why witnesses do not sign, by their names in the policy. */
async function troublesOf(stores: Stores, consortiumId: number) {
  const policy = await policyOf(stores, consortiumId);
  if (isRefusal(policy)) throw new Error(JSON.stringify(policy));
  const names = new Map(policy.witnesses.map(({ name, key }) => [key.name, name]));
  return new Map(
    (await stores.records.troubles(consortiumId)).map(({ keyName, message, since, next }) => [
      names.get(keyName),
      { trouble: message, since: moment(since), next: textOfNext(next) },
    ]),
  );
}

/** A moment that has gone by is that of a worker which runs no more. */
const textOfNext = (next = 0) => (next * 1000 < Date.now() ? null : moment(next));

async function isUnsigned({ records }: Stores, consortiumId: number): Promise<boolean> {
  const [head, last] = [await records.head(consortiumId), await records.lastCheckpoint(consortiumId)];
  return (head?.size ?? 0) > (last?.size ?? 0);
}

const sinceOf = (seconds: number | undefined) => (seconds === undefined ? null : moment(seconds));
