// Beside the password: a second factor, passkeys, and a provider of OpenID Connect.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { CLIENT, openProvider, type TestProvider } from './provider.ts';
import { type Browser, ORIGIN, PASSWORD, type SignOnService, signOnService } from './sign-on.ts';
import { codeFrom } from './totp.ts';

let pool: SignOnService;
let provider: TestProvider;

beforeAll(async () => {
  provider = await openProvider();
  pool = await signOnService({ issuer: provider.issuer, ...CLIENT });
});

afterAll(async () => {
  await pool?.close();
  provider?.close();
});

const TREASURER = { role: 'treasurer' } as const;

async function withSecondFactor(email: string) {
  const browser = await pool.join(email, TREASURER);
  const begun = await browser.auth('/two-factor/enable', { password: PASSWORD });
  const { totpURI, backupCodes } = begun.json() as { totpURI: string; backupCodes: string[] };
  expect((await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI) })).statusCode).toBe(200);
  return { browser, totpURI, backupCodes };
}

/** Gives the password in a browser of its own; with a second factor nobody is signed on by it alone. */
async function halfSignedOn(email: string): Promise<Browser> {
  const browser = pool.browser();
  expect((await browser.signOn(email)).json()).toMatchObject({ twoFactorRedirect: true });
  expect((await browser.get('/me')).statusCode).toBe(401);
  return browser;
}

describe('a second factor', () => {
  test('is asked for after the password, and without it nobody is signed on', async () => {
    const { totpURI } = await withSecondFactor('totp@one.example');
    const browser = await halfSignedOn('totp@one.example');
    expect((await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI, 99) })).statusCode).toBe(
      401,
    );
    expect((await browser.get('/me')).statusCode).toBe(401);
    expect((await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI) })).statusCode).toBe(200);
    expect((await browser.get('/me')).json().name).toBe('totp@one.example');
    expect(await pool.events('totp@one.example')).toEqual([
      ...['invitation accepted', 'second factor begun', 'second factor given'],
      ...['password given, second factor asked for', 'second factor given'],
    ]);
  });

  test('that is lost is stood in for by a recovery code, once', async () => {
    const { backupCodes } = await withSecondFactor('lost@one.example');
    expect(backupCodes.length).toBeGreaterThanOrEqual(8);
    const [code] = backupCodes as [string];
    const use = async () =>
      (await halfSignedOn('lost@one.example')).auth('/two-factor/verify-backup-code', { code });
    expect([(await use()).statusCode, (await use()).statusCode]).toEqual([200, 401]);
  });

  test('cannot be guessed for long', async () => {
    const { totpURI } = await withSecondFactor('guess@one.example');
    const tried: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const browser = await halfSignedOn('guess@one.example');
      for (let more = 0; more < 3; more += 1)
        tried.push(
          (await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI, 99) })).statusCode,
        );
    }
    expect(tried.at(-1)).toBe(429);
    const browser = await halfSignedOn('guess@one.example');
    expect((await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI) })).statusCode).toBe(429);
  });

  test('is asked for again on a machine that wanted to be trusted', async () => {
    const { totpURI } = await withSecondFactor('trust@one.example');
    const browser = await halfSignedOn('trust@one.example');
    await browser.auth('/two-factor/verify-totp', { code: codeFrom(totpURI), trustDevice: true });
    await browser.auth('/sign-out', {});
    expect((await browser.signOn('trust@one.example')).json()).toMatchObject({ twoFactorRedirect: true });
  });

  test('is not given up without the password, and its secret is not in the database as it is', async () => {
    const { browser, totpURI, backupCodes } = await withSecondFactor('keep@one.example');
    expect((await browser.auth('/two-factor/disable', { password: 'not the password' })).statusCode).toBe(
      400,
    );
    const { rows } = await pool.owner.query('SELECT * FROM identity.second_factor');
    const stored = JSON.stringify(rows);
    const secret = new URL(totpURI).searchParams.get('secret')!;
    for (const plain of [secret, ...backupCodes]) expect(stored).not.toContain(plain);
  });
});

