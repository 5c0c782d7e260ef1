// The shared record over the service: what each role is shown of a leaf, proofs and bundles that hold, receipts of what was
// done, and the tiles by which anybody follows the log.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { addLogKey } from '../../src/app/record/log-keys.ts';
import { FACT_READERS } from '../../src/app/record/readers.ts';
import { checkReceipt } from '../../src/app/record/receipt.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { isAccountOfClaims } from '../../src/app/seen-ledger.ts';
import { type Checkpoint, readCheckpoint } from '../../src/core/record/checkpoint.ts';
import { readEntryBundle } from '../../src/core/record/entry-bundle.ts';
import { FileCheck, type FileQuestion } from '../../src/core/record/file-check.ts';
import { leafHash } from '../../src/core/record/hashes.ts';
import { readKey } from '../../src/core/record/key.ts';
import { readNote } from '../../src/core/record/note.ts';
import { holding } from '../../src/core/record/signatures.ts';
import { readTilePath } from '../../src/core/record/tiles.ts';
import { append, EMPTY_TREE, rootOf } from '../../src/core/record/tree.ts';
import { LEAF_KINDS } from '../../src/store/record/kinds.ts';
import { accepted, sha256, verifyEd25519 } from '../record/parties.ts';
import { fillBoard, fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService(async (stores, consortium) => {
    await fillBoard(stores, consortium);
    await fillBooks(stores, consortium);
  });
});
afterAll(() => service?.close());

const RECORD = '/api/v1/consortia/one/record';
const ask = (who: string, path: string) => service.send(who, { method: 'GET', url: `${RECORD}${path}` });
const text = async (path: string) => (await service.send('', { method: 'GET', url: path })).body;

/** The file's verdict to whoever holds a policy. */
function verified(file: string, question: FileQuestion) {
  const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const check = new FileCheck(sha256, decode, question);
  check.take(Buffer.from(file));
  return check.verified(holding(check.signatureChecks(), verifyEd25519));
}

async function standing() {
  return (await ask('one auditor', '')).json<{
    origin: string;
    size: number;
    keys: { number: number; key: string; retired?: string }[];
    policy: { version: number; text: string };
  }>();
}

/** The place of the first leaf of a kind. */
async function firstOf(kind: string): Promise<number> {
  const { records } = service.stores;
  const { consortiumId } = service.consortia.get('one')!;
  const leaves = await records.leaves(consortiumId, 0, 10_000);
  return leaves.find(({ name }) => name.kind === kind)!.index;
}

test('every kind of leaves says who is shown its facts', () => {
  expect(Object.keys(FACT_READERS).sort()).toEqual(LEAF_KINDS.map(({ kind }) => kind).sort());
});

test('its standing: all is signed, and final by the word of the log where no witness is asked', async () => {
  const found = await ask('one coinsurer', '');
  const { size } = await standing();
  expect(size).toBeGreaterThan(100);
  expect(found.json()).toMatchObject({
    ...{ size, waiting: expect.any(Number), checkpoint: { size, signed: '2026-02-25T06:13:20.000Z' } },
    ...{ final: { size }, witnesses: [], quorum: 'none', keys: [{ number: 1 }, { number: 2 }] },
  });
});

const ALL = { money: true, person: true, rest: true };
const BUT_PERSON = { ...ALL, person: false };

describe.each([
  ['decision', { administrator: ALL, auditor: ALL, actuary: ALL, treasurer: BUT_PERSON, director: 404 }],
  ['decision', { 'stop-loss carrier': BUT_PERSON, coinsurer: 404, 'member staff': 404 }],
  ['claim', { administrator: ALL, actuary: ALL, treasurer: 404, director: 404, 'stop-loss carrier': 404 }],
  ['person', { administrator: ALL, auditor: ALL, director: 404, 'member staff': 404, coinsurer: 404 }],
  ['entries', { treasurer: BUT_PERSON, director: 404, 'stop-loss carrier': 404, 'member staff': 404 }],
  ['director', { director: ALL, 'member staff': ALL, coinsurer: 404 }],
  ['log-key', { coinsurer: BUT_PERSON, 'member staff': BUT_PERSON }],
])('%s', (kind, shown) => {
  test.each(Object.entries(shown))('to the %s', async (role, groups) => {
    const answer = await ask(`one ${role}`, `/leaves?index=${await firstOf(kind)}`);
    if (typeof groups === 'number') {
      expect([answer.statusCode, answer.json().code]).toEqual([groups, 'not_found']);
      return;
    }
    const { fact } = answer.json<{ fact: Record<string, { fields?: object }> }>();
    const found = Object.fromEntries(
      Object.keys(ALL).map((group) => [group, fact[group]!.fields !== undefined]),
    );
    expect(found).toEqual(groups);
  });
});

