// The commitment to a fact, against vectors worked out with another program (Python's hashlib and hmac).
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../tests/record/parties.ts';
import { sameBytes } from './bytes.ts';
import {
  commitment,
  type Fact,
  GROUPS,
  groupDigest,
  groupDigests,
  groupSalt,
  type Hmac,
  refuseFactName,
  saltsOf,
} from './fact.ts';

const hmac: Hmac = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest());
const bytesFrom = (first: number) => Uint8Array.from({ length: 32 }, (_, at) => first + at);
const keys = { money: bytesFrom(0), person: bytesFrom(32), rest: bytesFrom(0) };
const origin = 'town.example/log';
const fact: Fact = {
  kind: 'claim-decision',
  id: 'C-1001/1',
  money: '{"currency":"USD","plan":"80.00"}',
  person: '{"name":"Zoë 𐐷"}',
  rest: '{}',
};

const VECTORS = {
  salts: {
    money: '9d21cbd7594e6fc1544664b24d40a7176312d58f9e70628d51c8316f3995594f',
    person: '60ad25ff90a9393cfab61c42196e0a0db2c3ff2ef6e7a0ac21dae846f3dc12be',
    rest: '5f94d41a77d8ab1f0e58efc1942bd5ccea599e32f280e1390107d8cc4a7118d1',
  },
  digests: {
    money: '0ed7d8f0af6477cc5ddf5232b2596db8e2d278590d15edff235582ff9ca75014',
    person: '9e12a981f167eab1182e32c6a78a128a946d629b1c7be94f3024af462d12a82f',
    rest: '39c0028a5faf0b840c40b9280fbb96f9db3535b0ed1e82da3b806b60c283121c',
  },
  commitment: '721266b9063b9524944498ead5fe68bd92f530e69fad07b3dfc4c1d38a289fe8',
};

describe('a fact', () => {
  const salts = saltsOf(hmac, keys, origin, fact);
  const digests = groupDigests(sha256, fact, salts);

  test('comes to the salts, digests and commitment that another program makes of it', () => {
    for (const group of GROUPS) {
      expect(salts[group].toHex(), group).toBe(VECTORS.salts[group]);
      expect(digests[group].toHex(), group).toBe(VECTORS.digests[group]);
    }
    expect(commitment(sha256, fact, digests).toHex()).toBe(VECTORS.commitment);
  });

  test('has a salt of its own in each group, kind and log', () => {
    const key = keys.rest;
    const salts = [
      ...GROUPS.map((group) => groupSalt(hmac, key, origin, fact, group)),
      groupSalt(hmac, key, 'other.example/log', fact, 'rest'),
      groupSalt(hmac, key, origin, { ...fact, kind: 'claim' }, 'rest'),
      groupSalt(hmac, key, origin, { ...fact, id: 'C-1001/2' }, 'rest'),
    ];
    expect(new Set(salts.map((salt) => salt.toHex())).size).toBe(salts.length);
  });

  test('has another commitment where any bit of it is another one', () => {
    const seen = commitment(sha256, fact, digests);
    const others = [
      commitment(sha256, { ...fact, kind: 'claim-decisions' }, digests),
      commitment(sha256, { ...fact, id: 'C-1001/10' }, digests),
      commitment(sha256, fact, { ...digests, money: digests.person, person: digests.money }),
      ...GROUPS.flatMap((group) =>
        Array.from({ length: 256 }, (_, bit) => {
          const changed = digests[group].slice();
          changed[bit >> 3]! ^= 1 << (bit & 7);
          return commitment(sha256, fact, { ...digests, [group]: changed });
        }),
      ),
    ];
    for (const other of others) expect(sameBytes(other, seen)).toBe(false);
  });

  test('has another digest where its salt or its fields are another one', () => {
    const seen = groupDigest(sha256, salts.money, fact.money).toHex();
    expect(groupDigest(sha256, salts.rest, fact.money).toHex()).not.toBe(seen);
    expect(groupDigest(sha256, salts.money, '{"currency":"USD","plan":"80.01"}').toHex()).not.toBe(seen);
  });

  test('may have fields of any length', () => {
    for (const length of [4000, 4096, 5000, 100_000, 3]) {
      const text = JSON.stringify('é€𐐷'.repeat(length));
      const expected = sha256(Buffer.concat([salts.rest, Buffer.from(text)]));
      expect(sameBytes(groupDigest(sha256, salts.rest, text), expected)).toBe(true);
    }
  });

  test.each([
    ['a kind in capitals', { kind: 'Claim', id: '1' }, 'kind'],
    ['a kind with an end of line', { kind: 'claim\n', id: '1' }, 'kind'],
    ['no kind', { kind: '', id: '1' }, 'kind'],
    ['no id', { kind: 'claim', id: '' }, 'id'],
    ['an id of two lines', { kind: 'claim', id: '1\n2' }, 'id'],
    ['an id with U+0085', { kind: 'claim', id: '1\u0085' }, 'id'],
    ['an id with a lone surrogate', { kind: 'claim', id: '\ud800' }, 'id'],
  ])('is refused with %s', (_what, name, path) => {
    expect(refuseFactName(name)).toMatchObject({ code: 'wrong_type', path });
    expect(refuseFactName(name, 'leaves[3]')).toMatchObject({ path: `leaves[3].${path}` });
  });

  test('may be of any word, with any id that is one line', () => {
    for (const name of [fact, { kind: 'a1-b', id: 'Grüße \u{10ffff} ~' }])
      expect(refuseFactName(name)).toBeUndefined();
  });
});
