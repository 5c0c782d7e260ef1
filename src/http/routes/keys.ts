import { z } from 'zod';
import { makeKey, readHolding } from '../../app/people.ts';
import { ROLES } from '../../app/viewer.ts';
import { isRefusal, refuse, within } from '../../core/refusal.ts';
import { effect, reading } from '../route.ts';
import { day, name } from '../shapes.ts';
import { holding, refusedToMachine } from './people.ts';

const key = z.strictObject({
  ...{
    key: name,
    name: z.string(),
    ...holding,
    madeBy: z.string(),
    madeAt: z.string(),
    expiresAt: z.string(),
  },
  state: z.enum(['in force', 'revoked', 'expired']),
});

const listKeys = reading({
  method: 'GET',
  path: '/consortia/:consortium/keys',
  tag: 'Keys of machines',
  summary: 'The keys of machines, without the keys themselves',
  capability: 'people.read',
  answer: z.strictObject({ keys: z.array(key) }),
  handle: async ({ stores, consortium }) => ({
    keys: (await stores.people.keys(consortium.consortiumId)) as z.input<typeof key>[],
  }),
});

const makeOne = effect({
  method: 'POST',
  path: '/consortia/:consortium/keys',
  tag: 'Keys of machines',
  summary: 'Make a key for a machine; `secret` is the key itself, told this once and kept nowhere',
  capability: 'people.change',
  body: z.strictObject({
    name,
    ...holding,
    expires: day.meta({ description: 'Its last day; within a year.' }),
  }),
  answer: z.strictObject({ key: name, role: z.enum(ROLES), secret: z.string().optional() }),
  status: 201,
  toldOnce: ['secret'],
  async handle({ stores, consortium, viewer, principal, body }) {
    const held = refusedToMachine(principal) ?? readHolding(consortium, body, 'body');
    if (isRefusal(held)) return held;
    const given = { ...held, name: body.name, expires: body.expires };
    const made = await makeKey(stores.people, consortium, given, viewer.name);
    return isRefusal(made) ? within('body', made) : { key: made.key, role: body.role, secret: made.secret };
  },
});

const revokeOne = effect({
  method: 'DELETE',
  path: '/consortia/:consortium/keys/:key',
  tag: 'Keys of machines',
  summary: 'Revoke a key, from the next request on',
  capability: 'people.change',
  params: z.strictObject({ key: name }),
  answer: z.strictObject({ key: name }),
  async handle({ stores, consortium, viewer, principal, params }) {
    const refused = refusedToMachine(principal);
    if (refused !== undefined) return refused;
    const isDone = await stores.people.revokeKey(consortium.consortiumId, params.key, viewer.name);
    return isDone ? { key: params.key } : refuse('not_found', 'key', 'a key that is not revoked', params.key);
  },
});

/** Keys by which machines act in a role. */
export const keyRoutes = [listKeys, makeOne, revokeOne];