test.each(['member staff', 'director'])(
  'to the %s nothing is shown of claims: a fact may be of one person',
  async (role) => {
    const { records } = service.stores;
    const { consortiumId } = service.consortia.get('one')!;
    const kinds = new Set<string>();
    for (const { index, name } of await records.leaves(consortiumId, 0, 10_000)) {
      const { statusCode } = await ask(`one ${role}`, `/leaves?index=${index}`);
      if (statusCode !== 200) continue;
      kinds.add(name.kind);
      if (name.kind === 'period-balance')
        expect(isAccountOfClaims((JSON.parse(name.factKey) as string[])[1]!), name.factKey).toBe(false);
    }
    expect(kinds).toContain('monthly-charge');
    const ofClaims = [
      'claim',
      'decision',
      'paid-claim',
      'opening-payment',
      'opening-lag',
      'entries',
      'period-close',
    ];
    for (const kind of [...ofClaims, 'stop-loss-posting', 'stop-loss-reimbursement', 'run-out-posting'])
      expect(kinds).not.toContain(kind);
  },
);

test('member staff see the charges of their own member, and of no other', async () => {
  const { records } = service.stores;
  const { consortiumId, members } = service.consortia.get('one')!;
  const leaves = await records.leaves(consortiumId, 0, 10_000);
  const charges = leaves.filter(({ name }) => name.kind === 'monthly-charge');
  const ofTown = (fact: string) => fact.includes(`"member_id":"${members.get('town')}"`);
  expect(charges.length).toBeGreaterThan(1);
  for (const { index, fact } of charges) {
    const answer = await ask('one member staff', `/leaves?index=${index}`);
    expect(answer.statusCode).toBe(ofTown(fact!.rest) ? 200 : 404);
  }
});

test('a proof holds under the policy, and shows no more than was asked for and may be seen', async () => {
  const { policy } = await standing();
  const index = await firstOf('decision');
  const proof = await ask('one stop-loss carrier', `/proofs?index=${index}&shown=money`);
  expect(proof.headers['content-type']).toBe('text/plain; charset=utf-8');
  const found = verified(proof.body, { policy: policy.text });
  expect(found).toMatchObject({ verdict: 'proved', form: 'proof', fact: { leaf: index, kind: 'decision' } });
  expect(found.fact!.fields).toMatchObject({ money: { decision: [{}] }, person: null, rest: null });
  const beyond = await ask('one stop-loss carrier', `/proofs?index=${index}&shown=money,person`);
  expect([beyond.statusCode, beyond.json()]).toMatchObject([
    403,
    { code: 'not_allowed', path: 'query.shown' },
  ]);
  const changed = proof.body.replace(
    /^extra (.)/m,
    (_, first: string) => `extra ${first === 'e' ? 'f' : 'e'}`,
  );
  expect(verified(changed, { policy: policy.text }).verdict).toBe('tampered');
});

test('a bundle is the whole record, with the groups that are asked for', async () => {
  const { policy, size } = await standing();
  const bundle = await ask('one auditor', '/bundle?shown=money,rest&kind=decision');
  const found = verified(bundle.body, { policy: policy.text });
  expect(found).toMatchObject({ verdict: 'proved', form: 'bundle', size });
  expect(found.kinds).toEqual([{ kind: 'decision', facts: 15, money: 15, person: 0, rest: 15 }]);
});

