import { useState } from 'react';
import { Problem } from '../../api/client.ts';

/** An attempt at signing on: one at a time, with the problem of the last. */
export function useAttempt() {
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { attempt, problem, isBusy };
}
