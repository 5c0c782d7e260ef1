import { openConsortium } from '../app/consortium.ts';
import type { QueueMessage } from '../app/ports/queue.ts';
import type { Reach } from '../app/ports/reach.ts';
import type { Stores } from '../app/ports/stores.ts';
import type { Webhook, WebhookDelivery } from '../app/ports/webhooks.ts';
import { TEST_KIND } from '../app/webhooks/kinds.ts';
import { messageId, messageOf } from '../app/webhooks/message.ts';
import { signedHeaders } from '../app/webhooks/signature.ts';
import { post } from './post.ts';

const [MINUTE, HOUR] = [60, 3600];
/** 5 seconds, 5 and 30 minutes, then hours: 70 of them in all, a little less than three days. */
export const RETRY_SECONDS: readonly number[] = [
  ...[5, 5 * MINUTE, 30 * MINUTE],
  ...[2, 5, 10, 14, 19, 19].map((hours) => hours * HOUR),
];
/** The endpoint is gone, and says so. */
const GONE = 410;

/** What telling takes. */
export interface Telling {
  readonly stores: Stores;
  readonly reach: Reach;
  readonly retrySeconds: readonly number[];
  readonly failed: (error: unknown, what: string) => void;
}

/** Sends an event to whoever wants it, or tries a delivery. A message may come twice: what is done is said by the facts. */
export async function deliver(telling: Telling, message: QueueMessage): Promise<void> {
  const { consortium: consortiumId, event, delivery: deliveryId, attempt: number } = message;
  const { webhooks } = telling.stores;
  if (event !== undefined) return webhooks.fanOut(consortiumId, event);
  const delivery = await webhooks.delivery(consortiumId, deliveryId!);
  if (delivery === undefined || delivery.attempts.length >= number!) return;
  const webhook = await webhooks.find(consortiumId, delivery.webhookId);
  // A test reaches an endpoint that is disabled too: how else would one know that it works again?
  if (webhook === undefined || (webhook.state !== 'active' && !isByHand(delivery))) return;
  await attempt(telling, consortiumId, webhook, delivery);
}

const isByHand = ({ event, occasion }: WebhookDelivery) => event.kind === TEST_KIND || occasion > 0;

async function attempt(
  { stores, reach, retrySeconds, failed }: Telling,
  consortiumId: number,
  { webhookId, url }: Webhook,
  delivery: WebhookDelivery,
): Promise<void> {
  const { webhooks } = stores;
  const consortium = (await openConsortium(stores.consortia, consortiumId))!;
  const body = messageOf(consortium, delivery.event);
  const secrets = await webhooks.secrets(consortiumId, webhookId);
  const seconds = Math.floor(Date.now() / 1000);
  const headers = signedHeaders(secrets, messageId(consortium, delivery.event), seconds, body);
  const answer = await post(url, headers, body, reach);
  const number = delivery.attempts.length + 1;
  const hasWorked = answer.status >= 200 && answer.status < 300;
  const retry = hasWorked || answer.status === GONE ? undefined : retrySeconds[number - 1];
  await webhooks.addAttempt(consortiumId, delivery.deliveryId, { ...answer, attempt: number }, retry);
  if (hasWorked || retry !== undefined) return;
  if (answer.status !== GONE && (await webhooks.hasReached(consortiumId, webhookId, delivery.at))) return;
  // Nothing has come through for as long as it was tried: it is not tried for ever, and somebody has to know.
  const reason = `${answer.error}; nothing came through in ${number} tries`;
  await webhooks.change(consortiumId, webhookId, { state: 'disabled', reason });
  const subject = `${webhookId} ${delivery.deliveryId}`;
  await webhooks.announce(consortiumId, 'webhook.disabled', subject, { webhook: webhookId, reason });
  failed(new Error(reason), `webhook ${webhookId} of the consortium ${consortium.document.code} is disabled`);
}