describe('receipts', () => {
  const send = (who: string, path: string, payload: object, headers = {}) =>
    service.send(who, { method: 'POST', url: `/api/v1/consortia/one${path}`, payload, headers });
  const keys = async () => (await standing()).keys.map(({ key }) => accepted(readKey(sha256, key)));
  const hashOf = (bytes: string) => new Uint8Array(createHash('sha256').update(bytes).digest());

  test('what was changed is answered with what the log signs of it', async () => {
    const payload = { text: 'quorum none\n# as before\n' };
    const answer = await send('one administrator', '/record/policy', payload);
    const receipt = accepted(checkReceipt(String(answer.headers['poolbook-receipt']), await keys()));
    expect(receipt).toMatchObject({ method: 'POST', path: '/api/v1/consortia/one/record/policy' });
    expect(receipt.origin).toBe((await standing()).origin);
    expect(Buffer.from(receipt.requestSha256)).toEqual(Buffer.from(hashOf(JSON.stringify(payload))));
    expect(Buffer.from(receipt.answerSha256)).toEqual(Buffer.from(hashOf(answer.body)));
    expect(Math.abs(receipt.seconds - Date.now() / 1000)).toBeLessThan(600);
  });

  test('of a file that was sent in it has the hash of the file', async () => {
    const url = '/api/v1/consortia/one/uploads?name=a.csv';
    const headers = { 'content-type': 'text/csv' };
    const answer = await service.send('one administrator', {
      method: 'POST',
      url,
      payload: 'a,b\n1,2\n',
      headers,
    });
    const receipt = accepted(checkReceipt(String(answer.headers['poolbook-receipt']), await keys()));
    expect(Buffer.from(receipt.requestSha256)).toEqual(Buffer.from(hashOf('a,b\n1,2\n')));
    expect(receipt.path).toBe(url);
  });

  test('a claim has one where it is asked for', async () => {
    const claim = (code: string) => ({
      ...{ claim: code, person: 'p-1', received: '2026-03-02' },
      lines: [
        {
          ...{ line: '1', serviceDate: '2026-02-20', service: 'visit', network: 'in' },
          ...{ charge: '90.00', allowed: '80.00' },
        },
      ],
    });
    const without = await send('one administrator', '/claims', claim('r-1'));
    expect([without.statusCode, without.headers['poolbook-receipt']]).toEqual([201, undefined]);
    const asked = await send('one administrator', '/claims', claim('r-2'), { 'poolbook-receipt': 'yes' });
    const receipt = accepted(checkReceipt(String(asked.headers['poolbook-receipt']), await keys()));
    expect(Buffer.from(receipt.requestSha256)).toEqual(Buffer.from(hashOf(JSON.stringify(claim('r-2')))));
  });

  test('what was refused has none, and one that is changed does not hold', async () => {
    const refused = await send('one administrator', '/record/policy', { text: 'quorum nobody\n' });
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { path: 'body.text:1' }]);
    expect(refused.headers['poolbook-receipt']).toBeUndefined();
    const good = await send('one administrator', '/record/policy', { text: 'quorum none\n' });
    const note = Buffer.from(String(good.headers['poolbook-receipt']), 'base64').toString();
    const forged = Buffer.from(note.replace('POST', 'PUT')).toString('base64');
    expect(checkReceipt(forged, await keys())).toMatchObject({ code: 'bad_signature' });
  });
});

