import type { History } from './history.ts';
import type { Failure } from './play.ts';

/** A history that fails, and what is wrong at its end. */
export interface FailedHistory extends Failure {
  readonly history: History;
}

/**
 * A shorter history that fails in a like way: steps are left out by halves, quarters and so on down to single ones, and
 * each try is played, until nothing can be left out or the time is up. The document, which is the first step, stays.
 * Undefined where the history does not fail again when it is played as it is.
 */
export async function shrink(
  failed: FailedHistory,
  playAgain: (history: History) => Promise<Failure | undefined>,
  seconds: number,
  say: (line: string) => void,
): Promise<FailedHistory | undefined> {
  const until = performance.now() + seconds * 1000;
  const kinds = new Set(failed.faults.map(kindOf));
  const attempt = async (history: History): Promise<FailedHistory | undefined> => {
    const failure = performance.now() < until ? await playAgain(history) : undefined;
    if (failure?.faults.some((fault) => kinds.has(kindOf(fault))) !== true) return undefined;
    // What comes after the step that fails has no part in it.
    return { ...failure, history: history.slice(0, failure.at + 1) };
  };
  let shortest = await attempt(failed.history);
  if (shortest === undefined) return undefined;
  for (let size = Math.ceil(shortest.history.length / 2); size >= 1; ) {
    const before: number = shortest.history.length;
    // From the end: what comes late depends on what came before it.
    for (let from = before - size; from > -size; from = Math.min(from, shortest.history.length) - size) {
      const { history } = shortest as FailedHistory;
      const kept: History = [
        ...history.slice(0, Math.max(1, from)),
        ...history.slice(Math.max(1, from + size)),
      ];
      if (kept.length === history.length) continue;
      shortest = (await attempt(kept)) ?? shortest;
    }
    say(`${shortest.history.length} steps`);
    if (performance.now() >= until) return shortest;
    if (size > 1) size = Math.ceil(size / 2);
    else if (shortest.history.length === before) size = 0;
  }
  return shortest;
}

/** What is wrong in general: which law is broken, or which kind of line differs. */
function kindOf(fault: string): string {
  return fault.split(/[|"{\n]/)[0]!;
}
