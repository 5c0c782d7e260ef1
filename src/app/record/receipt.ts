import { readBase64 } from '../../core/record/base64.ts';
import { readText } from '../../core/record/bytes.ts';
import type { NoteKey } from '../../core/record/key.ts';
import { readNote, writeNote } from '../../core/record/note.ts';
import { type Receipt, readReceipt, writeReceipt } from '../../core/record/receipt.ts';
import { verifyNote } from '../../core/record/signatures.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { verifyEd25519 } from '../../witness/ed25519.ts';
import type { RecordStores } from './commit-facts.ts';
import { type LogSecret, logSecrets, openLog, signAsLog } from './log-keys.ts';

/** The keys of a log are asked for anew after this: one that was retired signs no longer than that. */
const KEPT_MILLISECONDS = 5000;

interface KeptSecrets {
  readonly origin: string;
  readonly secrets: readonly LogSecret[];
  readonly until: number;
}

/** Signs receipts of requests by the keys of each consortium's log. */
export class Receipts {
  readonly #stores: RecordStores;
  readonly #kept = new Map<number, KeptSecrets>();

  constructor(stores: RecordStores) {
    this.#stores = stores;
  }

  /** A receipt as it is sent: the base64 of a signed note. */
  async sign(
    { consortiumId, code }: { readonly consortiumId: number; readonly code: string },
    request: Omit<Receipt, 'origin' | 'seconds'>,
  ): Promise<string> {
    const { origin, secrets } = await this.#secretsOf(consortiumId, code);
    const text = writeReceipt({ ...request, origin, seconds: Math.floor(Date.now() / 1000) });
    const note = writeNote({ text, signatures: secrets.map((secret) => signAsLog(secret, text)) });
    return Buffer.from(note).toString('base64');
  }

  async #secretsOf(consortiumId: number, code: string): Promise<KeptSecrets> {
    const kept = this.#kept.get(consortiumId);
    if (kept !== undefined && kept.until > Date.now()) return kept;
    const { origin } = await openLog(this.#stores, consortiumId, code);
    const secrets = await logSecrets(this.#stores, consortiumId);
    const read = { origin, secrets, until: Date.now() + KEPT_MILLISECONDS };
    this.#kept.set(consortiumId, read);
    return read;
  }
}

/** What a receipt says, if a key of the log has signed it. Refused: as notes are, and `malformed_receipt`. */
export function checkReceipt(base64: string, keys: readonly NoteKey[]): Receipt | Refusal {
  const bytes = readBase64(base64, 'receipt');
  const text = isRefusal(bytes) ? bytes : readText(bytes, 'receipt');
  const note = isRefusal(text) ? text : readNote(text, 'receipt');
  if (isRefusal(note)) return note;
  const receipt = readReceipt(note.text);
  if (isRefusal(receipt)) return receipt;
  const own = keys.filter(({ name }) => name === receipt.origin);
  if (own.length === 0) return refuse('unknown_reference', 'receipt', 'a log that is known', receipt.origin);
  const checks = verifyNote(note, own, verifyEd25519);
  return isRefusal(checks) ? checks : receipt;
}
