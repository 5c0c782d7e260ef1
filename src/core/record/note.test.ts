// Signed notes and keys: the published example, what is refused by name, and changes at random.
import { array, assert, integer, nat, property, string, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, mutated, party, sha256, signedBy, verifyEd25519 } from '../../../tests/record/parties.ts';
import { isRefusal } from '../refusal.ts';
import { makeKey, readKey, writeKey } from './key.ts';
import { type Note, readNote, writeNote } from './note.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from './signature-types.ts';
import { verifyNote } from './signatures.ts';

const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE =
  'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const exampleKey = accepted(readKey(sha256, EXAMPLE_KEY));

const log = party('town.example/log', NOTE_SIGNATURE);
const other = party('other.example/log', NOTE_SIGNATURE);
const TEXT = 'One line.\n\n\u2014 not a signature\n\nAnother line.\n';
const note = signedBy(log, { text: TEXT, signatures: [] });
const written = writeNote(note);

const verified = (text: string, keys = [log.key]) => {
  const read = readNote(text);
  return isRefusal(read) ? read : verifyNote(read, keys, verifyEd25519);
};

describe('the published example', () => {
  test('verifies, and is written as it was', () => {
    expect(verified(EXAMPLE, [exampleKey])).toMatchObject([{ key: { name: 'example.com/foo' } }]);
    expect(accepted(readNote(EXAMPLE)).text).toBe('This is an example message.\n');
    expect(writeNote(accepted(readNote(EXAMPLE)))).toBe(EXAMPLE);
    expect(writeKey(exampleKey)).toBe(EXAMPLE_KEY);
  });

  test('does not verify with another text', () => {
    expect(verified(EXAMPLE.replace('example m', 'Example m'), [exampleKey])).toMatchObject({
      code: 'bad_signature',
    });
  });
});

describe('a note', () => {
  test('is cut at its last blank line', () => {
    expect(accepted(readNote(written)).text).toBe(TEXT);
    expect(verified(written)).toHaveLength(1);
  });

  test.each([
    ['without a blank line', 'text\n', 'malformed_note'],
    ['of nothing', '', 'malformed_note'],
    ['without signatures', 'text\n\n', 'malformed_note'],
    ['without the last end of line', written.slice(0, -1), 'malformed_note'],
    ['with a line that is no signature', `${written}signature\n`, 'malformed_note'],
    ['with a hyphen for the dash', written.replace(/\n\u2014 (?=town)/, '\n- '), 'malformed_note'],
    ['with two spaces', written.replace('\u2014 town', '\u2014  town'), 'malformed_note'],
    ['with more behind a signature', written.replace(/\n$/, ' x\n'), 'malformed_note'],
    ['with a plus in a name', written.replace('town.example', 'town+example'), 'malformed_note'],
    ['with a space of another kind in a name', written.replace('town.', 'town\u2003'), 'malformed_note'],
    ['with ends of lines of Windows', written.replaceAll('\n', '\r\n'), 'malformed_note'],
    ['with a tab', written.replace('One line', 'One\tline'), 'malformed_note'],
    ['with a lone surrogate', written.replace('One', '\ud800'), 'malformed_note'],
    ['with a signature of a key number alone', 'text\n\n\u2014 name AAAAAA==\n', 'malformed_note'],
    ['with base64 that is written in another way', written.replace(/(.)=\n$/, '$1\n'), 'not_canonical'],
    ['with too many signatures', `text\n\n${'\u2014 name AAAAAAA=\n'.repeat(129)}`, 'too_large'],
  ])('%s is refused', (_what, text, code) => {
    expect(readNote(text)).toMatchObject({ code });
  });

  test('takes at least the signatures of a large quorum', () => {
    expect(accepted(readNote(`text\n\n${'\u2014 name AAAAAAA=\n'.repeat(128)}`)).signatures).toHaveLength(
      128,
    );
  });
});

