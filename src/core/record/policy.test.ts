// Policies: what is refused by line, which witnesses are enough, and since when; held to counting by hand.
import { array, assert, constantFrom, integer, nat, property, subarray, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepted, mutated, party, sha256 } from '../../../tests/record/parties.ts';
import { isRefusal } from '../refusal.ts';
import { makeKey, writeKey } from './key.ts';
import { type Policy, readPolicy } from './policy.ts';
import { isQuorum, quorumSince } from './quorum.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from './signature-types.ts';

const log = writeKey(party('town.example/log', NOTE_SIGNATURE).key);
const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => writeKey(party(name, COSIGNATURE).key)) as [
  string,
  string,
  string,
  string,
  string,
];
const read = (text: string) => readPolicy(sha256, text);

const INSURERS_AND_MEMBERS = `# Two insurers and a majority of members.
log ${log} https://town.example/record/

witness insurer-1 ${a}
witness\tinsurer-2\t${b}   https://insurer.example/
  witness town ${c}
witness school ${d}
witness county ${e}
group insurers all insurer-1 insurer-2
group members 2 town school county
group both all insurers members
quorum both
`;

describe('a policy', () => {
  test('names logs, witnesses, groups and a quorum', () => {
    const policy = accepted(read(INSURERS_AND_MEMBERS));
    expect(policy.logs).toMatchObject([
      { key: { name: 'town.example/log' }, url: 'https://town.example/record/' },
    ]);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['insurer-1', undefined],
      ['insurer-2', 'https://insurer.example/'],
      ['town', undefined],
      ['school', undefined],
      ['county', undefined],
    ]);
    expect(policy.groups).toEqual([
      { name: 'insurers', threshold: 2, members: ['insurer-1', 'insurer-2'] },
      { name: 'members', threshold: 2, members: ['town', 'school', 'county'] },
      { name: 'both', threshold: 2, members: ['insurers', 'members'] },
    ]);
    expect(policy.quorum).toBe('both');
  });

  test('may ask for one witness, or for none', () => {
    expect(accepted(read(`witness w ${a}\nquorum w\n`)).quorum).toBe('w');
    expect(accepted(read('quorum none\n'))).toEqual({ logs: [], witnesses: [], groups: [], quorum: 'none' });
  });

  test('holds 200 witnesses and groups', () => {
    const names = Array.from({ length: 200 }, (_, at) => `w${at}`);
    const witnesses = names.map((name) => `witness ${name} ${writeKey(party(name, COSIGNATURE).key)}\n`);
    const groups = names.map((name) => `group of-${name} any ${name}\n`);
    const policy = accepted(read(`${witnesses.join('')}${groups.join('')}quorum of-w199\n`));
    expect(isQuorum(policy, ['w199'])).toBe(true);
  });

  const w = `witness w ${a}\n`;
  const renamed = writeKey(
    accepted(makeKey(sha256, 'renamed', COSIGNATURE, party('a', COSIGNATURE).key.publicKey)),
  );
  test.each([
    ['without a quorum', w, 'missing_field', 'policy'],
    ['of nothing', '\n', 'missing_field', 'policy'],
    ['of not even a line', '', 'torn_line', 'policy'],
    ['that is torn', `${w}quorum w`, 'torn_line', 'policy'],
    ['of two quorums', `${w}quorum w\nquorum w\n`, 'inconsistent', 'policy:3'],
    ['of a quorum of two names', `${w}quorum w w\n`, 'wrong_type', 'policy:2'],
    ['of a quorum that is defined below', `quorum w\n${w}`, 'unknown_reference', 'policy:1'],
    [
      'of a group that is defined below',
      `${w}group x any y\ngroup y any w\nquorum x\n`,
      'unknown_reference',
      'policy:2',
    ],
    ['of a group within itself', `${w}group x any x\nquorum x\n`, 'unknown_reference', 'policy:2'],
    ['of a group without members', `${w}group x any\nquorum x\n`, 'wrong_type', 'policy:2'],
    ['of a group of more than its members', `${w}group x 2 w\nquorum x\n`, 'out_of_range', 'policy:2'],
    ['of a group of 0', `${w}group x 0 w\nquorum x\n`, 'out_of_range', 'policy:2'],
    ['of a threshold with leading zeros', `${w}group x 01 w\nquorum x\n`, 'not_canonical', 'policy:2'],
    ['of a threshold that is none', `${w}group x most w\nquorum x\n`, 'wrong_type', 'policy:2'],
    ['of a member twice', `${w}group x any w w\nquorum x\n`, 'inconsistent', 'policy:2'],
    ['of a member of two groups', `${w}group x any w\ngroup y any w\nquorum x\n`, 'inconsistent', 'policy:3'],
    ['of a member "none"', `${w}group x any none\nquorum x\n`, 'unknown_reference', 'policy:2'],
    ['of a name twice', `${w}witness w ${b}\nquorum w\n`, 'inconsistent', 'policy:2'],
    ['of a group by the name of a witness', `${w}group w any w\nquorum w\n`, 'inconsistent', 'policy:2'],
    ['of a witness "none"', `witness none ${a}\nquorum none\n`, 'inconsistent', 'policy:1'],
    ['of a witness twice', `${w}witness v ${a}\nquorum w\n`, 'inconsistent', 'policy:2'],
    [
      'of a witness twice, under two names of keys',
      `${w}witness v ${renamed}\nquorum w\n`,
      'inconsistent',
      'policy:2',
    ],
    ['of a log twice', `log ${log}\nlog ${log}\nquorum none\n`, 'inconsistent', 'policy:2'],
    ['of a log with the key of a witness', `log ${a}\nquorum none\n`, 'malformed_key', 'policy:1'],
    ['of a witness with the key of a log', `witness w ${log}\nquorum w\n`, 'malformed_key', 'policy:1'],
    ['of a key that is none', 'witness w key\nquorum w\n', 'malformed_key', 'policy:1'],
    ['of a log with too much', `log ${log} address more\nquorum none\n`, 'wrong_type', 'policy:1'],
    ['of a witness without a key', 'witness w\nquorum w\n', 'wrong_type', 'policy:1'],
    ['of a line of another kind', 'witnesses w\n', 'wrong_type', 'policy:1'],
    ['with ends of lines of Windows', `${w}quorum w\r\n`, 'wrong_type', 'policy'],
    ['with a null character', `${w}# \0\nquorum w\n`, 'wrong_type', 'policy'],
    ['of more lines than anybody needs', `${'#\n'.repeat(1000)}quorum none\n`, 'too_large', 'policy'],
  ])('%s is refused', (_what, text, code, path) => {
    expect(read(text)).toMatchObject({ code, path });
  });

  test('changed anywhere is refused, or another key or name is what was changed', () => {
    const before = accepted(read(INSURERS_AND_MEMBERS));
    const keys = (policy: Policy) => [...policy.logs, ...policy.witnesses].map(({ key }) => writeKey(key));
    assert(
      property(nat(3), nat(), nat(), (kind, place, what) => {
        const policy = read(mutated(INSURERS_AND_MEMBERS, kind, place, what));
        // A line may be commented out of a policy; no key ever becomes another one.
        if (!isRefusal(policy)) for (const key of keys(policy)) expect(keys(before)).toContain(key);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a quorum', () => {
  const policy = accepted(read(INSURERS_AND_MEMBERS));

  test.each([
    [[], false],
    [['insurer-1', 'insurer-2'], false],
    [['town', 'school', 'county'], false],
    [['insurer-1', 'town', 'school', 'county'], false],
    [['insurer-1', 'insurer-2', 'town'], false],
    [['insurer-1', 'insurer-2', 'town', 'county'], true],
    [['insurer-1', 'insurer-2', 'town', 'school', 'county', 'a stranger'], true],
  ])('of %j: %s', (names, expected) => {
    expect(isQuorum(policy, names)).toBe(expected);
  });

  test('is there since the last that it needed has signed', () => {
    const at = (seconds: number, name: string) => ({ name, seconds });
    const signed = [
      at(50, 'county'),
      at(10, 'insurer-1'),
      at(40, 'town'),
      at(20, 'insurer-2'),
      at(30, 'school'),
    ];
    expect(quorumSince(policy, signed)).toBe(40);
    expect(quorumSince(policy, signed.slice(0, 3))).toBeUndefined();
    expect(quorumSince(accepted(read('quorum none\n')), [])).toBeUndefined();
    expect(isQuorum(accepted(read('quorum none\n')), [])).toBe(true);
  });

  test('of groups at random is what counting by hand says', () => {
    const witnesses = ['v', 'w', 'x', 'y', 'z'];
    const sizes = array(tuple(integer({ min: 1, max: 3 }), nat(), constantFrom(...'123')), {
      minLength: 1,
      maxLength: 4,
    });
    assert(
      property(sizes, subarray(witnesses), (drawn, signed) => {
        // Each group takes what is still free, the group before it first.
        const free = [...witnesses];
        const groups = drawn.map(([size, wanted], at) => {
          const members = free.splice(0, size);
          free.unshift(`g${at}`);
          return { name: `g${at}`, threshold: 1 + (wanted % members.length), members };
        });
        const quorum = `g${drawn.length - 1}`;
        const byHand = (name: string): boolean => {
          const group = groups.find((one) => one.name === name);
          if (group === undefined) return (signed as string[]).includes(name);
          return group.members.filter(byHand).length >= group.threshold;
        };
        expect(isQuorum({ logs: [], witnesses: [], groups, quorum }, signed)).toBe(byHand(quorum));
      }),
      { numRuns: 1000 },
    );
  });
});
