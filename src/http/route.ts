import type { z } from 'zod';
import type { Capability } from '../app/capabilities.ts';
import type { LiveClaims } from '../app/live/live-claims.ts';
import type { Consortium } from '../app/ports/consortium.ts';
import type { Principal } from '../app/ports/identity.ts';
import type { Mail } from '../app/ports/mail.ts';
import type { AskedRequest, KeptAnswer } from '../app/ports/requests.ts';
import type { Stores } from '../app/ports/stores.ts';
import type { Viewer } from '../app/viewer.ts';
import type { Day } from '../core/calendar/day.ts';
import type { Refusal } from '../core/refusal.ts';

type Shape = z.ZodType;

/** What every route says of itself: the matrix of roles, the document and the tests go by it. */
interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/api/v1`, with parameters such as `:consortium`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Its parameters but `consortium`. */
  readonly params?: Shape;
  readonly query?: Shape;
  readonly body?: Shape;
  readonly answer: Shape;
  /** Default 200. */
  readonly status?: number;
}

interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a handler is given: what came, and who asks. */
export interface Asked extends Given {
  readonly today: () => Day;
  readonly principal: Principal;
  readonly stores: Stores;
  readonly mail: Mail;
  /** Where people find the service, for links in letters. */
  readonly origin: string;
}

/** The same within a consortium: the stores are the viewer's, and for an effect one transaction. */
export interface AskedOfConsortium extends Asked {
  readonly viewer: Viewer;
  readonly consortium: Consortium;
  /** The program's own stores, for figures that are worked out from what the viewer may not see row by row. */
  readonly operator: Stores;
  /** For answers that go on: says that the service ends. */
  readonly until: AbortSignal;
  /** Where a broken stream of events is to go on from. */
  readonly lastEventId: string | undefined;
}

/** What an effect is given that is one transaction: none of another. */
export type AskedOfEffect = Omit<AskedOfConsortium, 'operator'>;

/** For whoever has signed on; nothing of a consortium is read or written. */
export interface GeneralRoute extends Described {
  readonly scope: 'general';
  handle(asked: Asked): Promise<unknown>;
}

/** What is answered in pieces, as it comes. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** Reads of a consortium. */
export interface ReadingRoute extends Described {
  readonly scope: 'reading';
  /** Where it is not one JSON document that is answered but `Pieces`: of this media type. */
  readonly media?: string;
  readonly capability: Capability;
  handle(asked: AskedOfConsortium): Promise<unknown>;
}

/** Changes something of a consortium, in one transaction: once for an `Idempotency-Key`. */
export interface EffectRoute extends Described {
  readonly scope: 'effect';
  readonly capability: Capability;
  /** What it changes, as it is read: `If-Match` has to name the ETag of that. */
  readonly changes?: ReadingRoute;
  /** Fields of the answer that are a secret: they are not kept, so that a repeat is answered without them. */
  readonly toldOnce?: readonly string[];
  /** That it works in transactions besides its own, as `wideEffect` says. */
  readonly isWide: boolean;
  /** Takes a file instead of a JSON document, before its transaction begins; what it answers is the handler's body. */
  receive?(asked: AskedOfConsortium, bytes: AsyncIterable<Uint8Array>): Promise<unknown>;
  handle(asked: AskedOfConsortium): Promise<unknown>;
}

/**
 * Changes something of a consortium as well, once for an `Idempotency-Key`, but in one transaction with other requests of
 * its kind; so it is given no stores of a transaction of its own. What keeps it within bounds is the queue in which it waits.
 */
export interface GroupedRoute extends Described {
  readonly scope: 'grouped';
  readonly capability: Capability;
  handle(asked: AskedInGroup): Promise<KeptAnswer | Refusal>;
}

/** What the handler of a grouped route is given. */
export interface AskedInGroup extends AskedOfConsortium {
  readonly request: AskedRequest;
  readonly liveClaims: LiveClaims;
}

export type Route = GeneralRoute | ReadingRoute | EffectRoute | GroupedRoute;

/** A route as it is written: its handler is given what its schemas read, and answers what its answer takes. */
type Written<Kept, P extends Shape, Q extends Shape, B extends Shape, A extends Shape, Given> = Omit<
  Kept,
  'scope' | 'handle' | 'receive' | 'params' | 'query' | 'body' | 'answer'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  handle(
    asked: Omit<Given, 'params' | 'query' | 'body'> & {
      readonly params: z.output<P>;
      readonly query: z.output<Q>;
      readonly body: z.output<B>;
    },
  ): Promise<z.input<A> | Refusal>;
  receive?(
    asked: Omit<Given, 'params' | 'query'> & { readonly params: z.output<P>; readonly query: z.output<Q> },
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<z.output<B> | Refusal>;
};

/** A route for whoever has signed on. */
export function general<P extends Shape, Q extends Shape, B extends Shape, A extends Shape>(
  route: Written<GeneralRoute, P, Q, B, A, Asked>,
): GeneralRoute {
  return { ...route, scope: 'general' } as unknown as GeneralRoute;
}

/** A route that reads of a consortium. */
export function reading<P extends Shape, Q extends Shape, B extends Shape, A extends Shape>(
  route: Written<ReadingRoute, P, Q, B, A, AskedOfConsortium>,
): ReadingRoute {
  return { ...route, scope: 'reading' } as unknown as ReadingRoute;
}

type WrittenEffect<P extends Shape, Q extends Shape, B extends Shape, A extends Shape, Given> = Omit<
  Written<EffectRoute, P, Q, B, A, Given>,
  'isWide'
>;

/** A route that changes something of a consortium, all of it in the transaction of the request. */
export function effect<P extends Shape, Q extends Shape, B extends Shape, A extends Shape>(
  route: WrittenEffect<P, Q, B, A, AskedOfEffect>,
): EffectRoute {
  return { ...route, scope: 'effect', isWide: false } as unknown as EffectRoute;
}

/**
 * The same that works in transactions besides, as the operator: of such few are under way at once, since as many as there are
 * connections, each with one in hand, would wait for each other's next one.
 */
export function wideEffect<P extends Shape, Q extends Shape, B extends Shape, A extends Shape>(
  route: WrittenEffect<P, Q, B, A, AskedOfConsortium>,
): EffectRoute {
  return { ...route, scope: 'effect', isWide: true } as unknown as EffectRoute;
}

/** A route that changes something of a consortium together with others. */
export function grouped<P extends Shape, Q extends Shape, B extends Shape>(
  route: Omit<Written<GroupedRoute, P, Q, B, Shape, AskedInGroup>, 'handle'> & {
    handle(
      asked: Omit<AskedInGroup, 'params' | 'query' | 'body'> & {
        readonly params: z.output<P>;
        readonly query: z.output<Q>;
        readonly body: z.output<B>;
      },
    ): Promise<KeptAnswer | Refusal>;
  },
): GroupedRoute {
  return { ...route, scope: 'grouped' } as unknown as GroupedRoute;
}
