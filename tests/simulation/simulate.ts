import { type History, historyText, type Step } from './history.ts';
import { Choices } from './life/choices.ts';
import { type Failure, Life, play } from './play.ts';
import { Pool } from './pool.ts';
import { type FailedHistory, shrink } from './shrink.ts';

/** How many steps a consortium lives; then another begins beside it. */
const STEPS_PER_LIFE = 250;

export interface SimulationOptions {
  readonly seed: number;
  readonly steps: number;
  /** For how long a history that fails is made shorter, at most. */
  readonly shrinkingSeconds: number;
  /** Told how many steps are done. */
  readonly progress?: (steps: number) => void;
  /** Told what happens when something has gone wrong. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Lives one consortium after the other, step by step, until the steps are done or something is wrong. */
export async function simulate(options: SimulationOptions): Promise<FailedHistory | undefined> {
  const { seed, steps, progress, signal } = options;
  const pool = await Pool.open();
  try {
    for (let done = 0, number = 1; done < steps; number += 1) {
      const life = new Life(pool, `pool-${number}`, seed);
      const choices = new Choices(seed, number, life.oracle);
      const history: Step[] = [];
      for (; history.length < STEPS_PER_LIFE && done < steps; done += 1) {
        if (signal?.aborted === true) return undefined;
        history.push(choices.next());
        const faults = await life.take(history.at(-1)!);
        if (faults.length > 0) return await shortened(history, faults, options);
        progress?.(done + 1);
      }
    }
    return undefined;
  } finally {
    await pool.close();
  }
}

async function shortened(
  history: History,
  faults: readonly string[],
  { say, shrinkingSeconds, signal }: SimulationOptions,
): Promise<FailedHistory> {
  say(`step ${history.length} of a life failed; looking for a shorter history that fails too`);
  const failed = { history, at: history.length - 1, faults };
  if (signal?.aborted === true) return failed;
  const pool = await Pool.open();
  let tries = 0;
  try {
    const playAgain = (shorter: History) => play(pool, `try-${++tries}`, shorter, 'the end');
    const found = await shrink(failed, playAgain, shrinkingSeconds, say);
    // Among consortia of other tries it failed: so it should in a home of its own.
    const alone = found && (await playAlone(found.history));
    if (alone !== undefined) return { ...alone, history: found!.history };
  } finally {
    await pool.close();
  }
  say('played again it does not fail: the history is shown as it was');
  return failed;
}

/** Plays a history in a home of its own. */
export async function playAlone(history: History): Promise<Failure | undefined> {
  const pool = await Pool.open();
  try {
    return await play(pool, 'pool-1', history, 'each step');
  } finally {
    await pool.close();
  }
}

/** What a person needs to see it again. */
export function failureText(seed: number | undefined, { history, faults, at }: FailedHistory): string {
  return [
    `${seed === undefined ? '' : `seed ${seed}: `}after step ${at + 1} of ${history.length}:`,
    ...faults,
    'The history, to be kept in a file and played again by `npm run simulate -- --history FILE`:',
    historyText(history),
  ].join('\n');
}
