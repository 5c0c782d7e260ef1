/** No document of a person is longer; a link that claims to be is not opened. */
const MOST = 2_000_000;

async function through(bytes: Uint8Array<ArrayBuffer>, way: TransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(way) as ReadableStream<Uint8Array>;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > MOST) throw new RangeError('a document that is too long');
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** A document compressed so that it fits into an address: raw deflate in base64url. */
export async function packed(document: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(document));
  const bytes = await through(text, new CompressionStream('deflate-raw'));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The document of an address; undefined where it holds none. */
export async function unpacked(text: string): Promise<unknown> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const found = await through(bytes, new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder().decode(found));
  } catch {
    // An address that somebody has cut or changed is an address without a document.
    return undefined;
  }
}
