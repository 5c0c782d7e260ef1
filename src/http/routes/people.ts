import { z } from 'zod';
import { invitationLetter, invitationLink } from '../../app/invitation-letter.ts';
import { changeMembership, invite, readHolding } from '../../app/people.ts';
import type { Principal } from '../../app/ports/identity.ts';
import { ROLES } from '../../app/viewer.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { effect, reading } from '../route.ts';
import { day, name } from '../shapes.ts';

/** A role with what it is held for. */
export const holding = {
  role: z.enum(ROLES),
  member: name
    .optional()
    .meta({ description: 'Of member staff, and of a director the member that sent it.' }),
  party: name.optional().meta({ description: 'The code of the insurer: of a carrier or coinsurer.' }),
};

const moment = z.string().meta({ examples: ['2026-11-22T09:30:00Z'] });

const person = z.strictObject({
  ...{
    person: name,
    email: z.string(),
    name: z.string(),
    version: z.int(),
    ...holding,
    until: day.optional(),
  },
  ...{ recordedBy: z.string(), recordedAt: moment },
});

const email = z
  .email()
  .max(254)
  .meta({ examples: ['dana@town.example'] });

/** A machine acts in its role, but does not say who else may. */
export function refusedToMachine({ isMachine, isOperator, name }: Principal): Refusal | undefined {
  if (isMachine !== true || isOperator) return undefined;
  return refuse('not_allowed', 'people.change', 'a person, signed on', name);
}

const listPeople = reading({
  method: 'GET',
  path: '/consortia/:consortium/people',
  tag: 'People',
  summary: 'Who has which role today',
  capability: 'people.read',
  answer: z.strictObject({ people: z.array(person) }),
  handle: async ({ stores, consortium }) => ({
    people: (await stores.people.people(consortium.consortiumId)) as z.input<typeof person>[],
  }),
});

const readPerson = reading({
  method: 'GET',
  path: '/consortia/:consortium/people/:person',
  tag: 'People',
  summary: 'The role of one person',
  capability: 'people.read',
  params: z.strictObject({ person: name }),
  answer: person,
  async handle({ stores, consortium, params }) {
    const people = await stores.people.people(consortium.consortiumId);
    const found = people.find((one) => one.person === params.person);
    if (found === undefined) return refuse('not_found', 'person', 'somebody who has a role', params.person);
    return found as z.input<typeof person>;
  },
});

const changeRole = effect({
  method: 'PUT',
  path: '/consortia/:consortium/people/:person',
  tag: 'People',
  summary: 'Give a person another role',
  capability: 'people.change',
  changes: readPerson,
  params: z.strictObject({ person: name }),
  body: z.strictObject({ ...holding, until: day.optional() }),
  answer: z.strictObject({ person: name, role: z.enum(ROLES) }),
  async handle({ stores, consortium, viewer, principal, params, body }) {
    const held = refusedToMachine(principal) ?? readHolding(consortium, body, 'body');
    if (isRefusal(held)) return held;
    const refusal = await changeMembership(stores.people, consortium, params.person, held, viewer);
    return refusal ?? { person: params.person, role: body.role };
  },
});

const removePerson = effect({
  method: 'DELETE',
  path: '/consortia/:consortium/people/:person',
  tag: 'People',
  summary: 'Take a person’s role; what the person did stays on record',
  capability: 'people.change',
  params: z.strictObject({ person: name }),
  answer: z.strictObject({ person: name }),
  async handle({ stores, consortium, viewer, principal, params }) {
    const refusal =
      refusedToMachine(principal) ??
      (await changeMembership(stores.people, consortium, params.person, undefined, viewer));
    return refusal ?? { person: params.person };
  },
});

const invitation = z.strictObject({
  ...{ invitation: name, email: z.string(), ...holding, until: day.optional() },
  ...{ invitedBy: z.string(), invitedAt: moment, expiresAt: moment },
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
});

const listInvitations = reading({
  method: 'GET',
  path: '/consortia/:consortium/invitations',
  tag: 'People',
  summary: 'Who was invited, the latest first',
  capability: 'people.read',
  answer: z.strictObject({ invitations: z.array(invitation) }),
  handle: async ({ stores, consortium }) => ({
    invitations: (await stores.people.invitations(consortium.consortiumId)) as z.input<typeof invitation>[],
  }),
});

const inviteSomebody = effect({
  method: 'POST',
  path: '/consortia/:consortium/invitations',
  tag: 'People',
  summary: 'Invite somebody by letter; the link works once, within a week',
  capability: 'people.change',
  body: z.strictObject({ email, ...holding, until: day.optional() }),
  answer: z.strictObject({ invitation: name }),
  status: 201,
  async handle({ stores, consortium, viewer, principal, body, mail, origin }) {
    const held = refusedToMachine(principal) ?? readHolding(consortium, body, 'body');
    if (isRefusal(held)) return held;
    const made = await invite(stores.people, consortium, held, body.email, viewer.name);
    // Not in the answer: who invites is not to be able to accept in another's name. A letter whose invitation is
    // rolled back afterwards has a link that opens nothing.
    const link = invitationLink(origin, made.token);
    await mail.send(invitationLetter(body.email, consortium.document.name, body.role, link));
    return { invitation: made.invitation };
  },
});

const revokeInvitation = effect({
  method: 'DELETE',
  path: '/consortia/:consortium/invitations/:invitation',
  tag: 'People',
  summary: 'Take an invitation back',
  capability: 'people.change',
  params: z.strictObject({ invitation: name }),
  answer: z.strictObject({ invitation: name }),
  async handle({ stores, consortium, viewer, principal, params }) {
    const refused = refusedToMachine(principal);
    if (refused !== undefined) return refused;
    const { invitation: id } = params;
    const isDone = await stores.people.revokeInvitation(consortium.consortiumId, id, viewer.name);
    return isDone ? { invitation: id } : refuse('not_found', 'invitation', 'an invitation that is open', id);
  },
});

/** People of a consortium, and those invited. */
export const peopleRoutes = [
  ...[listPeople, readPerson, changeRole, removePerson],
  ...[listInvitations, inviteSomebody, revokeInvitation],
];
