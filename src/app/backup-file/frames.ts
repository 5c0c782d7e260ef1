/**
 * The frames around the compressed text of a backup: the first says what the file is, the last holds the SHA-256 of
 * all before it. Both are skippable frames, so that the whole is a Zstandard file that any tool unpacks.
 * Source: RFC 8878, section 3.1.2.
 */
const SKIPPABLE = 0x184d2a50;
const HEAD = 8;
const BEGINNING = /^poolbook-backup (\d{1,9})\n$/;
const ENDING = /^sha256 ([0-9a-f]{64})\n$/;

/** The version of the format that this program writes, and the only one that it reads. */
export const FORMAT = 1;

/** No first frame is longer, whatever its version. */
export const LONGEST_BEGINNING = HEAD + 'poolbook-backup 123456789\n'.length;

/** The length of the last frame. */
export const ENDING_LENGTH = HEAD + 'sha256 \n'.length + 64;

/** The first frame of a backup. */
export function beginning(format: number = FORMAT): Buffer {
  return frame(`poolbook-backup ${format}\n`);
}

/** The last frame, by the SHA-256 in hexadecimal of all bytes before it. */
export function ending(sha256: string): Buffer {
  return frame(`sha256 ${sha256}\n`);
}

/** The version of the format and the length of the first frame; undefined where a file does not begin as a backup. */
export function readBeginning(bytes: Buffer): { format: number; length: number } | undefined {
  const text = textOf(bytes);
  const format = BEGINNING.exec(text ?? '')?.[1];
  return format === undefined ? undefined : { format: Number(format), length: HEAD + text!.length };
}

/** The hash in the last frame; undefined where a file does not end as a backup. */
export function readEnding(bytes: Buffer): string | undefined {
  return ENDING.exec(textOf(bytes) ?? '')?.[1];
}

function frame(text: string): Buffer {
  const bytes = Buffer.alloc(HEAD + text.length);
  bytes.writeUInt32LE(SKIPPABLE, 0);
  bytes.writeUInt32LE(text.length, 4);
  bytes.write(text, HEAD, 'latin1');
  return bytes;
}

/** The text of the frame that bytes begin with. */
function textOf(bytes: Buffer): string | undefined {
  if (bytes.length < HEAD || bytes.readUInt32LE(0) !== SKIPPABLE) return undefined;
  const length = bytes.readUInt32LE(4);
  return HEAD + length <= bytes.length ? bytes.toString('latin1', HEAD, HEAD + length) : undefined;
}
