/** A signed note (C2SP signed-note): a text, a blank line, and a line for each signature. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { readBase64 } from './base64.ts';
import { joined } from './bytes.ts';
import { isKeyName, writeKeyId } from './key.ts';

/** A line of a signature: the name and number of a key, and what that key's type of signature consists of. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly content: Uint8Array;
}

/** A note. Its text ends in a newline, and says nothing until a signature of a known key was checked. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More than any quorum needs, and few enough that nobody is made to check signatures for long. */
const MOST_SIGNATURES = 128;

const LINE = /^\u2014 ([^ ]+) ([^ ]+)$/;

/** Reads a note. It is cut at its last blank line: a text may hold blank lines and even lines that look like signatures. */
export function readNote(text: string, path = 'note'): Note | Refusal {
  const malformed = (expected: string, actual: unknown) => refuse('malformed_note', path, expected, actual);
  if (!text.isWellFormed()) return malformed('a text without lone surrogates', text);
  const control = firstControl(text);
  if (control !== undefined)
    return malformed('no control characters but ends of lines', `U+${control.toString(16).padStart(4, '0')}`);
  const cut = text.lastIndexOf('\n\n');
  if (cut < 0) return malformed('a blank line before the signatures', text);
  const below = text.slice(cut + 2);
  if (below === '') return malformed('a signature below the blank line', '');
  if (!below.endsWith('\n')) return malformed('an end of line behind the last signature', below.slice(-40));
  const lines = below.slice(0, -1).split('\n');
  if (lines.length > MOST_SIGNATURES)
    return refuse('too_large', path, `at most ${MOST_SIGNATURES} signatures`, lines.length);
  const signatures: NoteSignature[] = [];
  for (const [at, line] of lines.entries()) {
    const signature = readSignatureLine(line, `${path}.signatures[${at}]`);
    if (isRefusal(signature)) return signature;
    signatures.push(signature);
  }
  return { text: text.slice(0, cut + 1), signatures };
}

function readSignatureLine(line: string, path: string): NoteSignature | Refusal {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? [];
  if (!isKeyName(name))
    return refuse(
      'malformed_note',
      path,
      '"\u2014", the name of a key and its signature, a space between',
      line,
    );
  const bytes = readBase64(base64, path);
  if (isRefusal(bytes)) return bytes;
  if (bytes.length < 5)
    return refuse(
      'malformed_note',
      path,
      'four bytes that number the key, and a signature',
      `${bytes.length} bytes`,
    );
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyId, content: bytes.slice(4) };
}

/** The first character below a space that is no end of line. */
function firstControl(text: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return code;
  }
  return undefined;
}

/** Writes a note as it was read. */
export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(writeSignatureLine).join('')}`;
}

/** Writes one line of a signature with its end of line, as a witness answers it. */
export function writeSignatureLine({ name, keyId, content }: NoteSignature): string {
  const bytes = joined(Uint8Array.fromHex(writeKeyId(keyId)), content);
  return `\u2014 ${name} ${bytes.toBase64()}\n`;
}
