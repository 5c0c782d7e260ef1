import { passkey } from '@better-auth/passkey';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { PostgresDialect } from 'kysely';
import { acceptInvitation } from './accept-invitation.ts';
import { ADDRESS_HEADER, holdUp, keep, keepEvent } from './events.ts';
import { resetLetter } from './letters.ts';
import type { SignOnSettings } from './settings.ts';

const MINUTE_SECONDS = 60;

/** A session is prolonged by use up to this; a trigger of the table holds it to this, and to its absolute end. */
const IDLE_SECONDS = 30 * MINUTE_SECONDS;

/** What nobody may ask for: people come by invitation, and an address is who somebody is. */
const CLOSED = [
  ...[
    '/sign-up/email',
    '/change-email',
    '/delete-user',
    '/delete-user/callback',
    '/update-user',
    '/update-session',
  ],
  ...['/send-verification-email', '/verify-email', '/get-access-token', '/refresh-token', '/account-info'],
  ...['/two-factor/send-otp', '/two-factor/verify-otp', '/two-factor/get-totp-uri', '/reset-password/:token'],
];

/** How the library better-auth is set up here. */
export function signOnOptions(settings: SignOnSettings) {
  const { origins, pool, provider } = settings;
  const [origin] = origins;
  const { protocol, hostname } = new URL(origin);
  const hold = holdUp(settings);
  return {
    appName: 'Poolbook',
    baseURL: origin,
    basePath: '/api/auth',
    secret: settings.secret,
    trustedOrigins: [...origins],
    database: {
      dialect: new PostgresDialect({ pool }),
      type: 'postgres',
      schemaName: 'identity',
      transaction: true,
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // The message alone: what comes with it may name a person.
      log: (_level, message) => settings.problem?.(message),
    },
    disabledPaths: CLOSED,
    // What is no answer of the library's own is the service's to report, as with every other route.
    onAPIError: { throw: true },
    user: { modelName: 'person' },
    session: { expiresIn: IDLE_SECONDS, updateAge: MINUTE_SECONDS, freshAge: 10 * MINUTE_SECONDS },
    verification: { storeIdentifier: 'hashed' },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, trustedProviders: [] } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      resetPasswordTokenExpiresIn: 30 * MINUTE_SECONDS,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user, token }) {
        await keep(settings, { kind: 'link to set a password sent', email: user.email });
        await settings.mail.send(resetLetter(user.email, `${origin}/reset-password#${token}`));
      },
      onPasswordReset: ({ user }) => keep(settings, { kind: 'password set by a link', email: user.email }),
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: MINUTE_SECONDS,
      max: 300,
      customRules: {
        '/sign-in/email': { window: MINUTE_SECONDS, max: 20 },
        '/accept-invitation': { window: MINUTE_SECONDS, max: 20 },
      },
    },
    advanced: {
      cookiePrefix: 'poolbook',
      // The same names with and without https, as the API's document says them.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: protocol === 'https:', sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Said outright, because the library lets both go in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    hooks: {
      before: createAuthMiddleware(async (hook) => {
        await hold(hook);
        const body = bodyAsTaken(hook.path, hook.body);
        return body && { context: { body } };
      }),
      after: createAuthMiddleware(keepEvent(settings)),
    },
    plugins: [
      twoFactor({ issuer: 'Poolbook', schema: { twoFactor: { modelName: 'second_factor' } } }),
      passkey({
        ...{ rpID: hostname, rpName: 'Poolbook', origin: [...origins] },
        authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
        registration: {
          afterVerification: ({ verification }) =>
            requireVerified(verification.registrationInfo?.userVerified === true),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireVerified(verification.authenticationInfo.userVerified),
        },
      }),
      genericOAuth({ config: provider === undefined ? [] : [providerConfig(provider)] }),
      acceptInvitation(settings),
    ],
  } satisfies BetterAuthOptions;
}

/** What is laid over the body of a request. */
function bodyAsTaken(path: string, body: unknown): object | undefined {
  // Whoever changes a password may do so because another has it.
  if (path === '/change-password') return { revokeOtherSessions: true };
  // The second factor is asked for each time, on every machine.
  if (path.startsWith('/two-factor/verify-')) return { trustDevice: false };
  // A token that was got elsewhere is not bound to this browser.
  if (path === '/sign-in/social' && (body as { idToken?: unknown } | undefined)?.idToken !== undefined)
    throw new APIError('BAD_REQUEST', { code: 'TOKEN_NOT_TAKEN', message: 'Come by way of the provider.' });
  return undefined;
}

/** A passkey stands for two factors: that one has it, and that one has opened it with a finger, a face or a number. */
function requireVerified(isVerified: boolean): void {
  if (!isVerified)
    throw new APIError('UNAUTHORIZED', {
      code: 'PASSKEY_NOT_OPENED',
      message: 'The passkey has to ask who you are. Give it a number, a finger or a face.',
    });
}

/** Only people that are there already may come from a provider, by an address that it has verified. */
function providerConfig({ issuer, clientId, clientSecret }: NonNullable<SignOnSettings['provider']>) {
  return {
    ...{ providerId: 'provider', clientId, clientSecret, scopes: ['openid', 'email', 'profile'] },
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    ...{ pkce: true, disableSignUp: true, disableImplicitSignUp: true, requireIdTokenVerification: true },
  };
}
