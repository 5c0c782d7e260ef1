import { z } from 'zod';
import { findTrail } from '../../app/find-trail.ts';
import { ROLES } from '../../app/viewer.ts';
import { isRefusal } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading } from '../route.ts';
import { day, name, pageOf, paging } from '../shapes.ts';

const kind = z.enum(['change', 'access']).meta({
  description: 'A request that changed something; or one that read, or was refused.',
});
const role = z.enum([...ROLES, 'operator']);

const trail = reading({
  method: 'GET',
  path: '/consortia/:consortium/trail',
  tag: 'People',
  summary: 'Who changed and who read what, and who was refused, the latest first',
  capability: 'trail.read',
  query: z.strictObject({
    ...{ kind: kind.optional(), actor: name.optional(), role: role.optional() },
    ...{ from: day.optional(), through: day.optional(), ...paging },
  }),
  answer: pageOf(
    z.strictObject({
      ...{ at: z.string(), kind, actor: z.string(), role: z.string(), method: z.string() },
      ...{ path: z.string(), status: z.int() },
    }),
  ),
  async handle({ stores, consortium, query }) {
    const page = await findTrail(stores, consortium, query);
    return isRefusal(page) ? atQuery(page) : page;
  },
});

export const trailRoutes = [trail];
