// Which checkpoint is asked for and which is final: by a policy of nested groups, and whatever is handed in.
import { describe, expect, test } from 'vitest';
import { GrowingLog } from '../../tests/record/growing-log.ts';
import { accepted, type Party, party, sha256, signedBy } from '../../tests/record/parties.ts';
import { writeKey } from '../core/record/key.ts';
import type { Note } from '../core/record/note.ts';
import { readPolicy } from '../core/record/policy.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from '../core/record/signature-types.ts';
import { Finality } from './finality.ts';

const town = party('town.example/log', NOTE_SIGNATURE);
const names = ['north', 'south', 'school', 'county', 'village'];
const witnesses = names.map((name) => party(`${name}.example/w`, COSIGNATURE));
const [north, south, school, county, village] = witnesses as [Party, Party, Party, Party, Party];
const lines = witnesses.map(({ key }, at) => `witness ${names[at]} ${writeKey(key)}\n`).join('');
/** Both insurers and a majority of members. */
const policy = accepted(
  readPolicy(
    sha256,
    `log ${writeKey(town.key)}\n${lines}group insurers all north south\ngroup members 2 school county village\ngroup both all insurers members\nquorum both\n`,
  ),
);
const log = new GrowingLog(town, 30);

/** What a witness answers to a checkpoint at a time. */
function cosignature(by: Party, { text }: Note, seconds = 1000) {
  return signedBy(by, { text, signatures: [] }, seconds).signatures[0]!;
}

const collect = (finality: Finality, size: number, by: Party, seconds?: number) =>
  finality.collect(log.note(size).text, cosignature(by, log.note(size), seconds));

describe('finality', () => {
  test('comes with the last witness that the policy needs, and more are kept', () => {
    const finality = new Finality(policy);
    expect(finality.submit(log.note(7))).toBeUndefined();
    for (const [at, by] of [north, south, school].entries()) {
      expect(collect(finality, 7, by, 1000 + at)).toMatchObject({ hasQuorum: false });
      expect(finality.final).toBeUndefined();
    }
    expect(collect(finality, 7, village, 1009)).toMatchObject({ hasQuorum: true, quorumSince: 1009 });
    expect(finality.final).toMatchObject({ checkpoint: { size: 7 }, quorumSince: 1009 });
    expect(collect(finality, 7, county, 1010)).toMatchObject({ quorumSince: 1009 });
    expect(finality.final!.cosigners.map(({ name }) => name)).toEqual([
      ...['north', 'south', 'school', 'village', 'county'],
    ]);
    expect(finality.final!.note.signatures).toHaveLength(6);
  });

  test('is asked for the same checkpoint until it is there, then for the newest', () => {
    const finality = new Finality(policy);
    for (const size of [3, 4, 5, 9]) finality.submit(log.note(size));
    expect(finality.asked!.checkpoint.size).toBe(3);
    for (const by of [north, south, school]) collect(finality, 3, by);
    expect(collect(finality, 9, village), 'nobody asks for that yet').toBeUndefined();
    expect(finality.asked!.checkpoint.size).toBe(3);
    collect(finality, 3, county);
    expect([finality.final!.checkpoint.size, finality.asked!.checkpoint.size]).toEqual([3, 9]);
    // Who comes late still signs what is final.
    expect(collect(finality, 3, village)).toMatchObject({ hasQuorum: true });
    expect(finality.final!.cosigners).toHaveLength(5);
    expect(finality.asked!.cosigners).toHaveLength(0);
  });

  test('skips what cannot be final any more, once', () => {
    const finality = new Finality(policy);
    for (const size of [3, 9]) finality.submit(log.note(size));
    finality.skip(log.note(3).text);
    expect(finality.asked!.checkpoint.size).toBe(9);
    collect(finality, 9, north);
    for (const size of [3, 9]) finality.skip(log.note(size).text);
    expect(finality.asked).toMatchObject({ checkpoint: { size: 9 }, cosigners: [{ name: 'north' }] });
  });

  test('goes on from a checkpoint that was co-signed before', () => {
    const finality = new Finality(policy);
    const cosigned = [north, south, school, county].reduce(
      (note, by) => signedBy(by, note, 900),
      log.note(5),
    );
    expect(finality.submit(cosigned)).toBeUndefined();
    expect(finality.final).toMatchObject({ checkpoint: { size: 5 }, quorumSince: 900 });
    finality.submit(log.note(6));
    expect(finality.asked!.checkpoint.size).toBe(6);
  });

  test('of a policy that asks for nobody is at once', () => {
    const alone = accepted(readPolicy(sha256, `log ${writeKey(town.key)}\n${lines}quorum none\n`));
    const finality = new Finality(alone);
    for (const size of [3, 4, 9]) {
      finality.submit(log.note(size));
      expect([finality.final!.checkpoint.size, finality.asked!.checkpoint.size]).toEqual([size, size]);
    }
  });

  const other = new GrowingLog(party('school.example/log', NOTE_SIGNATURE), 40);
  test.each([
    ['of another log', other.note(), 'unknown_reference'],
    [
      'that its log has not signed',
      { ...log.note(30), signatures: [cosignature(north, log.note(30))] },
      'not_signed',
    ],
    [
      'that another key has signed',
      new GrowingLog(party(town.key.name, NOTE_SIGNATURE, 'x'), 30).note(),
      'not_signed',
    ],
    ['that shrinks', log.note(19), 'record_shrinks'],
    ['that forks', log.forked(7, 20).note(), 'record_forked'],
    ['that is none', signedBy(town, { text: 'text\n', signatures: [] }), 'malformed_checkpoint'],
    [
      'with a cosignature that does not hold',
      { ...log.note(30), signatures: [...log.note(30).signatures, cosignature(north, log.note(29))] },
      'bad_signature',
    ],
  ])('takes no checkpoint %s, and stays with the last', (_what, note, code) => {
    const finality = new Finality(policy);
    finality.submit(log.note(20));
    expect(finality.submit(note)).toMatchObject({ code });
    expect(finality.newest!.checkpoint.size).toBe(20);
    expect(finality.asked!.checkpoint.size).toBe(20);
    expect(finality.submit(log.note(20))).toBeUndefined();
    expect(finality.submit(log.note(21))).toBeUndefined();
  });

  test('takes no checkpoint of another log of its policy', () => {
    const both = accepted(
      readPolicy(sha256, `log ${writeKey(town.key)}\nlog ${writeKey(other.party.key)}\nquorum none\n`),
    );
    const finality = new Finality(both);
    finality.submit(log.note(20));
    expect(finality.submit(other.note())).toMatchObject({ code: 'inconsistent' });
  });

  test('throws for a cosignature that nobody has checked', () => {
    const finality = new Finality(policy);
    finality.submit(log.note(20));
    const wrong = cosignature(north, log.note(19));
    expect(() => finality.collect(log.note(20).text, wrong)).toThrow('bad_signature');
  });
});
