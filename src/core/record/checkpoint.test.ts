// Checkpoints and cosignatures: their form, what is refused by name, and what continues what.
import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  entryOf,
  mutated,
  party,
  sha256,
  signedBy,
  verifyEd25519,
} from '../../../tests/record/parties.ts';
import { isRefusal } from '../refusal.ts';
import {
  type Checkpoint,
  checkContinuation,
  checkSuccession,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint.ts';
import { consistencyProof } from './consistency.ts';
import { leafHash } from './hashes.ts';
import { type Note, readNote, writeNote, writeSignatureLine } from './note.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from './signature-types.ts';
import { messageToSign, signatureLine, verifyNote } from './signatures.ts';
import { rootOf, subtreesOver, treeOf } from './tree.ts';

const kept = subtreesOver(
  sha256,
  Array.from({ length: 40 }, (_, at) => leafHash(sha256, entryOf(at))),
);
const at = (size: number, origin = 'town.example/log'): Checkpoint => ({
  origin,
  size,
  root: rootOf(sha256, treeOf(kept, size)),
  extensions: [],
});
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

describe('a checkpoint', () => {
  test('comes back as it was, with lines that its log adds', () => {
    const extended = { ...at(7), extensions: ['more', 'and more'] };
    expect(writeCheckpoint(extended)).toBe(`town.example/log\n7\n${at(7).root.toBase64()}\nmore\nand more\n`);
    for (const one of [at(0), at(1), at(40), extended])
      expect(readCheckpoint(writeCheckpoint(one))).toEqual(one);
  });

  test.each([
    ['of two lines', 'log\n7\n', 'malformed_checkpoint'],
    ['of nothing', '', 'malformed_checkpoint'],
    ['without the last end of line', `log\n7\n${ROOT}`, 'malformed_checkpoint'],
    ['without a name', `\n7\n${ROOT}\n`, 'malformed_checkpoint'],
    ['with an empty line', `log\n7\n${ROOT}\n\nmore\n`, 'malformed_checkpoint'],
    ['of a size with leading zeros', `log\n07\n${ROOT}\n`, 'not_canonical'],
    ['of a size below 0', `log\n-7\n${ROOT}\n`, 'wrong_type'],
    ['of a size that is no number', `log\nseven\n${ROOT}\n`, 'wrong_type'],
    ['of a size beyond 2^53', `log\n9007199254740993\n${ROOT}\n`, 'out_of_range'],
    ['of a root of 31 bytes', `log\n7\n${Buffer.alloc(31).toString('base64')}\n`, 'out_of_range'],
    ['of a root that is written in another way', `log\n7\n${ROOT.replace('2I=', '2J=')}\n`, 'not_canonical'],
    ['of a root without padding', `log\n7\n${ROOT.slice(0, -1)}\n`, 'not_canonical'],
  ])('%s is refused', (_what, text, code) => {
    expect(readCheckpoint(text)).toMatchObject({ code });
  });

  test.each([
    ['shrinks', at(9), at(8), 'record_shrinks'],
    ['forks', at(9), { ...at(9), root: at(8).root }, 'record_forked'],
    ['is of another log', at(9), at(12, 'other.example/log'), 'inconsistent'],
    ['changes what was there', { ...at(9), root: at(8).root }, at(12), 'proof_fails'],
  ])('that %s does not continue the one seen', (_what, seen, next, code) => {
    const proof = next.size > seen.size ? consistencyProof(sha256, kept, seen.size, next.size) : [];
    expect(checkContinuation(sha256, seen, next, proof)).toMatchObject({ code });
    const withoutProof = checkSuccession(seen, next);
    if (code === 'proof_fails') expect(withoutProof).toBeUndefined();
    else expect(withoutProof).toMatchObject({ code });
  });

  test('continues every one before it', () => {
    for (let size = 0; size <= 40; size += 1) {
      const proof = consistencyProof(sha256, kept, size, 40);
      expect(checkContinuation(sha256, at(size), at(40), proof)).toBeUndefined();
    }
  });
});

describe('a cosignature', () => {
  const log = party('town.example/log', NOTE_SIGNATURE);
  const witness = party('insurer.example/witness', COSIGNATURE);
  const keys = [log.key, witness.key];
  const TIME = 1_679_315_147;
  const note = signedBy(witness, signedBy(log, { text: writeCheckpoint(at(9)), signatures: [] }), TIME);

  test('is over the time and the whole text', () => {
    expect(new TextDecoder().decode(messageToSign(witness.key, note.text, TIME))).toBe(
      `cosignature/v1\ntime 1679315147\n${note.text}`,
    );
    expect(new TextDecoder().decode(messageToSign(log.key, note.text))).toBe(note.text);
    // Eight bytes of time, the highest first, then the signature; the number of the key stands before them in base64.
    expect(note.signatures[1]!.content.slice(0, 8).toHex()).toBe('00000000641850cb');
    expect(note.signatures[1]!.content).toHaveLength(72);
  });

  test('holds, and says when it was made', () => {
    expect(verifyNote(accepted(readNote(writeNote(note))), keys, verifyEd25519)).toMatchObject([
      { key: log.key },
      { key: witness.key, seconds: TIME },
    ]);
  });

  test('can be added as the line that a witness answers', () => {
    const asked = signedBy(log, { text: writeCheckpoint(at(9)), signatures: [] });
    expect(writeNote(asked) + writeSignatureLine(note.signatures[1]!)).toBe(writeNote(note));
  });

  test.each([
    ['of another time', (content: Uint8Array) => content.with(7, content[7]! ^ 1), 'bad_signature'],
    ['of a time beyond 2^53', (content: Uint8Array) => content.with(0, 1), 'out_of_range'],
    ['without a time', (content: Uint8Array) => content.slice(8), 'bad_signature'],
    ['with a byte more', (content: Uint8Array) => Uint8Array.of(...content, 0), 'bad_signature'],
  ])('%s is refused', (_what, change, code) => {
    const [first, second] = note.signatures as [Note['signatures'][0], Note['signatures'][0]];
    const changed = { ...note, signatures: [first, { ...second, content: change(second.content) }] };
    expect(verifyNote(changed, keys, verifyEd25519)).toMatchObject({ code });
  });

  test('is not taken for a signature of the log by the same key, nor the other way round', () => {
    const plain = party('insurer.example/witness', NOTE_SIGNATURE);
    const asLog = { ...signatureLine(plain.key, note.signatures[1]!.content.slice(8)) };
    expect(verifyNote({ text: note.text, signatures: [asLog] }, [plain.key], verifyEd25519)).toMatchObject({
      code: 'bad_signature',
    });
    expect(verifyNote(note, [plain.key], verifyEd25519)).toMatchObject({ code: 'not_signed' });
  });

  test('changed anywhere, with what it signs, is refused or gone', () => {
    const written = writeNote(note);
    assert(
      property(nat(3), nat(), nat(), (kind, place, what) => {
        const changed = mutated(written, kind, place, what);
        if (changed === written) return;
        const read = readNote(changed);
        const checks = isRefusal(read) ? read : verifyNote(read, keys, verifyEd25519);
        // A changed name or key number makes one of the two signatures that of a stranger; the text is as it was then.
        if (!isRefusal(checks) && !isRefusal(read)) {
          expect(checks).toHaveLength(1);
          expect(read.text).toBe(note.text);
        }
      }),
      { numRuns: 600 },
    );
  });
});
