import type pg from 'pg';
import type { Mail } from '../app/ports/mail.ts';

/** A provider of OpenID Connect, as the operator has registered Poolbook there. */
export interface Provider {
  /** The address of its discovery document is below this. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What sign-on works with. */
export interface SignOnSettings {
  /** Connections as the role poolbook_identity. */
  readonly pool: { connect(): Promise<pg.PoolClient>; end(): Promise<void> };
  /** Signs cookies and encrypts second factors; at least 32 characters that nobody can guess. */
  readonly secret: string;
  /** Where people find the service, such as https://pool.example; the first of several. Other origins are foreign. */
  readonly origins: readonly [string, ...string[]];
  readonly mail: Mail;
  readonly provider?: Provider | undefined;
  /** Told of what is wrong with the program or its surroundings; never of who signs on, nor of secrets. */
  readonly problem?: (message: string) => void;
}

/** The provider that POOLBOOK_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET name; undefined where they do not. */
export function providerOf(environment: NodeJS.ProcessEnv): Provider | undefined {
  const {
    POOLBOOK_OIDC_ISSUER: issuer = '',
    POOLBOOK_OIDC_CLIENT_ID: clientId = '',
    POOLBOOK_OIDC_CLIENT_SECRET: clientSecret = '',
  } = environment;
  return issuer === '' || clientId === '' ? undefined : { issuer, clientId, clientSecret };
}
