import { createHmac } from 'node:crypto';
import { APIError, type createAuthMiddleware, isAPIError } from 'better-auth/api';
import { ask } from './ask.ts';
import type { SignOnSettings } from './settings.ts';

/** After so many refused sign-ons of one address in a quarter of an hour it has to wait, wherever they came from. */
export const MOST_REFUSED = 10;

/** What is kept of a request that went well, by its path. */
const DONE: Readonly<Record<string, string>> = {
  '/sign-in/email': 'signed on with a password',
  '/callback/:id': 'signed on with a provider',
  '/passkey/verify-authentication': 'signed on with a passkey',
  '/two-factor/verify-totp': 'second factor given',
  '/two-factor/verify-backup-code': 'recovery code used',
  '/two-factor/enable': 'second factor begun',
  '/two-factor/disable': 'second factor given up',
  '/passkey/verify-registration': 'passkey added',
  '/passkey/delete-passkey': 'passkey removed',
  '/change-password': 'password changed',
  '/revoke-sessions': 'signed off everywhere',
  '/sign-out': 'signed off',
  '/accept-invitation': 'invitation accepted',
};

/** The paths at which somebody proves who he is: a refusal there is kept. */
const PROOFS = [
  '/sign-in/email',
  '/passkey/verify-authentication',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/callback/:id',
];

type Hook = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The address that was typed at a sign-on, as it is counted: nobody reads it out of what is kept. */
function subjectOf({ path, body, context }: Hook): string | undefined {
  const { email } = (body ?? {}) as { email?: unknown };
  if (path !== '/sign-in/email' || typeof email !== 'string') return undefined;
  return createHmac('sha256', context.secret).update(email.toLowerCase()).digest('hex');
}

/** Holds up who tries one address again and again. The same for addresses that nobody has. */
export const holdUp =
  ({ pool }: SignOnSettings) =>
  async (hook: Hook) => {
    const subject = subjectOf(hook);
    if (subject === undefined) return;
    const [found] = await ask<{ refused: string }>(
      pool,
      `SELECT count(*)::text AS refused FROM identity.event
     WHERE subject = $1 AND kind = 'refused' AND recorded_at > now() - interval '15 minutes'`,
      [subject],
    );
    if (Number(found!.refused) >= MOST_REFUSED)
      throw new APIError('TOO_MANY_REQUESTS', {
        code: 'TOO_MANY_REQUESTS',
        message: 'Too many tries. Try again in a quarter of an hour.',
      });
  };

/** Keeps what was done about sign-on, and what was refused. */
export const keepEvent = (settings: SignOnSettings) => async (hook: Hook) => {
  const { path, context } = hook;
  const { returned, newSession, session } = context;
  const who = newSession?.user ?? session?.user;
  // A provider's answer ends in a redirection either way.
  const isRefused = isAPIError(returned)
    ? returned.statusCode >= 400
    : path === '/callback/:id' && newSession === null;
  if (isAPIError(returned) && returned.statusCode === 429) return;
  const kind = isRefused ? PROOFS.includes(path) && 'refused' : DONE[path];
  if (kind === undefined || kind === false) return;
  const isHalf = path === '/sign-in/email' && who !== undefined && who.twoFactorEnabled === true;
  await keep(settings, {
    kind: !isRefused && isHalf ? 'password given, second factor asked for' : kind,
    email: who?.email,
    subject: isRefused ? subjectOf(hook) : undefined,
    address: hook.headers?.get(ADDRESS_HEADER),
  });
};

/** Keeps one event. */
export async function keep(
  { pool }: SignOnSettings,
  event: {
    readonly kind: string;
    readonly email?: string | undefined;
    readonly subject?: string | undefined;
    readonly address?: string | null | undefined;
  },
): Promise<void> {
  await ask(pool, 'INSERT INTO identity.event (kind, email, subject, address) VALUES ($1, $2, $3, $4)', [
    ...[event.kind, event.email, event.subject, event.address],
  ]);
}

/** The header in which the service says where a request came from; what a client puts there is overwritten. */
export const ADDRESS_HEADER = 'x-poolbook-address';
