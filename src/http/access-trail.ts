import type { Access } from '../app/ports/requests.ts';
import type { Stores } from '../app/ports/stores.ts';

const FLUSH_MILLISECONDS = 1000;

/** Keeps who read what: noted at once, written a second later, and when the service ends. */
export interface AccessTrail {
  note(consortiumId: number, access: Access): void;
  close(): Promise<void>;
}

/** `failed` is told of accesses that could not be written; they are tried again. */
export function openTrail(stores: Stores, failed: (error: unknown) => void): AccessTrail {
  let waiting = new Map<number, Access[]>();
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    const batch = waiting;
    waiting = new Map();
    for (const [consortiumId, accesses] of batch) {
      try {
        await stores.requests.keepAccesses(consortiumId, accesses);
      } catch (error) {
        waiting.set(consortiumId, [...accesses, ...(waiting.get(consortiumId) ?? [])]);
        failed(error);
      }
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(flush);
  }, FLUSH_MILLISECONDS);
  timer.unref();
  return {
    note(consortiumId, access) {
      const found = waiting.get(consortiumId);
      if (found === undefined) waiting.set(consortiumId, [access]);
      else found.push(access);
    },
    async close() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}
