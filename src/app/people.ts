import { randomUUID } from 'node:crypto';
import { formatDay, parseDay } from '../core/calendar/day.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../core/refusal.ts';
import { today } from './import/today.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Holding, Membership, PeopleStore } from './ports/people.ts';
import { hashOfSecret, KEY_PREFIX, newSecret } from './secret.ts';
import { isRole, OPERATOR } from './viewer.ts';

/** For how long an invitation can be accepted. */
export const INVITATION_DAYS = 7;

/** The longest that a machine's key may be in force. */
const MOST_KEY_DAYS = 366;

/** A role as it is asked for: codes and a day that may be wrong. */
export interface GivenHolding {
  readonly role: string;
  readonly member?: string | undefined;
  readonly party?: string | undefined;
  readonly until?: string | undefined;
}

/** A role with its last day, where it has one. */
export type DatedHolding = Holding & { readonly until?: string | undefined };

/**
 * The role that is asked for in a consortium; `at` is where it stands. Member's staff are of a member, carriers and
 * coinsurers have the code of an insurer; a director may be named with the member that sent it. Refused: `wrong_type`,
 * `missing_field`, `unknown_field`, `unknown_reference`, and a day that is none or is past.
 */
export function readHolding(
  { members }: Consortium,
  given: GivenHolding,
  at: string,
): DatedHolding | Refusal {
  const { role, member, party, until } = given;
  if (!isRole(role)) return refuse('wrong_type', joinPath(at, 'role'), 'the name of a role', role);
  const isInsurer = role === 'stop-loss carrier' || role === 'coinsurer';
  if (role === 'member staff' && member === undefined)
    return refuse(
      'missing_field',
      joinPath(at, 'member'),
      'the member organisation that they are of',
      member,
    );
  if (isInsurer && party === undefined)
    return refuse('missing_field', joinPath(at, 'party'), 'the code of the insurer', party);
  if (member !== undefined && role !== 'member staff' && role !== 'director')
    return refuse('unknown_field', joinPath(at, 'member'), `no member for the role ${role}`, member);
  if (party !== undefined && !isInsurer)
    return refuse('unknown_field', joinPath(at, 'party'), `no insurer for the role ${role}`, party);
  if (member !== undefined && !members.has(member))
    return refuse(
      'unknown_reference',
      joinPath(at, 'member'),
      `one of ${[...members.keys()].join(', ')}`,
      member,
    );
  const last = until === undefined ? undefined : futureDay(until, joinPath(at, 'until'));
  return isRefusal(last) ? last : { role, member, party, until };
}

function futureDay(text: string, at: string): number | Refusal {
  const day = parseDay(text);
  if (typeof day === 'string') return refuse(day, at, 'a day that exists', text);
  return day < today() ? refuse('out_of_range', at, 'today or later', text) : day;
}

/**
 * Invites somebody, as whoever `by` is: the token is to be sent to that address and to nowhere else, since whoever has
 * it can accept. Without a consortium: as the operator.
 */
export async function invite(
  store: PeopleStore,
  consortium: Consortium | undefined,
  holding: DatedHolding,
  email: string,
  by: string,
): Promise<{ invitation: string; token: string }> {
  const [invitation, token] = [randomUUID(), newSecret()];
  await store.invite(consortium?.consortiumId, {
    ...{ invitation, tokenSha256: hashOfSecret(token), email: email.toLowerCase(), ...holding },
    ...{ consortium: consortium?.document.code, invitedBy: by, validDays: INVITATION_DAYS },
  });
  return { invitation, token };
}

/**
 * Makes a person something else in a consortium, or without a holding nothing. Refused: `not_found`, and
 * `last_administrator` where nobody would be left who could invite others; the operator may do that too.
 */
export function changeMembership(
  store: PeopleStore,
  consortium: Consortium,
  person: string,
  holding: DatedHolding | undefined,
  by: { readonly name: string; readonly role: string },
): Promise<Refusal | undefined> {
  const change = { person, holding, recordedBy: by.name };
  return store.record(consortium.consortiumId, change, (people) => {
    if (!people.some((one) => one.person === person))
      return refuse('not_found', 'person', 'somebody who has a role', person);
    const isLeft = (one: Membership) => one.role === 'administrator' && one.person !== person;
    if (by.role === OPERATOR.role || holding?.role === 'administrator' || people.some(isLeft))
      return undefined;
    const was = people.find((one) => one.person === person)!;
    if (was.role !== 'administrator') return undefined;
    return refuse('last_administrator', 'person', 'another administrator to be there', was.email);
  });
}

/**
 * Makes a key for a machine; it is told this once. Without a consortium: the operator's. `expires` is its last day.
 * Refused: `inconsistent` where a key has that name already, and a day that is none, past or too far.
 */
export async function makeKey(
  store: PeopleStore,
  consortium: Consortium | undefined,
  given: Holding & { readonly name: string; readonly expires: string },
  by: string,
): Promise<{ key: string; secret: string } | Refusal> {
  const { role, member, party, name, expires } = given;
  const last = futureDay(expires, 'expires');
  if (isRefusal(last)) return last;
  if (last > today() + MOST_KEY_DAYS)
    return refuse('out_of_range', 'expires', `at most ${MOST_KEY_DAYS} days from today`, expires);
  if ((await store.keys(consortium?.consortiumId)).some((one) => one.name === name))
    return refuse('inconsistent', 'name', 'a name that no key has or had', name);
  const [key, secret] = [randomUUID(), `${KEY_PREFIX}${newSecret()}`];
  await store.makeKey(consortium?.consortiumId, {
    ...{ key, keySha256: hashOfSecret(secret), name, role, member, party, madeBy: by },
    ...{ consortium: consortium?.document.code, expiresAt: `${formatDay(last + 1)}T00:00:00Z` },
  });
  return { key, secret };
}
