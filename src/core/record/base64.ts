import { type Refusal, refuse } from '../refusal.ts';

/**
 * Bytes of a text in base64 (RFC 4648, section 4, padded). Decoders take more than one text for the same bytes: spaces,
 * missing padding, bits that do not count. What was decoded is encoded again and compared, so that there is one alone.
 */
export function readBase64(text: string, path: string): Uint8Array | Refusal {
  const bytes = decoded(text);
  if (bytes !== undefined && bytes.toBase64() === text) return bytes;
  return refuse('not_canonical', path, 'padded base64, in the one way to write it', text);
}

function decoded(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
