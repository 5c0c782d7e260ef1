import { APIError, createAuthEndpoint, getSessionFromCtx } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { hashOfSecret } from '../app/secret.ts';
import { ask } from './ask.ts';
import type { SignOnSettings } from './settings.ts';

const body = z.strictObject({
  token: z.string().min(1).max(200),
  /** For those who are new. */
  name: z.string().trim().min(1).max(200).optional(),
  password: z.string().max(1000).optional(),
});

/** One answer to all tokens that cannot be used, so that nothing is learnt by trying. */
const notOpen = () =>
  new APIError('BAD_REQUEST', {
    code: 'INVITATION_NOT_OPEN',
    message: 'This invitation was used or taken back, or has expired. Ask for a new one.',
  });

const signOnFirst = () =>
  new APIError('UNAUTHORIZED', {
    code: 'SIGN_ON_FIRST',
    message: 'There is an account with this address. Sign on with it, then accept the invitation.',
  });

const UNIQUE_VIOLATION = '23505';

/**
 * POST /accept-invitation: the only way to become a person. Who is new gives a name and a password and is then signed
 * on; who is a person already has to be signed on as that person, so that a link alone never opens an account.
 */
export const acceptInvitation = ({ pool }: SignOnSettings) => ({
  id: 'invitation',
  endpoints: {
    acceptInvitation: createAuthEndpoint('/accept-invitation', { method: 'POST', body }, async (ctx) => {
      const { internalAdapter, password: passwords } = ctx.context;
      const sha256 = hashOfSecret(ctx.body.token);
      const [invitee] = await ask<{ email: string | null }>(pool, 'SELECT identity.invitee_of($1) AS email', [
        sha256,
      ]);
      const email = invitee?.email;
      if (email === null || email === undefined) throw notOpen();
      const known = await internalAdapter.findUserByEmail(email);
      const session = await getSessionFromCtx(ctx);
      if (known !== null && session?.user.id !== known.user.id) throw signOnFirst();
      let person = known?.user;
      if (person === undefined) {
        const { name, password } = ctx.body;
        const { minPasswordLength: least, maxPasswordLength: most } = passwords.config;
        if (name === undefined || password === undefined || password.length < least || password.length > most)
          throw new APIError('BAD_REQUEST', {
            code: 'NAME_AND_PASSWORD_NEEDED',
            message: `Give a name, and a password of ${least} to ${most} characters.`,
          });
        const hash = await passwords.hash(password);
        person = await internalAdapter
          .createUser({ email, name, emailVerified: true }, { method: 'email' })
          .catch((error: { readonly code?: string }) => {
            // The same invitation at the same moment: the other one has made the person.
            throw error.code === UNIQUE_VIOLATION ? signOnFirst() : error;
          });
        await internalAdapter.linkAccount({
          ...{ userId: person.id, accountId: person.id, providerId: 'credential', password: hash },
        });
      }
      const [accepted] = await ask<{ consortium: string | null; role: string }>(
        pool,
        'SELECT consortium, role FROM identity.accept_invitation($1, $2)',
        [sha256, person.id],
      );
      if (accepted === undefined) throw notOpen();
      if (known === null) {
        await setSessionCookie(ctx, {
          session: await internalAdapter.createSession(person.id),
          user: person,
        });
      }
      return ctx.json({ consortium: accepted.consortium, role: accepted.role });
    }),
  },
});
