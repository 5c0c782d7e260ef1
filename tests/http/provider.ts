// A small provider of OpenID Connect: discovery, keys, and codes for tokens (OpenID Connect Core, section 3.1).
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { clientId: 'poolbook', clientSecret: 'a secret between the two' };

/** What the provider says of whoever signs on there next, and where it lies. */
export interface Claims {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
  readonly aud?: string;
  readonly iss?: string;
  readonly nonce?: string;
}

export interface TestProvider {
  readonly issuer: string;
  /** What the next token says. */
  claims: Claims;
  /** True where tokens are signed with a key that is not the provider's. */
  isForging: boolean;
  /** Signs on there: from the address that the service sends a browser to, to the one that it comes back to. */
  signOn(authorize: string): string;
  close(): void;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openProvider(): Promise<TestProvider> {
  const [own, foreign] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const codes = new Map<string, { nonce: string | null; challenge: string | null }>();
  const provider: Omit<TestProvider, 'issuer'> & { issuer: string } = {
    issuer: '',
    claims: { sub: '1', email: '', email_verified: true },
    isForging: false,
    signOn(authorize) {
      const { searchParams } = new URL(authorize);
      const code = `code-${codes.size + 1}`;
      codes.set(code, { nonce: searchParams.get('nonce'), challenge: searchParams.get('code_challenge') });
      const back = new URL(searchParams.get('redirect_uri')!);
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state')!);
      return back.href;
    },
    close: () => void server.close(),
  };

  function idToken(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: provider.issuer,
      aud: CLIENT.clientId,
      iat: now,
      exp: now + 60,
      nonce,
      ...provider.claims,
    };
    const signed = `${encoded({ alg: 'RS256', kid: 'k' })}.${encoded(payload)}`;
    const key = (provider.isForging ? foreign : own)!.privateKey;
    return `${signed}.${createSign('sha256').update(signed).sign(key).toString('base64url')}`;
  }

  const server: Server = createServer(async (request, response) => {
    const reply = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { issuer } = provider;
    if (request.url === '/.well-known/openid-configuration')
      return reply(200, {
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/keys`, id_token_signing_alg_values_supported: ['RS256'] },
      });
    if (request.url === '/keys')
      return reply(200, {
        keys: [{ ...own!.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      });
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const given = new URLSearchParams(text);
    const code = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (code === undefined || verifier !== code.challenge) return reply(400, { error: 'invalid_grant' });
    return reply(200, {
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: idToken(code.nonce),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}
