// Invitations, roles and keys of machines over the API, as real people ask for them, and what attackers try.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey } from '../../src/app/people.ts';
import { known } from './books.ts';
import { aDayAhead } from './people.ts';
import { type Browser, PASSWORD, type SignOnService, signOnService } from './sign-on.ts';

let pool: SignOnService;
let admin: Browser;

beforeAll(async () => {
  pool = await signOnService();
  admin = await pool.join('admin@one.example', { role: 'administrator' });
});

afterAll(() => pool?.close());

const PATH = '/api/v1/consortia/one';

interface Person {
  readonly person: string;
  readonly email: string;
  readonly role: string;
}

async function personOf(email: string): Promise<Person> {
  const { people } = (await admin.get('/consortia/one/people')).json() as { people: Person[] };
  return people.find((one) => one.email === email)!;
}

/** The token of the last letter to an address. */
const tokenFor = (to: string) =>
  /\/invitation#(\S+)/.exec(pool.letters.findLast((letter) => letter.to === to)!.text)![1]!;

describe('an administrator', () => {
  test('invites by letter; the answer and the trail do not hold the token', async () => {
    const body = { email: 'Dora@one.example', role: 'director', member: 'town', until: aDayAhead(400) };
    const answer = await admin.send('POST', `${PATH}/invitations`, body);
    expect(answer.statusCode).toBe(201);
    const token = tokenFor('Dora@one.example');
    expect(answer.body).not.toContain(token);
    const kept = await pool.owner.query('SELECT row_to_json(r)::text AS text FROM poolbook.request r');
    expect(JSON.stringify(kept.rows)).not.toContain(token);
    const { invitations } = (await admin.get('/consortia/one/invitations')).json();
    expect(invitations[0]).toMatchObject({ email: 'dora@one.example', role: 'director', state: 'open' });
    const dora = pool.browser();
    await dora.auth('/accept-invitation', { token, name: 'Dora', password: PASSWORD });
    expect((await dora.get('/consortia/one/statement')).statusCode).toBe(200);
    expect(await personOf('dora@one.example')).toMatchObject({
      ...{
        role: 'director',
        member: 'town',
        until: aDayAhead(400),
        recordedBy: 'admin@one.example',
        version: 1,
      },
    });
  });

  test('takes an invitation back', async () => {
    const { invitation } = (
      await admin.send('POST', `${PATH}/invitations`, { email: 'no@one.example', role: 'auditor' })
    ).json();
    const revoke = () => admin.send('DELETE', `${PATH}/invitations/${invitation}`);
    expect([(await revoke()).statusCode, (await revoke()).statusCode]).toEqual([200, 404]);
    const token = tokenFor('no@one.example');
    const answer = await pool.browser().auth('/accept-invitation', { token, name: 'No', password: PASSWORD });
    expect(answer.json().code).toBe('INVITATION_NOT_OPEN');
  });

  test.each([
    ['no such role', { role: 'operator' }, 'wrong_type', 'body.role'],
    ['staff of no member', { role: 'member staff' }, 'missing_field', 'body.member'],
    ['staff of an unknown member', { role: 'member staff', member: 'x' }, 'unknown_reference', 'body.member'],
    ['a carrier without a code', { role: 'stop-loss carrier' }, 'missing_field', 'body.party'],
    ['an auditor of a member', { role: 'auditor', member: 'town' }, 'unknown_field', 'body.member'],
    ['a treasurer with an insurer', { role: 'treasurer', party: 'C' }, 'unknown_field', 'body.party'],
    ['a last day that is past', { role: 'auditor', until: '2020-01-01' }, 'out_of_range', 'body.until'],
    ['no such day', { role: 'auditor', until: '2027-02-30' }, 'no_such_day', 'body.until'],
  ])('cannot invite %s', async (_, body, code, path) => {
    const answer = await admin.send('POST', `${PATH}/invitations`, { email: 'x@one.example', ...body });
    expect(answer.json()).toMatchObject({ code, path });
  });

  test('gives a person another role, on the version that was read', async () => {
    const tess = await pool.join('tess@one.example', { role: 'treasurer' });
    const { person } = await personOf('tess@one.example');
    const read = await admin.get(`/consortia/one/people/${person}`);
    const put = () =>
      admin.send(
        'PUT',
        `${PATH}/people/${person}`,
        { role: 'actuary' },
        { 'if-match': String(read.headers.etag) },
      );
    expect([(await put()).statusCode, (await put()).statusCode]).toEqual([200, 412]);
    expect((await tess.send('POST', `${PATH}/charges`, { through: '2026-01' })).statusCode).toBe(403);
    const { rows } = await pool.owner.query(
      'SELECT version, role FROM identity.membership WHERE person_id = $1 ORDER BY version',
      [person],
    );
    expect(rows).toEqual([
      { version: 1, role: 'treasurer' },
      { version: 2, role: 'actuary' },
    ]);
  });

  test('is not the last to go; two who remove each other at once are not both gone', async () => {
    const sole = await personOf('admin@one.example');
    const remove = (who: Browser, person: string) => who.send('DELETE', `${PATH}/people/${person}`);
    expect((await remove(admin, sole.person)).json()).toMatchObject({
      code: 'last_administrator',
      status: 409,
    });
    const read = await admin.get(`/consortia/one/people/${sole.person}`);
    const demote = admin.send(
      'PUT',
      `${PATH}/people/${sole.person}`,
      { role: 'auditor' },
      { 'if-match': String(read.headers.etag) },
    );
    expect((await demote).json().code).toBe('last_administrator');
    const second = await pool.join('second@one.example', { role: 'administrator' });
    const other = await personOf('second@one.example');
    const both = await Promise.all([remove(admin, other.person), remove(second, sole.person)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([
      200,
      expect.toSatisfy((status) => status >= 403),
    ]);
    const { rows } = await pool.owner.query(
      'SELECT FROM identity.person p, identity.membership_of(p.id) m WHERE m.consortium = $1 AND m.role = $2',
      [...['one', 'administrator']],
    );
    expect(rows).toHaveLength(1);
    // The operator brings back whoever it was.
    const back = both[0].statusCode === 200 ? 'second@one.example' : 'admin@one.example';
    const token = await pool.invitation(back, { role: 'administrator' });
    const again = await (back === 'second@one.example' ? second : admin).auth('/accept-invitation', {
      token,
    });
    expect(again.statusCode).toBe(200);
  });

  test('a role ends with its last day', async () => {
    const guest = await pool.join('guest@one.example', { role: 'auditor', until: aDayAhead(1) });
    expect((await guest.get('/consortia/one/statement')).statusCode).toBe(200);
    await pool.owner.query(
      "UPDATE identity.membership SET until = until - 2 WHERE email = 'guest@one.example'",
    );
    expect((await guest.get('/consortia/one/statement')).statusCode).toBe(404);
    expect(await personOf('guest@one.example')).toBeUndefined();
  });
});

describe('a key of a machine', () => {
  const asKey = (secret: string, url: string, method: 'GET' | 'POST' = 'GET', payload?: object) =>
    pool.service.inject({
      method,
      url,
      headers: { authorization: `Bearer ${secret}` },
      ...(payload && { payload }),
    });

  const made = async (name: string, role = 'actuary') => {
    const body = { name, role, expires: aDayAhead(30) };
    const answer = await admin.send('POST', `${PATH}/keys`, body, {
      'idempotency-key': `make ${name}`.replace(/ /g, '-'),
    });
    return answer.json() as { key: string; secret: string };
  };

  test('acts in its role in its consortium, under its own name, and nowhere else', async () => {
    const { secret } = await made('figures');
    expect(secret).toMatch(/^pbk_[\w-]{43}$/);
    expect((await asKey(secret, '/api/v1/me')).json()).toMatchObject({
      ...{ name: 'key figures', isOperator: false, memberships: [{ consortium: 'one', role: 'actuary' }] },
    });
    expect((await asKey(secret, `${PATH}/statement`)).statusCode).toBe(200);
    expect((await asKey(secret, '/api/v1/consortia/two/statement')).statusCode).toBe(404);
    expect((await asKey(secret, `${PATH}/charges`, 'POST', { through: '2026-01' })).statusCode).toBe(403);
  });

  test('is told once and kept nowhere', async () => {
    const { secret } = await made('once');
    const again = await made('once');
    expect(again).toEqual({ key: expect.any(String), role: 'actuary' });
    for (const [schema, table] of [
      ...[
        ['poolbook', 'request'],
        ['poolbook', 'access'],
        ['identity', 'machine_key'],
        ['identity', 'event'],
      ],
    ]) {
      const { rows } = await pool.owner.query(
        `SELECT row_to_json(t)::text AS text FROM ${schema}.${table} t`,
      );
      expect(JSON.stringify(rows), table).not.toContain(secret);
    }
    expect((await admin.get('/consortia/one/keys')).body).not.toContain(secret);
  });

  test('that is revoked, expired, cut or guessed opens nothing', async () => {
    const { key, secret } = await made('lost');
    const late = await made('late');
    expect((await admin.send('DELETE', `${PATH}/keys/${key}`)).statusCode).toBe(200);
    await pool.owner.query('UPDATE identity.machine_key SET expires_at = now() WHERE key_id = $1', [
      late.key,
    ]);
    const hash = await pool.owner.query('SELECT key_sha256 AS sha256 FROM identity.machine_key LIMIT 1');
    for (const wrong of [
      secret,
      late.secret,
      secret.slice(0, -1),
      `${secret}a`,
      'pbk_',
      hash.rows[0].sha256,
      `pbk_${hash.rows[0].sha256}`,
    ])
      expect((await asKey(wrong, '/api/v1/me')).statusCode, wrong).toBe(401);
    const states = (
      (await admin.get('/consortia/one/keys')).json() as { keys: { name: string; state: string }[] }
    ).keys;
    expect(
      states
        .filter(({ name }) => ['lost', 'late'].includes(name))
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['expired', 'revoked']);
  });

  test('of an administrator does not say who else may what', async () => {
    const { secret } = await made('deputy', 'administrator');
    expect((await asKey(secret, `${PATH}/people`)).statusCode).toBe(200);
    for (const [path, body] of [
      ['invitations', { email: 'x@one.example', role: 'administrator' }],
      ['keys', { name: 'child', role: 'administrator', expires: aDayAhead(1) }],
    ] as const)
      expect((await asKey(secret, `${PATH}/${path}`, 'POST', body)).json().code, path).toBe('not_allowed');
  });

  test('beside a cookie counts alone', async () => {
    const { secret } = await made('beside');
    const answer = await admin.get('/me', { authorization: `Bearer ${secret}` });
    expect(answer.json().name).toBe('key beside');
    expect((await admin.get('/me', { authorization: 'Bearer nonsense' })).statusCode).toBe(401);
    expect((await admin.get('/me', { authorization: 'Basic eDp5' })).statusCode).toBe(401);
  });

  test.each([
    ['a name that is taken', { name: 'figures', expires: aDayAhead(1) }, 'inconsistent'],
    ['no end in sight', { name: 'for ever', expires: aDayAhead(400) }, 'out_of_range'],
    ['an end that is past', { name: 'past', expires: '2020-01-01' }, 'out_of_range'],
  ])('with %s is refused', async (_, body, code) => {
    expect((await admin.send('POST', `${PATH}/keys`, { role: 'actuary', ...body })).json().code).toBe(code);
  });

  test('of the operator founds consortia, and is there in each', async () => {
    const operator = { role: 'operator' as const, name: 'provisioning', expires: aDayAhead(10) };
    const { secret } = known(await makeKey(pool.stores.people, undefined, operator, 'operator'));
    expect((await asKey(secret, '/api/v1/me')).json()).toMatchObject({
      name: 'key provisioning',
      isOperator: true,
    });
    expect((await asKey(secret, '/api/v1/consortia/two/statement')).statusCode).toBe(200);
    const body = { email: 'first@two.example', role: 'administrator' };
    expect((await asKey(secret, '/api/v1/consortia/two/invitations', 'POST', body)).statusCode).toBe(201);
  });
});

test('the operator is invited too, and is the operator in every consortium', async () => {
  const operator = await pool.join('root@pool.example', { role: 'operator' }, null);
  expect((await operator.get('/me')).json()).toMatchObject({ name: 'root@pool.example', isOperator: true });
  expect((await operator.get('/consortia/two/people')).json()).toEqual({ people: [] });
});

test('what was done about people is kept with who did it', async () => {
  const { rows } = await pool.owner.query(
    "SELECT DISTINCT method, regexp_replace(path, '.*/one/(\\w+).*', '\\1') AS what FROM poolbook.request WHERE actor = 'admin@one.example' ORDER BY 1, 2",
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { method: 'POST', what: 'invitations' },
      { method: 'POST', what: 'keys' },
      { method: 'PUT', what: 'people' },
      { method: 'DELETE', what: 'keys' },
    ]),
  );
});