describe('a passkey', () => {
  async function withPasskey(email: string, authenticator = new Authenticator(ORIGIN)) {
    const browser = await pool.join(email, TREASURER);
    const challenge = (await browser.auth('/passkey/generate-register-options')).json();
    const answer = await browser.auth('/passkey/verify-registration', {
      response: authenticator.register(challenge),
    });
    return { authenticator, answer };
  }

  const challenged = async (browser: Browser) =>
    (await browser.auth('/passkey/generate-authenticate-options')).json();
  const signOnWith = async (authenticator: Authenticator) => {
    const browser = pool.browser();
    const response = authenticator.sign(await challenged(browser));
    return { browser, answer: await browser.auth('/passkey/verify-authentication', { response }) };
  };

  test('signs its person on', async () => {
    const { authenticator, answer } = await withPasskey('key@one.example');
    expect(answer.statusCode).toBe(200);
    const { browser } = await signOnWith(authenticator);
    expect((await browser.get('/me')).json().name).toBe('key@one.example');
    expect(await pool.events('key@one.example')).toEqual([
      'invitation accepted',
      'passkey added',
      'signed on with a passkey',
    ]);
  });

  test('that does not ask who uses it is none', async () => {
    const authenticator = new Authenticator(ORIGIN);
    authenticator.isVerifying = false;
    expect((await withPasskey('bare@one.example', authenticator)).answer.json().code).toBe(
      'PASSKEY_NOT_OPENED',
    );
    const { authenticator: good } = await withPasskey('found@one.example');
    good.isVerifying = false;
    const { browser, answer } = await signOnWith(good);
    expect(answer.json().code).toBe('PASSKEY_NOT_OPENED');
    expect((await browser.get('/me')).statusCode).toBe(401);
  });

  test('of another site, for another challenge, or used again opens nothing', async () => {
    expect(
      (await withPasskey('phish@one.example', new Authenticator('https://evil.example'))).answer.statusCode,
    ).toBeGreaterThanOrEqual(400);
    const { authenticator } = await withPasskey('replay@one.example');
    const browser = pool.browser();
    const response = authenticator.sign(await challenged(browser));
    const send = (who: Browser) => who.auth('/passkey/verify-authentication', { response });
    const other = pool.browser();
    await challenged(other);
    expect((await send(other)).statusCode).toBeGreaterThanOrEqual(400);
    expect((await send(browser)).statusCode).toBe(200);
    expect((await send(browser)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('a provider', () => {
  test('is told of to whoever comes to sign on', async () => {
    expect((await pool.browser().send('GET', '/api/ways')).json()).toEqual({ provider: true });
  });

  /** Signs on there and comes back; where the browser is sent in the end. */
  async function comeBack(browser: Browser): Promise<string> {
    const begun = await browser.auth('/sign-in/social', {
      provider: 'provider',
      callbackURL: '/',
      errorCallbackURL: '/failed',
    });
    const back = new URL(provider.signOn((begun.json() as { url: string }).url));
    return String((await browser.send('GET', `${back.pathname}${back.search}`)).headers.location);
  }

  test('signs on somebody who is a person already, by an address that it has verified', async () => {
    await pool.join('sso@one.example', TREASURER);
    provider.claims = { sub: 's-1', email: 'SSO@one.example', email_verified: true, name: 'S' };
    const browser = pool.browser();
    expect(await comeBack(browser)).not.toContain('error');
    expect((await browser.get('/me')).json()).toMatchObject({
      name: 'sso@one.example',
      memberships: [{ role: 'treasurer' }],
    });
    // From then on by what the provider calls that person, whatever the address.
    provider.claims = { ...provider.claims, email: 'renamed@one.example' };
    const again = pool.browser();
    await comeBack(again);
    expect((await again.get('/me')).json().name).toBe('sso@one.example');
    const { rows } = await pool.owner.query(
      `SELECT "idToken", "accessToken" FROM identity.account WHERE "providerId" = 'provider'`,
    );
    expect(rows[0].accessToken).not.toBe('a');
    expect(await pool.events('sso@one.example')).toContain('signed on with a provider');
  });

  test.each([
    ['somebody who was not invited', { email: 'stranger@x.example' }],
    ['an address that it has not verified', { email_verified: false }],
    ['a token for another service', { aud: 'another' }],
    ['a token of another provider', { iss: 'https://evil.example' }],
    ['a token of another sign-on', { nonce: 'another' }],
  ])('does not sign on %s', async (what, claims) => {
    const email = `${what.replace(/\W/g, '-')}@one.example`;
    await pool.join(email, TREASURER);
    provider.claims = { sub: what, email, email_verified: true, name: 'S', ...claims };
    const browser = pool.browser();
    expect(await comeBack(browser)).toContain('error');
    expect((await browser.get('/me')).statusCode).toBe(401);
    const { rows } = await pool.owner.query("SELECT FROM identity.person WHERE email = 'stranger@x.example'");
    expect(rows).toEqual([]);
  });

  test('whose token somebody else signed does not either', async () => {
    await pool.join('forged@one.example', TREASURER);
    provider.claims = { sub: 'f', email: 'forged@one.example', email_verified: true };
    provider.isForging = true;
    const browser = pool.browser();
    expect(await comeBack(browser)).toContain('error');
    provider.isForging = false;
    expect((await browser.get('/me')).statusCode).toBe(401);
  });

  test('sends back only into the browser that went there, and to our own pages', async () => {
    await pool.join('state@one.example', TREASURER);
    provider.claims = { sub: 'st', email: 'state@one.example', email_verified: true, name: 'S' };
    const begun = await pool.browser().auth('/sign-in/social', { provider: 'provider', callbackURL: '/' });
    const back = new URL(provider.signOn((begun.json() as { url: string }).url));
    const victim = pool.browser();
    await victim.send('GET', `${back.pathname}${back.search}`);
    expect((await victim.get('/me')).statusCode).toBe(401);
    const token = { token: 'any', nonce: 'any' };
    const bare = await pool.browser().auth('/sign-in/social', { provider: 'provider', idToken: token });
    expect(bare.json().code).toBe('TOKEN_NOT_TAKEN');
    const away = await pool
      .browser()
      .auth('/sign-in/social', { provider: 'provider', callbackURL: 'https://evil.example/' });
    expect(away.statusCode).toBe(403);
  });
});
