import { z } from 'zod';
import type { Webhook, WebhookDelivery } from '../../app/ports/webhooks.ts';
import { endpointRefusal } from '../../app/webhooks/address.ts';
import { EVENT_KINDS, TEST_KIND } from '../../app/webhooks/kinds.ts';
import { newSecret } from '../../app/webhooks/signature.ts';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { type AskedOfConsortium, effect, reading } from '../route.ts';
import { number, pageOf, paging } from '../shapes.ts';

const kinds = z.array(z.enum(EVENT_KINDS)).min(1).meta({ description: 'What it is told of.' });
const url = z
  .string()
  .max(2000)
  .meta({ description: 'An https address.', examples: ['https://pool.example/events'] });
const state = z.enum(['active', 'disabled']);
const webhook = z.strictObject({
  ...{ webhook: z.int(), url, kinds: z.array(z.string()), state },
  reason: z.string().meta({ description: 'Why it is disabled.' }).optional(),
});
const which = z.strictObject({ webhook: number });
const COMMON = { tag: 'Webhooks', capability: 'webhooks.keep' } as const;

const documentOf = ({ webhookId, url: at, kinds: told, state: now, reason }: Webhook) => ({
  ...{ webhook: webhookId, url: at, kinds: [...told], state: now as z.infer<typeof state> },
  ...(reason !== '' && { reason }),
});

async function found(
  { stores, consortium }: Pick<AskedOfConsortium, 'stores' | 'consortium'>,
  webhookId: number,
): Promise<Webhook | Refusal> {
  const one = await stores.webhooks.find(consortium.consortiumId, webhookId);
  return one ?? refuse('not_found', 'webhook', 'a webhook of the consortium', webhookId);
}

const list = reading({
  ...{ method: 'GET', path: '/consortia/:consortium/webhooks', ...COMMON },
  summary: 'The endpoints that are told what happens',
  answer: z.strictObject({ webhooks: z.array(webhook) }),
  async handle({ stores, consortium }) {
    return { webhooks: (await stores.webhooks.list(consortium.consortiumId)).map(documentOf) };
  },
});

const add = effect({
  ...{ method: 'POST', path: '/consortia/:consortium/webhooks', ...COMMON },
  summary: 'Tell an endpoint what happens, signed after the convention of Standard Webhooks',
  body: z.strictObject({ url, kinds }),
  answer: z.strictObject({ webhook: z.int() }),
  status: 201,
  async handle({ stores, consortium, body }) {
    const refusal = endpointRefusal(body.url);
    if (refusal !== undefined) return within('body', refusal);
    const { consortiumId } = consortium;
    return { webhook: await stores.webhooks.add(consortiumId, body.url, body.kinds, newSecret()) };
  },
});

const one = reading({
  ...{ method: 'GET', path: '/consortia/:consortium/webhooks/:webhook', ...COMMON },
  summary: 'An endpoint that is told what happens',
  params: which,
  answer: webhook,
  async handle(asked) {
    const now = await found(asked, asked.params.webhook);
    return isRefusal(now) ? now : documentOf(now);
  },
});

const change = effect({
  ...{ method: 'PUT', path: '/consortia/:consortium/webhooks/:webhook', ...COMMON },
  summary: 'Change an endpoint, disable it, or let it be told again',
  params: which,
  changes: one,
  body: z.strictObject({ url, kinds, state }),
  answer: webhook,
  async handle(asked) {
    const { stores, consortium, params, body } = asked;
    const refusal = endpointRefusal(body.url);
    if (refusal !== undefined) return within('body', refusal);
    await stores.webhooks.change(consortium.consortiumId, params.webhook, body);
    const now = await found(asked, params.webhook);
    return isRefusal(now) ? now : documentOf(now);
  },
});

const remove = effect({
  ...{ method: 'DELETE', path: '/consortia/:consortium/webhooks/:webhook', ...COMMON },
  summary: 'Tell an endpoint nothing more',
  params: which,
  answer: z.strictObject({ removed: z.boolean() }),
  async handle({ stores, consortium, params }) {
    const removed = await stores.webhooks.change(consortium.consortiumId, params.webhook, {
      state: 'removed',
    });
    return removed
      ? { removed }
      : refuse('not_found', 'webhook', 'a webhook of the consortium', params.webhook);
  },
});

