/** What the page needs of its browser: strict text, signatures, and the parts of the language that are young. */
import type { Decode } from '../core/record/lines.ts';
import type { SignatureCheck } from '../core/record/signatures.ts';
import { sha256 } from './sha256.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const decode: Decode = (bytes) => {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** Whether a signature holds; a key that the browser takes for none signs nothing. */
export async function holds({ key, message, signature }: SignatureCheck): Promise<boolean> {
  try {
    const usable = await crypto.subtle.importKey('raw', key.publicKey.slice(), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', usable, signature.slice(), message.slice());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataError') return false;
    throw error;
  }
}

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
/** RFC 8032, section 7.1, test 1: the key and its signature of nothing. */
const KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555' +
  'fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

/** What the browser lacks to check anything, in words; undefined where it can. */
export async function lackOfBrowser(): Promise<string | undefined> {
  if (typeof Uint8Array.fromBase64 !== 'function' || typeof String.prototype.isWellFormed !== 'function')
    return 'This browser is too old for this page. Open the page in one that is up to date.';
  if (sha256(new TextEncoder().encode('abc')).toHex() !== ABC)
    return 'This browser calculates in a way that this page cannot rely on. Open the page in another one.';
  if (!globalThis.crypto?.subtle)
    return 'This browser checks signatures only in pages that are opened as a file or come over https.';
  const publicKey = Uint8Array.fromHex(KEY);
  const signature = Uint8Array.fromHex(SIGNATURE);
  const key = { name: 'known', keyId: 0, type: 1, publicKey };
  const isKnown = await holds({ key, message: new Uint8Array(0), signature }).catch(() => false);
  if (isKnown) return undefined;
  return 'This browser cannot check signatures of Ed25519. Open the page in a newer one, or use `poolbook verify`.';
}
