// What the console says to do next is said of every refusal that a person in it can meet, and of none that there is not.
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/app/errors.ts';
import { NEXT_WORDS } from '../../src/web/parts/refusal-words.ts';

/** Of the command line, of the shared record, and what a screen says in words of its own. */
const ELSEWHERE = [
  ...['damaged_backup', 'unknown_format', 'not_empty', 'file_exists', 'no_route'],
  ...['not_canonical', 'malformed_note', 'malformed_key', 'malformed_checkpoint', 'malformed_proof'],
  ...['not_signed', 'bad_signature', 'duplicate_signature', 'quorum_missing', 'proof_fails', 'wrong_tile'],
  ...['record_shrinks', 'record_forked', 'resolution_required'],
];

test('every refusal of the API has its next step, and no next step is of a code that is not there', () => {
  const codes = Object.entries(ERRORS)
    .filter(([code, { http }]) => (http === 422 || http === 409) && !ELSEWHERE.includes(code))
    .map(([code]) => `next_${code}`);
  expect(Object.keys(NEXT_WORDS).sort()).toEqual(codes.sort());
});