describe('as anybody may read it', () => {
  async function checkpoint(): Promise<Checkpoint> {
    const note = accepted(readNote(await text('/record/one/checkpoint')));
    return accepted(readCheckpoint(note.text));
  }

  test('the entries come to the root of the checkpoint, and their hashes are the tiles', async () => {
    const { consortiumId } = service.consortia.get('one')!;
    await sequenceFacts(service.stores, consortiumId);
    await signCheckpoint(service.stores, consortiumId, 1_772_000_100);
    const { size, root } = await checkpoint();
    let tree = EMPTY_TREE;
    for (let index = 0; tree.size < size; index += 1) {
      const width = Math.min(256, size - tree.size);
      const place = `${String(index).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
      const url = `/record/one/tile/entries/${place}`;
      const answer = await service.send('', { method: 'GET', url });
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const entries = accepted(
        readEntryBundle(accepted(readTilePath(`tile/entries/${place}`)), answer.rawPayload),
      );
      const hashes = entries.map((entry) => leafHash(sha256, entry));
      for (const hash of hashes) tree = append(sha256, tree, hash).tree;
      const tile = await service.send('', { method: 'GET', url: `/record/one/tile/0/${place}` });
      expect(tile.rawPayload).toEqual(Buffer.concat(hashes));
      expect(tile.headers['content-type']).toBe('application/octet-stream');
    }
    expect(Buffer.from(rootOf(sha256, tree))).toEqual(Buffer.from(root));
  });

  test('a checkpoint and a policy are texts that are asked for each time, from any page', async () => {
    for (const name of ['checkpoint', 'policy']) {
      const { headers } = await service.send('', { method: 'GET', url: `/record/one/${name}` });
      expect(headers).toMatchObject({
        ...{ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
        'access-control-allow-origin': '*',
      });
    }
    expect(await text('/record/one/policy')).toBe((await standing()).policy.text);
  });

  test.each([
    ['tile/0/999', 'a tile that is not signed yet'],
    ['tile/0/000.p/0', 'an empty tile'],
    ['tile/0/00', 'a path of no tile'],
    ['tile/00/000', 'a tile by another name'],
    ['nothing', 'a name of nothing'],
  ])('%s is not found: %s', async (path) => {
    const answer = await service.send('', { method: 'GET', url: `/record/one/${path}` });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found']);
  });

  test('there is no record of a consortium that is not there, and no page that was not built', async () => {
    for (const path of ['/record/none/checkpoint', '/record/verify.html', '/record/one/%00'])
      expect((await service.send('', { method: 'GET', url: path })).statusCode, path).toBe(404);
  });
});

test('a further key signs as well, one is retired, and the last one stays', async () => {
  const post = (path: string) =>
    service.send('two administrator', { method: 'POST', url: `/api/v1/consortia/two/record/keys${path}` });
  const { number } = (await post('')).json<{ number: number }>();
  const { consortiumId } = service.consortia.get('two')!;
  await sequenceFacts(service.stores, consortiumId);
  await signCheckpoint(service.stores, consortiumId, 1_772_000_200);
  const note = accepted(readNote(await text('/record/two/checkpoint')));
  expect(note.signatures).toHaveLength(3);
  expect((await post(`/${number}/retirement`)).statusCode).toBe(201);
  expect((await post(`/${number}/retirement`)).json()).toMatchObject({ code: 'not_found', path: 'number' });
  expect((await post('/2/retirement')).statusCode).toBe(201);
  expect((await post('/1/retirement')).json()).toMatchObject({ code: 'inconsistent', path: 'number' });
  // A secret that is left of a key whose transaction was taken back is in nobody's way.
  const { salts } = service.stores;
  await salts.keepSecret(consortiumId, 1000, new Uint8Array(48));
  await salts.keepSecret(consortiumId, 1000, new Uint8Array(48).fill(1));
  expect((await salts.secrets(consortiumId)).get(1000)?.[0]).toBe(1);
  await addLogKey(service.stores, consortiumId, note.text.split('\n')[0]!);
});

test('a person is forgotten: proofs stand, and nobody is told any more who it was', async () => {
  const { policy } = await standing();
  const leaf = await firstOf('person');
  const seen = await ask('one auditor', `/leaves?index=${leaf}`);
  const { fact, commitment } = seen.json<{
    commitment: string;
    fact: { person: { fields: { person: { code: string }[] } } };
  }>();
  const { code } = fact.person.fields.person[0]!;
  const erase = () =>
    service.send('one administrator', {
      ...{ method: 'POST', url: `${RECORD}/erasures`, payload: { person: code, reason: 'asked for' } },
    });
  expect((await erase()).json()).toEqual({ leaves: expect.any(Number) });
  const after = await ask('one auditor', `/leaves?index=${leaf}`);
  expect(after.json()).toMatchObject({ commitment, fact: { person: { digest: expect.any(String) } } });
  expect(after.body).not.toContain(code);
  const proof = await ask('one auditor', `/proofs?index=${leaf}`);
  expect(verified(proof.body, { policy: policy.text })).toMatchObject({ verdict: 'proved' });
  expect((await erase()).json()).toMatchObject({ code: 'unknown_reference', path: 'body.person' });
});

test('persons are forgotten at one moment, by more requests than there are connections', async () => {
  // Each holds one, and needs others for the leaves and the keys: without a turn they would wait for each other.
  const persons = Array.from({ length: 12 }, (_, at) => `p-${at + 4}`);
  const answers = await Promise.all(
    persons.map((person) =>
      service.send('one administrator', {
        ...{ method: 'POST', url: `${RECORD}/erasures`, payload: { person, reason: 'asked for' } },
      }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(persons.map(() => 201));
});

test('what is asked for has to be said', async () => {
  const answers = [
    ['/leaves', 422, 'query.index'],
    ['/leaves?kind=claim', 422, 'query.index'],
    ['/leaves?kind=nothing&id=1.1.1', 404, 'query.id'],
    ['/leaves?index=999999', 404, 'query.index'],
    ['/proofs?index=0&shown=all', 422, 'query.shown'],
  ] as const;
  for (const [path, status, at] of answers) {
    const answer = await ask('one auditor', path);
    expect([answer.statusCode, answer.json().path], path).toEqual([status, at]);
  }
});
