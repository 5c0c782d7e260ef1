// Signing on and off: invitations, passwords, sessions that end, and what attackers try.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_REFUSED } from '../../src/identity/events.ts';
import { ORIGIN, PASSWORD, type SignOnService, signOnService } from './sign-on.ts';

let pool: SignOnService;

beforeAll(async () => {
  pool = await signOnService();
});

afterAll(() => pool?.close());

const ADMINISTRATOR = { role: 'administrator' } as const;
const codeOf = (answer: { json(): { code?: string } }) => answer.json().code;

describe('an invitation', () => {
  test('makes somebody new a person, who is signed on with the role', async () => {
    const dana = await pool.join('Dana@one.example', { role: 'member staff', member: 'town' });
    expect((await dana.get('/me')).json()).toEqual({
      ...{ name: 'dana@one.example', isOperator: false },
      memberships: [
        {
          ...{ consortium: 'one', name: 'Pool', currency: 'USD', role: 'member staff', member: 'town' },
          capabilities: expect.arrayContaining(['members.read', 'bills.read']),
        },
      ],
    });
    // What an employer may not do, it is not told that it may.
    expect((await dana.get('/me')).json().memberships[0].capabilities).not.toContain('claims.read');
    // The member of the role is the member whose rows are seen.
    const own = await dana.get('/consortia/one/ledger/trial-balance');
    expect(own.statusCode).toBe(200);
  });

  test('can be used once', async () => {
    const token = await pool.invitation('once@one.example', ADMINISTRATOR);
    const body = { token, name: 'Once', password: PASSWORD };
    expect((await pool.browser().auth('/accept-invitation', body)).statusCode).toBe(200);
    expect(codeOf(await pool.browser().auth('/accept-invitation', body))).toBe('INVITATION_NOT_OPEN');
  });

  test('sent many times at once makes one membership', async () => {
    const token = await pool.invitation('rush@one.example', ADMINISTRATOR);
    const body = { token, name: 'Rush', password: PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => pool.browser().auth('/accept-invitation', body)),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const { rows } = await pool.owner.query(
      "SELECT FROM identity.membership WHERE email = 'rush@one.example'",
    );
    expect(rows).toHaveLength(1);
  });

  test('that was taken back, has expired or never was is answered the same', async () => {
    const [revoked, expired] = [
      await pool.invitation('gone@one.example', ADMINISTRATOR),
      await pool.invitation('late@one.example', ADMINISTRATOR),
    ];
    const open = await pool.stores.people.invitations(pool.one.consortiumId);
    const { invitation } = open.find(({ email }) => email === 'gone@one.example')!;
    await pool.stores.people.revokeInvitation(pool.one.consortiumId, invitation, 'operator');
    await pool.owner.query(
      "UPDATE identity.invitation SET expires_at = now() WHERE email = 'late@one.example'",
    );
    const answers = [];
    for (const token of [revoked, expired, 'never was'])
      answers.push(
        (await pool.browser().auth('/accept-invitation', { token, name: 'X', password: PASSWORD })).json(),
      );
    expect(answers[0]).toMatchObject({ code: 'INVITATION_NOT_OPEN' });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  test('of somebody who has an account opens it to nobody: that person has to be signed on', async () => {
    const eve = await pool.join('eve@one.example', ADMINISTRATOR);
    const token = await pool.invitation('eve@one.example', { role: 'auditor' }, pool.two);
    const thief = await pool.join('thief@one.example', { role: 'actuary' });
    for (const other of [pool.browser(), thief])
      expect(codeOf(await other.auth('/accept-invitation', { token, name: 'Eve', password: PASSWORD }))).toBe(
        'SIGN_ON_FIRST',
      );
    expect((await eve.auth('/accept-invitation', { token })).json()).toEqual({
      consortium: 'two',
      role: 'auditor',
    });
    const { memberships } = (await eve.get('/me')).json() as { memberships: { consortium: string }[] };
    expect(memberships.map(({ consortium }) => consortium).sort()).toEqual(['one', 'two']);
  });

  test('wants a name and a long password', async () => {
    const token = await pool.invitation('short@one.example', ADMINISTRATOR);
    for (const body of [{ token }, { token, name: 'S', password: 'short' }])
      expect(codeOf(await pool.browser().auth('/accept-invitation', body))).toBe('NAME_AND_PASSWORD_NEEDED');
  });

  test('is the only way in: nobody signs up', async () => {
    const answer = await pool
      .browser()
      .auth('/sign-up/email', { email: 'me@x.example', name: 'Me', password: PASSWORD });
    expect(answer.statusCode).toBe(404);
    const { rows } = await pool.owner.query("SELECT FROM identity.person WHERE email = 'me@x.example'");
    expect(rows).toEqual([]);
  });
});

describe('a session', () => {
  test('begins with the password, and is never the one that was there before', async () => {
    await pool.join('fix@one.example', ADMINISTRATOR);
    const attacker = await pool.join('attacker@one.example', ADMINISTRATOR);
    const planted = attacker.cookies.get('poolbook.session_token')!;
    const victim = pool.browser();
    victim.cookies.set('poolbook.session_token', planted);
    expect((await victim.signOn('fix@one.example')).statusCode).toBe(200);
    expect(victim.cookies.get('poolbook.session_token')).not.toBe(planted);
    expect((await attacker.get('/me')).json().name).toBe('attacker@one.example');
    const forged = pool.browser();
    forged.cookies.set('poolbook.session_token', `${planted.split('.')[0]}.AAAA`);
    expect((await forged.get('/me')).statusCode).toBe(401);
  });

  test('has a cookie that no script reads and no other site sends along', async () => {
    await pool.join('cookie@one.example', ADMINISTRATOR);
    const answer = await pool.browser().signOn('cookie@one.example');
    const cookie = answer.cookies.find(({ name }) => name === 'poolbook.session_token');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 1800 });
  });

  test('ends when it was not used, and twelve hours after it began however much it was', async () => {
    const idle = await pool.join('idle@one.example', ADMINISTRATOR);
    const sessionsOf = (email: string) =>
      `WHERE "userId" = (SELECT id FROM identity.person WHERE email = '${email}')`;
    expect((await idle.get('/me')).statusCode).toBe(200);
    await pool.owner.query(
      `UPDATE identity.session SET "expiresAt" = now() - interval '1 second' ${sessionsOf('idle@one.example')}`,
    );
    expect((await idle.get('/me')).statusCode).toBe(401);
    const busy = await pool.join('busy@one.example', ADMINISTRATOR);
    await pool.owner.query(
      `UPDATE identity.session SET "createdAt" = now() - interval '11 hours 50 minutes', "expiresAt" = now() + interval '1 year' ${sessionsOf('busy@one.example')}`,
    );
    const { rows } = await pool.owner.query(
      `SELECT extract(epoch FROM "expiresAt" - now())::int4 AS left FROM identity.session ${sessionsOf('busy@one.example')}`,
    );
    expect(rows[0].left).toBeLessThanOrEqual(600);
    expect((await busy.get('/me')).statusCode).toBe(200);
  });

  test('is prolonged by use, and its cookie with it', async () => {
    const used = await pool.join('used@one.example', ADMINISTRATOR);
    await pool.owner.query(
      `UPDATE identity.session SET "expiresAt" = now() + interval '5 minutes'
       WHERE "userId" = (SELECT id FROM identity.person WHERE email = 'used@one.example')`,
    );
    const answer = await used.get('/me');
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: 'poolbook.session_token', maxAge: 1800 }),
    ]);
    const { rows } = await pool.owner.query(
      `SELECT extract(epoch FROM "expiresAt" - now())::int4 AS left FROM identity.session
       WHERE "userId" = (SELECT id FROM identity.person WHERE email = 'used@one.example')`,
    );
    expect(rows[0].left).toBeGreaterThan(1700);
  });

  test('ends at sign-off, and everywhere where that is asked for', async () => {
    const here = await pool.join('many@one.example', ADMINISTRATOR);
    const there = pool.browser();
    await there.signOn('many@one.example');
    const kept = new Map(there.cookies);
    await there.auth('/sign-out', {});
    for (const [name, value] of kept) there.cookies.set(name, value);
    expect((await there.get('/me')).statusCode).toBe(401);
    await there.signOn('many@one.example');
    expect((await here.auth('/revoke-sessions', {})).statusCode).toBe(200);
    expect((await there.get('/me')).statusCode).toBe(401);
    expect((await here.get('/me')).statusCode).toBe(401);
  });

  test('changes something only for our own pages', async () => {
    const admin = await pool.join('origin@one.example', ADMINISTRATOR);
    const send = (origin: string | undefined) =>
      admin.send(
        'POST',
        '/api/v1/consortia/one/charges',
        { through: '2026-01' },
        { origin: origin as string },
      );
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`])
      expect((await send(origin)).json(), origin).toMatchObject({ code: 'not_allowed', path: 'Origin' });
    const without = await pool.service.inject({
      ...{ method: 'POST', url: '/api/v1/consortia/one/charges', payload: { through: '2026-01' } },
      headers: { cookie: `poolbook.session_token=${admin.cookies.get('poolbook.session_token')}` },
    });
    expect(without.json()).toMatchObject({ code: 'not_allowed', path: 'Origin' });
    expect((await send(ORIGIN)).statusCode).toBe(201);
    expect((await admin.auth('/sign-out', {}, { origin: 'https://evil.example' })).statusCode).toBe(403);
  });

  test('sees what a role was taken away at once', async () => {
    const admin = await pool.join('boss@two.example', ADMINISTRATOR, pool.two);
    const actuary = await pool.join('leaver@two.example', { role: 'actuary' }, pool.two);
    expect((await actuary.get('/consortia/two/statement')).statusCode).toBe(200);
    const { people } = (await admin.get('/consortia/two/people')).json() as {
      people: { person: string; email: string }[];
    };
    const { person } = people.find(({ email }) => email === 'leaver@two.example')!;
    expect((await admin.send('DELETE', `/api/v1/consortia/two/people/${person}`)).statusCode).toBe(200);
    expect((await actuary.get('/consortia/two/statement')).statusCode).toBe(404);
    expect((await actuary.get('/me')).json().memberships).toEqual([]);
  });
});

describe('a password', () => {
  test('that is wrong is answered like an address that nobody has', async () => {
    await pool.join('real@one.example', ADMINISTRATOR);
    const wrong = await pool.browser().signOn('real@one.example', 'not the password');
    const nobody = await pool.browser().signOn('nobody@one.example', 'not the password');
    expect([wrong.statusCode, wrong.json()]).toEqual([401, nobody.json()]);
    expect(nobody.statusCode).toBe(401);
    const asked = async (email: string) =>
      (await pool.browser().auth('/request-password-reset', { email, redirectTo: '/' })).json();
    expect(await asked('real@one.example')).toEqual(await asked('nobody@one.example'));
    expect(pool.letters.filter(({ to }) => to === 'nobody@one.example')).toEqual([]);
  });

  test('cannot be tried for long, from however many places; nor an address that nobody has', async () => {
    await pool.join('target@one.example', ADMINISTRATOR);
    for (const email of ['target@one.example', 'ghost@one.example']) {
      for (let tries = 0; tries < MOST_REFUSED; tries += 1)
        expect((await pool.browser().signOn(email, 'not the password')).statusCode).toBe(401);
      // Not even with the right one, or the last try would tell which it is.
      expect((await pool.browser().signOn(email)).statusCode).toBe(429);
    }
  });

  test('cannot be tried for many addresses from one place, wherever it says that it is', async () => {
    const guesser = pool.browser();
    const statuses: number[] = [];
    for (let tries = 0; tries < 21; tries += 1) {
      const headers = {
        'x-forwarded-for': `198.51.100.${tries}`,
        'x-poolbook-address': `198.51.100.${tries}`,
      };
      const body = { email: `guess-${tries}@one.example`, password: 'not the password' };
      statuses.push((await guesser.auth('/sign-in/email', body, headers)).statusCode);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429]);
  });

  test('is set by a link from a letter, once, and all sessions end', async () => {
    const old = await pool.join('forgot@one.example', ADMINISTRATOR);
    await pool.browser().auth('/request-password-reset', { email: 'forgot@one.example' });
    const letter = pool.letters.findLast(({ to }) => to === 'forgot@one.example')!;
    const [, token] = /\/reset-password#(\S+)/.exec(letter.text)!;
    const stored = await pool.owner.query('SELECT FROM identity.verification WHERE identifier LIKE $1', [
      `%${token}%`,
    ]);
    expect(stored.rowCount).toBe(0);
    const set = () => pool.browser().auth('/reset-password', { token, newPassword: 'another long password' });
    expect((await set()).statusCode).toBe(200);
    expect((await set()).statusCode).toBe(400);
    expect((await old.get('/me')).statusCode).toBe(401);
    expect((await pool.browser().signOn('forgot@one.example')).statusCode).toBe(401);
    expect((await pool.browser().signOn('forgot@one.example', 'another long password')).statusCode).toBe(200);
    expect(await pool.events('forgot@one.example')).toEqual([
      ...['invitation accepted', 'link to set a password sent', 'password set by a link'],
      'signed on with a password',
    ]);
  });

  test('that is changed ends the other sessions, asked for or not', async () => {
    const here = await pool.join('change@one.example', ADMINISTRATOR);
    const there = pool.browser();
    await there.signOn('change@one.example');
    const body = { currentPassword: PASSWORD, newPassword: 'another long password' };
    expect((await here.auth('/change-password', body)).statusCode).toBe(200);
    expect((await there.get('/me')).statusCode).toBe(401);
    expect((await here.get('/me')).statusCode).toBe(200);
  });

  test('is kept as a slow hash, and no session’s or sign-on’s secret is in the trail', async () => {
    const { rows } = await pool.owner.query<{ password: string }>('SELECT password FROM identity.account');
    for (const { password } of rows) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    const trail = JSON.stringify((await pool.owner.query('SELECT * FROM identity.event')).rows);
    expect(trail).not.toContain(PASSWORD);
    expect(trail).not.toContain('nobody@one.example');
  });
});

// The last one: it ends the connections of the others.
test('a database that is gone is told as such, to those signed on and to those who try', async () => {
  const somebody = await pool.join('last@one.example', ADMINISTRATOR);
  await pool.signOn.close();
  for (const answer of [await somebody.get('/me'), await pool.browser().signOn('last@one.example')]) {
    expect(answer.json()).toMatchObject({ code: 'database_lost', status: 503 });
    expect(answer.headers['retry-after']).toBeDefined();
  }
});
