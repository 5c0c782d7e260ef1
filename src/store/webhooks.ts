import type { Webhook, WebhookAttempt, WebhookDelivery, WebhookStore } from '../app/ports/webhooks.ts';
import type { Viewer } from '../app/viewer.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Query } from './query.ts';

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::int8`;
const LATEST = `SELECT DISTINCT ON (webhook_id) * FROM webhook ORDER BY webhook_id, version DESC`;
const WEBHOOKS = `SELECT webhook_id AS "webhookId", version, url, kinds::json AS kinds, state, reason FROM (${LATEST}) latest`;
const DELIVERIES = `
  SELECT d.delivery_id AS "deliveryId", d.webhook_id AS "webhookId", d.occasion, ${milliseconds('d.recorded_at')} AS at,
    json_build_object('eventId', e.event_id, 'kind', e.kind, 'payload', e.payload, 'at', ${milliseconds('e.recorded_at')}) AS event,
    coalesce((SELECT json_agg(json_build_object('attempt', attempt, 'status', status, 'milliseconds', milliseconds,
      'error', error, 'retryAt', ${milliseconds('retry_at')}, 'at', ${milliseconds('a.recorded_at')}) ORDER BY attempt)
      FROM webhook_attempt a WHERE a.delivery_id = d.delivery_id), '[]') AS attempts
  FROM webhook_delivery d JOIN webhook_event e USING (consortium_id, event_id)`;

type DeliveryRow = Omit<WebhookDelivery, 'attempts'> & {
  readonly attempts: readonly (Omit<WebhookAttempt, 'retryAt'> & { readonly retryAt: number | null })[];
};

/** The webhooks of a database, changed in the name of the viewer. */
export function webhookStore(database: Database, viewer: Viewer): WebhookStore {
  const rows = <T>(id: number, text: string, values: readonly unknown[] = []) =>
    database.read(id, (query) => query.rows<T>(text, values));
  return {
    list: (id) => rows<Webhook>(id, `${WEBHOOKS} WHERE state <> 'removed' ORDER BY webhook_id`),
    async find(id, webhookId) {
      const text = `${WEBHOOKS} WHERE state <> 'removed' AND webhook_id = $1`;
      return (await rows<Webhook>(id, text, [webhookId]))[0];
    },
    async secrets(id, webhookId) {
      const text = `SELECT secret, CASE WHEN earlier_until > now() THEN earlier_secret END AS earlier
        FROM (${LATEST}) latest WHERE webhook_id = $1`;
      const found = await rows<{ secret: string; earlier: string | null }>(id, text, [webhookId]);
      return found.flatMap(({ secret, earlier }) => (earlier === null ? [secret] : [secret, earlier]));
    },
    add: (id, url, kinds, secret) =>
      database.unitOfWork(id, async (query) => {
        const webhookId = await nextIdentifiers(query, 'webhook');
        await query.run(
          `INSERT INTO webhook (webhook_id, version, url, kinds, state, reason, secret, actor)
           VALUES ($1, 1, $2, $3, 'active', '', $4, $5)`,
          [webhookId, url, JSON.stringify(kinds), secret, viewer.name],
        );
        return webhookId;
      }),
    change: (id, webhookId, { url, kinds, state, reason, secret }) =>
      database.unitOfWork(id, async (query) => {
        const added = await query.run(
          `INSERT INTO webhook (webhook_id, version, url, kinds, state, reason, secret, earlier_secret, earlier_until, actor)
           SELECT webhook_id, version + 1, coalesce($2, url), coalesce($3, kinds), coalesce($4, state),
             coalesce($5, CASE WHEN $4 = 'active' THEN '' ELSE reason END), coalesce($6, secret),
             CASE WHEN $6::text IS NULL THEN earlier_secret ELSE secret END,
             CASE WHEN $6::text IS NULL THEN earlier_until ELSE now() + interval '1 day' END, $7
           FROM (${LATEST}) latest WHERE webhook_id = $1 AND state <> 'removed'`,
          [
            ...[webhookId, url ?? null, kinds === undefined ? null : JSON.stringify(kinds), state ?? null],
            ...[reason ?? null, secret ?? null, viewer.name],
          ],
        );
        return added === 1;
      }),
    announce: (id, kind, subject, payload) =>
      database.unitOfWork(id, async (query) => {
        await query.run('SELECT announce($1, $2, $3)', [kind, subject, JSON.stringify(payload)]);
      }),
    fanOut: (id, eventId) =>
      database.unitOfWork(id, async (query) => {
        const wanted = await query.rows<{ webhookId: number }>(
          `SELECT webhook_id AS "webhookId" FROM (${LATEST}) w, webhook_event e
           WHERE e.event_id = $1 AND w.state = 'active' AND w.kinds::jsonb ? e.kind AND EXISTS (SELECT FROM webhook f
             WHERE f.webhook_id = w.webhook_id AND f.version = 1 AND f.recorded_at <= e.recorded_at)`,
          [eventId],
        );
        for (const { webhookId } of wanted) await deliver(query, webhookId, eventId, '0');
      }),
    send: (id, webhookId, event) =>
      database.unitOfWork(id, async (query) => {
        if (typeof event === 'number') return deliver(query, webhookId, event, NEXT_OCCASION);
        const eventId = await nextIdentifiers(query, 'webhook event');
        await query.run(
          'INSERT INTO webhook_event (event_id, kind, subject, payload) VALUES ($1, $2, $3, $4)',
          [...[eventId, event.kind, String(eventId), '{}']],
        );
        return deliver(query, webhookId, eventId, NEXT_OCCASION);
      }),
    async deliveries(id, webhookId, before, most) {
      const text = `${DELIVERIES} WHERE d.webhook_id = $1 AND ($2::int8 IS NULL OR d.delivery_id < $2)
        ORDER BY d.delivery_id DESC LIMIT $3`;
      return (await rows<DeliveryRow>(id, text, [webhookId, before ?? null, most])).map(deliveryOf);
    },
    async delivery(id, deliveryId) {
      const [row] = await rows<DeliveryRow>(id, `${DELIVERIES} WHERE d.delivery_id = $1`, [deliveryId]);
      return row && deliveryOf(row);
    },
    addAttempt: (id, deliveryId, { attempt, status, milliseconds: took, error }, retryAfterSeconds) =>
      database.unitOfWork(id, async (query) => {
        await query.run(
          `INSERT INTO webhook_attempt (delivery_id, attempt, status, milliseconds, error, retry_at)
           VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 second') ON CONFLICT DO NOTHING`,
          [deliveryId, attempt, status, took, error, retryAfterSeconds ?? null],
        );
      }),
    async hasBeenSent(id, webhookId, eventId) {
      const text = 'SELECT FROM webhook_delivery WHERE webhook_id = $1 AND event_id = $2 LIMIT 1';
      return (await rows(id, text, [webhookId, eventId])).length > 0;
    },
    async hasReached(id, webhookId, since) {
      const text = `SELECT FROM webhook_attempt a JOIN webhook_delivery d USING (consortium_id, delivery_id)
        WHERE d.webhook_id = $1 AND a.status BETWEEN 200 AND 299 AND ${milliseconds('a.recorded_at')} >= $2 LIMIT 1`;
      return (await rows(id, text, [webhookId, since])).length > 0;
    },
  };
}

const deliveryOf = ({ attempts, ...delivery }: DeliveryRow): WebhookDelivery => ({
  ...delivery,
  attempts: attempts.map(({ retryAt, ...attempt }) => ({ ...attempt, retryAt: retryAt ?? undefined })),
});

const NEXT_OCCASION = 'coalesce(max(occasion) + 1, 0)';

/** Records a delivery; one for the same occasion again changes nothing. */
async function deliver(query: Query, webhookId: number, eventId: number, occasion: string): Promise<number> {
  const deliveryId = await nextIdentifiers(query, 'webhook delivery');
  await query.run(
    `INSERT INTO webhook_delivery (delivery_id, webhook_id, event_id, occasion)
     SELECT $1, $2, $3, ${occasion} FROM webhook_delivery WHERE webhook_id = $2 AND event_id = $3
     HAVING true ON CONFLICT DO NOTHING`,
    [deliveryId, webhookId, eventId],
  );
  return deliveryId;
}
