import { betterAuth } from 'better-auth';
import type { Principal, SignOn } from '../app/ports/identity.ts';
import { hashOfSecret, KEY_PREFIX } from '../app/secret.ts';
import { isRole, type Viewer } from '../app/viewer.ts';
import { ask } from './ask.ts';
import { ADDRESS_HEADER } from './events.ts';
import { signOnOptions } from './options.ts';
import type { SignOnSettings } from './settings.ts';

/** What somebody holds, as the database's functions answer it; without a consortium: the operator. */
interface Held {
  readonly consortium: string | null;
  readonly role: string;
  readonly member: string | null;
  readonly party: string | null;
}

/** Opens sign-on over its connections, which it closes with it. */
export function openSignOn(settings: SignOnSettings): SignOn {
  const auth = betterAuth(signOnOptions(settings));
  const { pool } = settings;

  async function principalOfKey(key: string): Promise<Principal | undefined> {
    if (!key.startsWith(KEY_PREFIX)) return undefined;
    const [held] = await ask<Held & { name: string }>(pool, 'SELECT * FROM identity.holder_of($1)', [
      hashOfSecret(key),
    ]);
    return held && { ...principal(`key ${held.name}`, [held]), isMachine: true };
  }

  async function principalOfSession(headers: Headers): Promise<Principal | undefined> {
    const found = await auth.api
      .getSession({ headers, returnHeaders: true })
      .catch(async (error: unknown) => {
        // The library keeps to itself why it could not look; a database that is not there says so when asked again.
        await ask(pool, 'SELECT', []);
        throw error;
      });
    if (found.response === null) return undefined;
    const { id, email } = found.response.user;
    const held = await ask<Held>(pool, 'SELECT * FROM identity.membership_of($1)', [id]);
    return { ...principal(email, held), session: { cookies: found.headers.getSetCookie() } };
  }

  return {
    hasProvider: settings.provider !== undefined,

    principalOf(headers) {
      // A key that is given counts, and not the cookie beside it.
      const authorization = headers.get('authorization');
      if (authorization === null) return principalOfSession(headers);
      const [, key] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
      return key === undefined ? Promise.resolve(undefined) : principalOfKey(key);
    },

    answer(request, address) {
      request.headers.set(ADDRESS_HEADER, address);
      return auth.handler(request);
    },

    async putPerson({ email, name, password, invitation }) {
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const known = await internalAdapter.findUserByEmail(email);
      const id =
        known?.user.id ??
        (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email' })).id;
      // Who was made by a process that ended then has none yet.
      const accounts = known === null ? [] : await internalAdapter.findAccounts(id);
      if (accounts.some(({ providerId }) => providerId === 'credential'))
        await internalAdapter.updatePassword(id, hash);
      else
        await internalAdapter.linkAccount({
          ...{ userId: id, accountId: id, providerId: 'credential', password: hash },
        });
      if (known !== null) await internalAdapter.deleteUserSessions(id);
      if (invitation !== undefined)
        await ask(pool, 'SELECT identity.accept_invitation($1, $2)', [hashOfSecret(invitation), id]);
    },

    close: () => pool.end(),
  };
}

function principal(name: string, held: readonly Held[]): Principal {
  const viewers = new Map<string, Viewer>();
  for (const { consortium, role, member, party } of held)
    if (consortium !== null && isRole(role))
      viewers.set(consortium, { role, name, member: member ?? undefined, party: party ?? undefined });
  return { name, isOperator: held.some(({ consortium }) => consortium === null), viewers };
}
