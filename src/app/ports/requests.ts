import type { Refusal } from '../../core/refusal.ts';
import type { Stores } from './stores.ts';

/**
 * A request that is to change something. `key` is the asker's own name for it, `sha256` is of all that was asked. Those
 * with the same `path` that are exclusive wait for each other: they change what they read.
 */
export interface AskedRequest {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly sha256: string;
  readonly isExclusive?: boolean;
}

/** What was answered: the HTTP status, and the body as its JSON text. */
export interface KeptAnswer {
  readonly status: number;
  readonly answer: string;
}

/** That something was read, or was asked for and refused. `at` is in milliseconds since 1970. */
export interface Access {
  readonly actor: string;
  readonly role: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly at: number;
}

/** Where it is kept who changed and read what. */
export interface RequestStore {
  /**
   * One request of the viewer: all that `work` does with the stores it is given is one transaction, together with what is
   * kept of the request. The same key again is answered as before, and nothing is done (`isRepeat`); what was refused is
   * not kept. Refused: `idempotency_conflict` where the key was used for something else; what `work` refuses.
   */
  effect(
    consortiumId: number,
    asked: AskedRequest,
    work: (stores: Stores) => Promise<KeptAnswer | Refusal>,
  ): Promise<(KeptAnswer & { readonly isRepeat: boolean }) | Refusal>;
  /** Keeps who read what. */
  keepAccesses(consortiumId: number, accesses: readonly Access[]): Promise<void>;
}
