import type { Viewer } from '../viewer.ts';

/** A person or machine that has proved who it is, with what it is in each consortium by its code. */
export interface Principal {
  /** What is kept of who did something: an address of a person, the name of a key. */
  readonly name: string;
  /** The operator's own key: it is the operator everywhere, and may found a consortium. */
  readonly isOperator: boolean;
  readonly viewers: ReadonlyMap<string, Viewer>;
}

/** Who is who. */
export interface Identity {
  /** Who sends a request with these headers; undefined where nothing in them proves it. */
  principalOf(headers: Headers): Promise<Principal | undefined>;
}
