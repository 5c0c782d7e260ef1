export type WebhookState = 'active' | 'disabled' | 'removed';

/** An endpoint that wants to be told, as it is now. */
export interface Webhook {
  readonly webhookId: number;
  readonly version: number;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly state: WebhookState;
  /** Why it is disabled; '' else. */
  readonly reason: string;
}

/** A change of an endpoint: its next version; what is left out stays. */
export interface WebhookChange {
  readonly url?: string;
  readonly kinds?: readonly string[];
  readonly state?: WebhookState;
  readonly reason?: string;
  /** A new secret; the one before signs too, for a day. */
  readonly secret?: string;
}

/** Something that happened. */
export interface WebhookEvent {
  readonly eventId: number;
  readonly kind: string;
  /** A JSON text. */
  readonly payload: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A try to deliver: `status` 0 where there was no answer. `retryAt` in milliseconds since 1970. */
export interface WebhookAttempt {
  readonly attempt: number;
  readonly status: number;
  readonly milliseconds: number;
  readonly error: string;
  readonly retryAt: number | undefined;
  readonly at: number;
}

/** An event on its way to an endpoint. */
export interface WebhookDelivery {
  readonly deliveryId: number;
  readonly webhookId: number;
  readonly event: WebhookEvent;
  /** 0 is the event's own; 1, 2, ... are asked for by hand. */
  readonly occasion: number;
  readonly attempts: readonly WebhookAttempt[];
  readonly at: number;
}

/** Where it is kept who wants to be told, what happened, and what came of telling. */
export interface WebhookStore {
  /** Active and disabled ones, by number. */
  list(consortiumId: number): Promise<Webhook[]>;
  /** Undefined also where it is removed. */
  find(consortiumId: number, webhookId: number): Promise<Webhook | undefined>;
  /** The secrets that sign what is sent now, the latest first. */
  secrets(consortiumId: number, webhookId: number): Promise<string[]>;
  add(consortiumId: number, url: string, kinds: readonly string[], secret: string): Promise<number>;
  /** False where there is none. */
  change(consortiumId: number, webhookId: number, change: WebhookChange): Promise<boolean>;
  /** Notes what happens, once for a kind and subject; `payload` holds numbers and figures. */
  announce(consortiumId: number, kind: string, subject: string, payload: object): Promise<void>;
  /** Sends an event to the active endpoints that wanted its kind before it happened; a second time changes nothing. */
  fanOut(consortiumId: number, eventId: number): Promise<void>;
  /** Sends an event to one endpoint: a further time, or one that is made for it. The number of the delivery. */
  send(consortiumId: number, webhookId: number, event: number | { readonly kind: string }): Promise<number>;
  /** The latest first, those before one where it is given. */
  deliveries(
    consortiumId: number,
    webhookId: number,
    before: number | undefined,
    most: number,
  ): Promise<WebhookDelivery[]>;
  delivery(consortiumId: number, deliveryId: number): Promise<WebhookDelivery | undefined>;
  /** Adds a try; with `retryAfterSeconds` the queue brings the next. */
  addAttempt(
    consortiumId: number,
    deliveryId: number,
    attempt: Pick<WebhookAttempt, 'attempt' | 'status' | 'milliseconds' | 'error'>,
    retryAfterSeconds: number | undefined,
  ): Promise<void>;
  /** True where an event was sent to the endpoint before. */
  hasBeenSent(consortiumId: number, webhookId: number, eventId: number): Promise<boolean>;
  /** True where anything has reached the endpoint since a moment. */
  hasReached(consortiumId: number, webhookId: number, since: number): Promise<boolean>;
}
