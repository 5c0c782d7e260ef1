/** The entries of a log as it serves them (C2SP tlog-tiles, log entries): each with its length in two bytes before it. */
import { type Refusal, refuse } from '../refusal.ts';
import { joined } from './bytes.ts';
import { type Tile, tilePath } from './tiles.ts';

const LONGEST_ENTRY = 65_535;

/** Writes entries one after another. Ours are commitments of 32 bytes; a longer one than fits is a bug. */
export function writeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(...entries.flatMap((entry) => [lengthOf(entry), entry]));
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  if (length > LONGEST_ENTRY) throw new Error(`an entry of ${length} bytes`);
  return Uint8Array.of(length >> 8, length & 0xff);
}

/** Reads the entries of a bundle; refuses one that is torn, or that holds more or fewer than its tile is wide. */
export function readEntryBundle(tile: Tile, bytes: Uint8Array): Uint8Array[] | Refusal {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at + 2;
    const to = from + (bytes[at]! << 8) + (bytes[at + 1] ?? 0);
    if (to > bytes.length)
      return refuse('wrong_tile', tilePath(tile), 'whole entries', `${bytes.length} bytes`);
    entries.push(bytes.slice(from, to));
    at = to;
  }
  if (entries.length === tile.width) return entries;
  return refuse('wrong_tile', tilePath(tile), `${tile.width} entries`, entries.length);
}
