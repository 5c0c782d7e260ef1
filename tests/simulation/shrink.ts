import type { History } from './history.ts';
import type { Failure } from './play.ts';
import type { FailedHistory } from './simulate.ts';

/**
 * A shorter history that fails too, though perhaps in another way: steps are left out by halves, quarters and so on down
 * to single ones, each try played on a fresh store, until nothing can be left out or the time is up. The document, which
 * is the first step, stays. Undefined where the history does not fail again when it is played as it is.
 */
export async function shrink(
  failed: FailedHistory,
  playAlone: (history: History) => Promise<Failure | undefined>,
  seconds: number,
  say: (line: string) => void,
): Promise<FailedHistory | undefined> {
  const until = performance.now() + seconds * 1000;
  const attempt = async (history: History): Promise<FailedHistory | undefined> => {
    const failure = performance.now() < until ? await playAlone(history) : undefined;
    // What comes after the step that fails has no part in it.
    return failure && { ...failure, history: history.slice(0, failure.at + 1) };
  };
  let shortest = await attempt(failed.history);
  if (shortest === undefined) {
    say('played again it does not fail, or there was no time to: the history is shown as it was');
    return undefined;
  }
  for (let size = Math.ceil(shortest.history.length / 2); size >= 1; ) {
    let isShorter = false;
    // From the end: what comes late depends on what came before it.
    for (let from = shortest.history.length - size; from > 0; from -= size) {
      const { history } = shortest;
      const found = await attempt([...history.slice(0, from), ...history.slice(from + size)]);
      if (found === undefined) continue;
      shortest = found;
      isShorter = true;
      say(`${shortest.history.length} steps`);
      from = Math.min(from, shortest.history.length);
    }
    if (performance.now() >= until) {
      say('the time for shrinking is up');
      return shortest;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (!isShorter) size = 0;
  }
  return shortest;
}
