import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobStore } from '../app/ports/jobs.ts';
import { JobProgress } from './progress.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

test('goes on after an event that could not be kept', async () => {
  const kept: string[] = [];
  let isAway = true;
  const append = async (_: number, __: number, ___: string, document: string) => {
    if (isAway) throw new Error('away for a moment');
    kept.push(document);
  };
  const progress = new JobProgress({ append } as unknown as JobStore, 1, 1);
  for (const done of [1, 2, 3]) {
    vi.advanceTimersByTime(1000);
    progress.report(done, 10, 'lines');
    await progress.end();
    isAway = false;
  }
  expect(kept).toHaveLength(2);
});
