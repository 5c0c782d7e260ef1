import { Problem } from './client.ts';
import { askOwn } from './own.ts';

/** True where this browser can keep and show passkeys (WebAuthn, level 3: options and answers as JSON). */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** What the browser gave, as JSON; that nobody chose a passkey, or the browser would not, is a refusal. */
async function asked(credential: () => Promise<Credential | null>): Promise<object> {
  try {
    const given = (await credential()) as PublicKeyCredential | null;
    if (given !== null) return given.toJSON();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw new Problem(400, { code: 'no_passkey' });
}

/** Signs on by a passkey that the person chooses in the browser. */
export async function signOnByPasskey(): Promise<void> {
  const options = await askOwn<PublicKeyCredentialRequestOptionsJSON>(
    'passkey/generate-authenticate-options',
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const response = await asked(() => navigator.credentials.get({ publicKey }));
  await askOwn('passkey/verify-authentication', { response });
}

/** Makes a passkey in the browser for the person signed on, under a name. */
export async function addPasskey(name: string): Promise<void> {
  const options = await askOwn<PublicKeyCredentialCreationOptionsJSON>('passkey/generate-register-options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = await asked(() => navigator.credentials.create({ publicKey }));
  await askOwn('passkey/verify-registration', { response, name });
}
