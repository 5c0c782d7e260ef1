// Somebody with a role, an invitation and a key, in the consortium `one` of a test.
import { today } from '../../src/app/import/today.ts';
import { hashOfSecret } from '../../src/app/secret.ts';
import { formatDay } from '../../src/core/calendar/day.ts';
import { connectTo } from '../database.ts';
import type { TestService } from './service.ts';

/** A day so many days from today, as text. */
export const aDayAhead = (days: number) => formatDay(today() + days);

/** The person `pat` and others asked for, auditors; the invitation `open-invitation`; the key `a-key`. */
export async function addPeople(
  { database, stores, consortia }: TestService,
  others: readonly string[] = [],
): Promise<void> {
  const owner = await connectTo(database.url);
  for (const person of ['pat', ...others]) {
    await owner.query(
      `INSERT INTO identity.person (id, name, email, "emailVerified") VALUES ($1, $1, $1 || '@one.example', true)`,
      [person],
    );
    await owner.query(
      `INSERT INTO identity.membership (person_id, consortium, version, email, name, role, recorded_by)
       VALUES ($1, 'one', 1, $1 || '@one.example', $1, 'auditor', 'operator')`,
      [person],
    );
  }
  await owner.end();
  const { consortiumId } = consortia.get('one')!;
  const ofOne = { consortium: 'one', role: 'auditor' as const };
  await stores.people.invite(consortiumId, {
    ...{
      ...ofOne,
      invitation: 'open-invitation',
      email: 'sam@one.example',
      tokenSha256: hashOfSecret('open'),
    },
    ...{ invitedBy: 'operator', validDays: 1 },
  });
  await stores.people.makeKey(consortiumId, {
    ...{ ...ofOne, key: 'a-key', name: 'a key', keySha256: hashOfSecret('a key'), madeBy: 'operator' },
    expiresAt: `${aDayAhead(2)}T00:00:00Z`,
  });
}
