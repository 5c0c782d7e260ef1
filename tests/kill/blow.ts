import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';
import type { Activity, Watcher } from './activity.ts';
import type { Running } from './command.ts';

/** What is killed: our process, the postmaster alone, one process of a connection, or ours and the postmaster at once. */
export type Victim = 'process' | 'postmaster' | 'backend' | 'process and postmaster';

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

const PAUSE_MILLISECONDS = 2;
const LONGEST_RECOVERY_MILLISECONDS = 250;

/** Strikes at a moment of a span; undefined where the command had ended before. */
export async function strike(
  home: string,
  running: Running,
  watcher: Watcher,
  victim: Victim,
  moment: Moment,
  span: Span,
  random: RandomStream,
): Promise<Blow | undefined> {
  const chosen = span.from + random.uniform() * (span.to - span.from);
  if (moment === 'recovery') await untilServerStarts(home, running, random);
  else while (running.elapsed() < chosen && !running.hasEnded()) await setTimeout(PAUSE_MILLISECONDS);
  while (!running.hasEnded()) {
    const seen = await watcher.look();
    const isInside = seen !== undefined && seen.open > 0 && seen.hasWritten;
    const blow = moment !== 'inside' || isInside ? hit(home, running, victim, seen, random) : undefined;
    if (blow !== undefined) return blow;
    await setTimeout(random.uniform() * 2 * PAUSE_MILLISECONDS);
  }
  return undefined;
}

/** Waits for a postmaster that lives, and a random while longer. */
async function untilServerStarts(home: string, running: Running, random: RandomStream): Promise<void> {
  while (!running.hasEnded() && postmasterOf(home) === undefined) await setTimeout(PAUSE_MILLISECONDS);
  await setTimeout(random.uniform() * LONGEST_RECOVERY_MILLISECONDS);
}

/** Kills; undefined where there is nothing to kill (yet). */
function hit(
  home: string,
  running: Running,
  victim: Victim,
  seen: Activity | undefined,
  random: RandomStream,
): Blow | undefined {
  const at = Math.round(running.elapsed());
  const postmaster = postmasterOf(home);
  const backend = seen?.backends[random.below(seen.backends.length)];
  const victims = {
    process: [running.pid],
    postmaster: [postmaster],
    backend: [backend ?? postmaster],
    'process and postmaster': [running.pid, postmaster],
  }[victim];
  const struck = victims.filter((pid) => pid !== undefined && killed(pid));
  if (struck.length === 0) return undefined;
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
