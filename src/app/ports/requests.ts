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
  /** That it works in transactions besides its own: of such few are under way at once. */
  readonly isWide?: boolean;
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

/** A step of the trail: a request that changed something, or one that read or was refused. `key` tells it from others. */
export interface TrailEntry extends Omit<Access, 'at'> {
  readonly kind: 'change' | 'access';
  readonly key: string;
  /** Since 1970. */
  readonly atMicroseconds: number;
}

/** Where a trail goes on: after the entry with this key. */
export type TrailPlace = readonly [atMicroseconds: number, kind: string, actor: string, key: string];

/** What of a trail is asked for; days from and through, of UTC. */
export interface TrailSearch {
  readonly kind: TrailEntry['kind'] | undefined;
  readonly actor: string | undefined;
  readonly role: string | undefined;
  readonly from: number | undefined;
  readonly through: number | undefined;
  readonly after: TrailPlace | undefined;
  readonly limit: number;
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
  /** Who changed and read what, the latest first. What was read is there a second later. */
  trail(consortiumId: number, search: TrailSearch): Promise<TrailEntry[]>;
}
