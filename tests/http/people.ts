// Somebody with a role, an invitation and a key, in the consortium `one` of a test.
import { today } from '../../src/app/import/today.ts';
import { hashOfSecret } from '../../src/app/secret.ts';
import { formatDay } from '../../src/core/calendar/day.ts';
import { connectTo } from '../database.ts';
import type { TestService } from './service.ts';

/** A day so many days from today, as text. */
export const aDayAhead = (days: number) => formatDay(today() + days);

/** The person `pat`, an auditor; the invitation `open-invitation`; the key `a-key`. */
export async function addPeople({ database, stores, consortia }: TestService): Promise<void> {
  const owner = await connectTo(database.url);
  await owner.query(
    `INSERT INTO identity.person (id, name, email, "emailVerified") VALUES ('pat', 'Pat', 'pat@one.example', true)`,
  );
  await owner.query(
    `INSERT INTO identity.membership (person_id, consortium, version, email, name, role, recorded_by)
     VALUES ('pat', 'one', 1, 'pat@one.example', 'Pat', 'auditor', 'operator')`,
  );
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
