import type { Invitation, MachineKey, Membership, PeopleStore, SignOnEvent } from '../app/ports/people.ts';
import type { Database } from './database.ts';
import type { Query } from './query.ts';

const time = (column: string, name: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "${name}"`;

// The last version of each. Which rows there are to be seen is up to the tenant and the viewer.
const PEOPLE = `SELECT person_id AS person, email, name, version, role, member, party, until, recorded_by AS "recordedBy",
    ${time('recorded_at', 'recordedAt')}
  FROM (SELECT DISTINCT ON (person_id) * FROM identity.membership ORDER BY person_id, version DESC) last
  WHERE role IS NOT NULL AND (until IS NULL OR until >= (now() AT TIME ZONE 'UTC')::date) ORDER BY email`;

const INVITATIONS = `SELECT invitation_id AS invitation, email, role, member, party, until, invited_by AS "invitedBy",
    ${time('invited_at', 'invitedAt')}, ${time('expires_at', 'expiresAt')},
    CASE WHEN accepted_at IS NOT NULL THEN 'accepted' WHEN revoked_at IS NOT NULL THEN 'revoked'
      WHEN expires_at <= now() THEN 'expired' ELSE 'open' END AS state
  FROM identity.invitation ORDER BY invited_at DESC, invitation_id`;

const KEYS = `SELECT key_id AS key, name, role, member, party, made_by AS "madeBy", ${time('made_at', 'madeAt')},
    ${time('expires_at', 'expiresAt')},
    CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= now() THEN 'expired' ELSE 'in force' END AS state
  FROM identity.machine_key ORDER BY made_at DESC, key_id`;

/** Who is what in the consortia of a database. */
export function peopleStore(database: Database): PeopleStore {
  const within = <T>(consortiumId: number | undefined, work: (query: Query) => Promise<T>) =>
    consortiumId === undefined ? database.global(work) : database.unitOfWork(consortiumId, work);
  const list = <T extends object>(consortiumId: number | undefined, text: string) =>
    within(consortiumId, async (query) => (await query.rows<T>(text)).map(withoutNulls));
  const revoke = (consortiumId: number | undefined, text: string, id: string, by: string) =>
    within(consortiumId, async (query) => (await query.run(text, [id, by])) === 1);
  return {
    people: (consortiumId) => list<Membership>(consortiumId, PEOPLE),

    record: (consortiumId, { person, holding, recordedBy }, allowed) =>
      within(consortiumId, async (query) => {
        // Two statements: the second has to see what was committed while the first waited.
        await query.run(
          `SELECT pg_advisory_xact_lock(hashtextextended('people of ' || coalesce((SELECT code FROM consortium), ''), 0))`,
        );
        const refusal = allowed((await query.rows<Membership>(PEOPLE)).map(withoutNulls));
        if (refusal !== undefined) return refusal;
        await query.run(
          `INSERT INTO identity.membership (person_id, consortium, version, email, name, role, member, party, until, recorded_by)
           SELECT person_id, consortium, version + 1, email, name, $2, $3, $4, $5, $6 FROM identity.membership
           WHERE person_id = $1 ORDER BY version DESC LIMIT 1`,
          [person, holding?.role, holding?.member, holding?.party, holding?.until, recordedBy],
        );
        return undefined;
      }),

    invitations: (consortiumId) => list<Invitation>(consortiumId, INVITATIONS),

    invite: (consortiumId, { invitation, tokenSha256, email, consortium, validDays, ...rest }) =>
      within(consortiumId, async (query) => {
        await query.run(
          `INSERT INTO identity.invitation
             (invitation_id, token_sha256, email, consortium, role, member, party, until, invited_by, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(days => $10))`,
          [
            ...[invitation, tokenSha256, email, consortium, rest.role, rest.member, rest.party, rest.until],
            ...[rest.invitedBy, validDays],
          ],
        );
      }),

    revokeInvitation: (consortiumId, invitation, by) =>
      revoke(
        consortiumId,
        `UPDATE identity.invitation SET revoked_at = now(), revoked_by = $2
         WHERE invitation_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
        invitation,
        by,
      ),

    keys: (consortiumId) => list<MachineKey>(consortiumId, KEYS),

    makeKey: (consortiumId, { key, keySha256, name, consortium, role, member, party, madeBy, expiresAt }) =>
      within(consortiumId, async (query) => {
        await query.run(
          `INSERT INTO identity.machine_key (key_id, key_sha256, name, consortium, role, member, party, made_by, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [key, keySha256, name, consortium, role, member, party, madeBy, expiresAt],
        );
      }),

    revokeKey: (consortiumId, key, by) =>
      revoke(
        consortiumId,
        'UPDATE identity.machine_key SET revoked_at = now(), revoked_by = $2 WHERE key_id = $1 AND revoked_at IS NULL',
        key,
        by,
      ),

    events: (most) =>
      list<SignOnEvent>(
        undefined,
        `SELECT ${time('recorded_at', 'recordedAt')}, kind, email, consortium, address FROM identity.event
         ORDER BY event_id DESC LIMIT ${Math.trunc(most)}`,
      ),
  };
}

/** A row with what it has: an empty column is a field that is not there. */
function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
