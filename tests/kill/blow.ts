import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';
import { type Activity, portsOf, type Watcher } from './activity.ts';
import type { Running } from './command.ts';

/**
 * What is killed: our process, the postmaster alone, one process of a connection, ours and the postmaster at once; or one
 * of two processes of ours that are at the same work.
 */
export type Victim = 'process' | 'postmaster' | 'backend' | 'process and postmaster' | 'worker';

/** When: at any moment; while a transaction has written and is open; while a server that was killed starts again. */
export type Moment = 'any' | 'inside' | 'recovery';

/** A kill that was made. */
export interface Blow {
  readonly victim: Victim;
  /** Milliseconds since the command was started. */
  readonly at: number;
  /** What went on the instant before; undefined where no server answered. */
  readonly seen: Activity | undefined;
}

/** When a command has its transactions, in milliseconds since it was started; measured where nothing disturbed it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The processes at work in a home: those of the same command, of which one is struck, and who watches their server. */
export interface Scene {
  readonly home: string;
  readonly struck: Running;
  readonly hasOthers: boolean;
  readonly watcher: Watcher;
}

const PAUSE_MILLISECONDS = 2;
const LONGEST_RECOVERY_MILLISECONDS = 250;

/** Strikes at a moment of a span; undefined where the command had ended before. */
export async function strike(
  scene: Scene,
  victim: Victim,
  moment: Moment,
  span: Span,
  random: RandomStream,
): Promise<Blow | undefined> {
  const { home, struck, watcher } = scene;
  const chosen = span.from + random.uniform() * (span.to - span.from);
  if (moment === 'recovery') await untilServerStarts(home, struck, random);
  else while (struck.elapsed() < chosen && !struck.hasEnded()) await setTimeout(PAUSE_MILLISECONDS);
  while (!struck.hasEnded()) {
    const blow =
      moment === 'inside'
        ? await hitInside(scene, victim, random)
        : hit(scene, victim, await watcher.look(), random);
    if (blow !== undefined) return blow;
    await setTimeout(random.uniform() * 2 * PAUSE_MILLISECONDS);
  }
  return undefined;
}

/**
 * Kills inside a transaction that has written, or not at all: where one is seen our process is held still, so that it
 * cannot commit, and only if the transaction is still there is anything killed.
 */
async function hitInside(scene: Scene, victim: Victim, random: RandomStream): Promise<Blow | undefined> {
  const { struck, watcher } = scene;
  const before = await watcher.look();
  if (before === undefined || !isInside(scene, before) || struck.hasEnded()) return undefined;
  struck.signal('SIGSTOP');
  try {
    const seen = await watcher.look();
    return seen !== undefined && isInside(scene, seen) ? hit(scene, victim, seen, random) : undefined;
  } finally {
    struck.signal('SIGCONT');
  }
}

/** Of several processes at the same work the transaction has to be that of the one that is struck. */
function isInside({ struck, hasOthers }: Scene, { writtenFrom }: Activity): boolean {
  const own = hasOthers ? portsOf(struck.pid) : undefined;
  return writtenFrom.some((port) => own === undefined || own.has(port));
}

/** Waits for a postmaster that lives, and a random while longer. */
async function untilServerStarts(home: string, running: Running, random: RandomStream): Promise<void> {
  while (!running.hasEnded() && postmasterOf(home) === undefined) await setTimeout(PAUSE_MILLISECONDS);
  await setTimeout(random.uniform() * LONGEST_RECOVERY_MILLISECONDS);
}

/** Kills; undefined where there is nothing to kill (yet). */
function hit(
  { home, struck }: Scene,
  victim: Victim,
  seen: Activity | undefined,
  random: RandomStream,
): Blow | undefined {
  const at = Math.round(struck.elapsed());
  const postmaster = postmasterOf(home);
  const backend = seen?.backends[random.below(seen.backends.length)];
  const victims = {
    process: [struck.pid],
    worker: [struck.pid],
    postmaster: [postmaster],
    backend: [backend ?? postmaster],
    'process and postmaster': [struck.pid, postmaster],
  }[victim];
  const hits = victims.filter((pid) => pid !== undefined && killed(pid));
  if (hits.length === 0) return undefined;
  return { victim: victim === 'backend' && backend === undefined ? 'postmaster' : victim, at, seen };
}

function postmasterOf(home: string): number | undefined {
  const pid = readPostmaster(join(home, 'data'))?.pid;
  return pid !== undefined && isAlive(pid) ? pid : undefined;
}

/** False where it had ended already. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
