import { randomBytes } from 'node:crypto';
import { invite } from '../people.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { SignOn } from '../ports/identity.ts';
import type { Holding, PeopleStore } from '../ports/people.ts';
import { ROLES, type Role } from '../viewer.ts';

/** Somebody in a role of the demonstration. */
export interface DemoPerson {
  readonly role: Role;
  readonly email: string;
}

/**
 * Somebody in every role of the demonstration's consortium, all with one password, which is new each time: so the
 * addresses, which everybody can read here, open nothing by themselves. Roles that were changed stay as they are.
 */
export async function putDemoPeople(
  store: PeopleStore,
  signOn: SignOn,
  consortium: Consortium,
): Promise<{ people: DemoPerson[]; password: string }> {
  const password = randomBytes(12).toString('base64url');
  const known = new Set((await store.people(consortium.consortiumId)).map(({ email }) => email));
  const people: DemoPerson[] = [];
  for (const role of ROLES) {
    const email = `${role.replace(' ', '-')}@${consortium.document.code}.example`;
    const { token } = known.has(email)
      ? { token: undefined }
      : await invite(store, consortium, holdingOf(role, consortium), email, 'demonstration');
    await signOn.putPerson({ email, name: `The ${role}`, password, invitation: token });
    people.push({ role, email });
  }
  return { people, password };
}

/** Members' staff and the director are of the first member; the carrier is that of the contracts. */
function holdingOf(role: Role, { document }: Consortium): Holding {
  const member = document.members[0]!.code;
  if (role === 'member staff' || role === 'director') return { role, member };
  if (role === 'stop-loss carrier') return { role, party: document.stopLoss[0]?.carrier ?? 'carrier' };
  return role === 'coinsurer' ? { role, party: 'coinsurer' } : { role };
}
