// The quick way to a commitment is the core's: on texts of every kind, keys of every length, with and without what is erased.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { padsOf, writeCommitment } from '../../src/app/record/commitments.ts';
import { hmacSha256 } from '../../src/app/record/hashing.ts';
import { commitment, groupDigests, saltsOf } from '../../src/core/record/fact.ts';
import { sha256 } from '../../src/witness/ed25519.ts';

const text = fc.string({ unit: 'binary', maxLength: 400 }).map((value) => value.toWellFormed());
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('it agrees with the core', () => {
  const fact = fc.record({ kind: text, id: text, money: text, person: text, rest: text });
  const erased = fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }), { nil: undefined });
  const into = new Uint8Array(96);
  fc.assert(
    fc.property(text, fact, key, key, erased, (origin, one, person, others, erasedDigest) => {
      const salts = saltsOf(hmacSha256, { money: others, person, rest: others }, origin, one);
      const digests = groupDigests(sha256, one, salts);
      const expected = commitment(sha256, one, { ...digests, ...(erasedDigest && { person: erasedDigest }) });
      const pads = { person: padsOf(person), others: padsOf(others) };
      writeCommitment(into, 32, origin, one, one, pads, erasedDigest);
      expect(into.slice(32, 64)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

test('a text longer than any before is committed to as well', () => {
  const long = { kind: 'claim', id: '1', money: 'é漢'.repeat(200_000), person: '{}', rest: '{}' };
  const pads = { person: padsOf(new Uint8Array(32)), others: padsOf(new Uint8Array(32)) };
  const into = new Uint8Array(32);
  writeCommitment(into, 0, 'log', long, long, pads);
  const zero = new Uint8Array(32);
  const salts = saltsOf(hmacSha256, { money: zero, person: zero, rest: zero }, 'log', long);
  expect(into).toEqual(commitment(sha256, long, groupDigests(sha256, long, salts)));
});