describe('signatures', () => {
  const twice: Note = { ...note, signatures: [...note.signatures, ...note.signatures] };
  const unknown = signedBy(other, note);
  const bad: Note = {
    ...note,
    signatures: note.signatures.map((one) => ({ ...one, content: one.content.toReversed() })),
  };
  const short: Note = {
    ...note,
    signatures: note.signatures.map((one) => ({ ...one, content: one.content.slice(1) })),
  };
  const sameName: Note = {
    ...note,
    signatures: note.signatures.map((one) => ({ ...one, keyId: (one.keyId ^ 1) >>> 0 })),
  };

  test.each([
    ['a known key that signed twice', twice, 'duplicate_signature'],
    ['no known key', signedBy(other, { text: TEXT, signatures: [] }), 'not_signed'],
    ['a known key whose signature does not hold', bad, 'bad_signature'],
    ['a bad signature beside a good one', signedBy(other, bad), 'bad_signature'],
    ['a signature of another length', short, 'bad_signature'],
    ['the name of a known key with another number', sameName, 'not_signed'],
  ])('of %s are refused', (_what, refused, code) => {
    expect(
      verified(writeNote(refused), [log.key, ...(code === 'bad_signature' ? [other.key] : [])]),
    ).toMatchObject({
      code,
    });
  });

  test('of unknown keys are passed over, whatever they are and however often they come', () => {
    const crowd: Note = {
      text: TEXT,
      signatures: [...sameName.signatures, ...unknown.signatures, ...unknown.signatures.slice(1)],
    };
    expect(verified(writeNote(crowd))).toMatchObject([{ key: log.key }]);
    expect(verified(writeNote(unknown), [log.key, other.key])).toHaveLength(2);
  });

  test('hold for any text, and no longer with any change of the note that is not the same note', () => {
    const line = string({ maxLength: 20 }).map((text) => text.replace(/[\p{Cc}]/gu, ''));
    assert(
      property(
        array(line, { minLength: 1, maxLength: 4 }),
        nat(3),
        nat(),
        nat(),
        (lines, kind, place, what) => {
          const signed = writeNote(signedBy(log, { text: `${lines.join('\n')}\n`, signatures: [] }));
          expect(verified(signed)).toHaveLength(1);
          const changed = mutated(signed, kind, place, what);
          if (changed !== signed) expect(verified(changed)).toMatchObject({ refused: true });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('come back as they were', () => {
    const name = string({ minLength: 1, maxLength: 12 }).map((text) =>
      text.replace(/[\s+\p{Cc}\p{White_Space}]/gu, '_'),
    );
    assert(
      property(
        name,
        integer({ min: 0, max: 2 ** 32 - 1 }),
        uint8Array({ minLength: 1 }),
        (by, keyId, content) => {
          const signed: Note = { text: TEXT, signatures: [{ name: by, keyId, content }] };
          expect(readNote(writeNote(signed))).toEqual(signed);
        },
      ),
    );
  });
});

describe('a key', () => {
  const [name, number, base64] = EXAMPLE_KEY.split('+') as [string, string, string];

  test.each([
    ['of two parts', `${name}+${number}`],
    ['of no name', `+${number}+${base64}`],
    ['of a name with a space', `a b+${number}+${base64}`],
    ['of another number', `${name}+530d903b+${base64}`],
    ['of another name', `example.com/bar+${number}+${base64}`],
    ['of a number in capitals', EXAMPLE_KEY.replace('530d903a', '530D903A')],
    ['of another byte', EXAMPLE_KEY.replace('AekyeRr', 'AekyeRs')],
    ['of a type that nobody knows', `${name}+${number}+${Buffer.alloc(33, 6).toString('base64')}`],
    ['of 31 bytes', `${name}+${number}+${Buffer.alloc(32, 1).toString('base64')}`],
    ['of no bytes', `${name}+${number}+`],
  ])('%s is refused', (_what, text) => {
    expect(readKey(sha256, text)).toMatchObject({ code: 'malformed_key' });
  });

  test('in base64 that is written in another way is refused', () => {
    expect(readKey(sha256, `${EXAMPLE_KEY}=`)).toMatchObject({ code: 'not_canonical' });
  });

  test('has another number for another type of signature', () => {
    const cosigning = accepted(makeKey(sha256, name, COSIGNATURE, exampleKey.publicKey));
    expect(cosigning.keyId).not.toBe(exampleKey.keyId);
    expect(readKey(sha256, writeKey(cosigning))).toEqual(cosigning);
  });

  test('changed anywhere is refused', () => {
    assert(
      property(nat(3), nat(), nat(), (kind, place, what) => {
        const changed = mutated(EXAMPLE_KEY, kind, place, what);
        if (changed !== EXAMPLE_KEY) expect(readKey(sha256, changed)).toMatchObject({ refused: true });
      }),
      { numRuns: 2000 },
    );
  });
});