const secret = reading({
  ...{ method: 'GET', path: '/consortia/:consortium/webhooks/:webhook/secret', ...COMMON },
  summary: 'The secret by which an endpoint knows what is from us',
  params: which,
  answer: z.strictObject({ secret: z.string() }),
  async handle(asked) {
    const now = await found(asked, asked.params.webhook);
    if (isRefusal(now)) return now;
    const [latest] = await asked.stores.webhooks.secrets(asked.consortium.consortiumId, now.webhookId);
    return { secret: latest! };
  },
});

const rotate = effect({
  ...{ method: 'POST', path: '/consortia/:consortium/webhooks/:webhook/secret', ...COMMON },
  summary: 'A new secret; the one before signs too for a day',
  params: which,
  answer: z.strictObject({ rotated: z.boolean() }),
  status: 201,
  async handle({ stores, consortium, params }) {
    const rotated = await stores.webhooks.change(consortium.consortiumId, params.webhook, {
      secret: newSecret(),
    });
    return rotated
      ? { rotated }
      : refuse('not_found', 'webhook', 'a webhook of the consortium', params.webhook);
  },
});

const attempt = z.strictObject({
  ...{ at: z.string(), status: z.int(), milliseconds: z.int(), error: z.string().optional() },
  retryAt: z.string().optional(),
});
const delivery = z.strictObject({
  ...{ delivery: z.int(), event: z.int(), kind: z.string(), recorded: z.string() },
  attempts: z.array(attempt).meta({ description: 'Status 0 where there was no answer.' }),
});
const moment = (at: number) => new Date(at).toISOString();

const deliveryDocument = ({ deliveryId, event, attempts, at }: WebhookDelivery) => ({
  ...{ delivery: deliveryId, event: event.eventId, kind: event.kind, recorded: moment(at) },
  attempts: attempts.map(({ at: tried, status, milliseconds, error, retryAt }) => ({
    ...{ at: moment(tried), status, milliseconds, ...(error !== '' && { error }) },
    ...(retryAt !== undefined && { retryAt: moment(retryAt) }),
  })),
});

const deliveries = reading({
  ...{ method: 'GET', path: '/consortia/:consortium/webhooks/:webhook/deliveries', ...COMMON },
  summary: 'What was sent to an endpoint, the latest first, with every try',
  params: which,
  query: z.strictObject(paging),
  answer: pageOf(delivery),
  async handle(asked) {
    const { stores, consortium, params, query } = asked;
    const now = await found(asked, params.webhook);
    if (isRefusal(now)) return now;
    const before = query.after === undefined ? undefined : number.safeParse(query.after);
    if (before?.success === false)
      return refuse('wrong_type', 'query.after', 'the cursor that the page before gave', query.after);
    const { webhooks } = stores;
    const all = await webhooks.deliveries(
      consortium.consortiumId,
      now.webhookId,
      before?.data,
      query.limit + 1,
    );
    const items = all.slice(0, query.limit);
    return {
      items: items.map(deliveryDocument),
      ...(all.length > items.length && { next: String(items.at(-1)!.deliveryId) }),
    };
  },
});

const send = effect({
  ...{ method: 'POST', path: '/consortia/:consortium/webhooks/:webhook/deliveries', ...COMMON },
  summary: 'Send an event again, or one to try the endpoint out',
  params: which,
  body: z.strictObject({ event: z.union([z.int().min(1), z.literal('test')]) }),
  answer: z.strictObject({ delivery: z.int() }),
  status: 202,
  async handle(asked) {
    const { stores, consortium, params, body } = asked;
    const now = await found(asked, params.webhook);
    if (isRefusal(now)) return now;
    const { webhooks } = stores;
    const { consortiumId } = consortium;
    if (body.event !== 'test' && !(await webhooks.hasBeenSent(consortiumId, now.webhookId, body.event)))
      return refuse('unknown_reference', 'body.event', 'an event that was sent to it', body.event);
    const event = body.event === 'test' ? { kind: TEST_KIND } : body.event;
    return { delivery: await webhooks.send(consortiumId, now.webhookId, event) };
  },
});

/** Endpoints that are told what happens. */
export const webhookRoutes = [list, add, one, change, remove, secret, rotate, deliveries, send];
