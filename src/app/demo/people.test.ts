import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignOnService, signOnService } from '../../../tests/http/sign-on.ts';
import { ROLES } from '../viewer.ts';
import { putDemoPeople } from './people.ts';

let pool: SignOnService;

beforeAll(async () => {
  pool = await signOnService();
});

afterAll(() => pool?.close());

const put = () => putDemoPeople(pool.stores.people, pool.signOn, pool.one);

test('somebody is there in every role, once, and signs on with the password of the last start alone', async () => {
  const first = await put();
  const early = pool.browser();
  await early.signOn(first.people[0]!.email, first.password);
  expect((await early.get('/me')).statusCode).toBe(200);
  const second = await put();
  expect((await early.get('/me')).statusCode).toBe(401);
  expect((await pool.browser().signOn(first.people[0]!.email, first.password)).statusCode).toBe(401);
  expect(second.people.map(({ role }) => role)).toEqual(ROLES);
  for (const { role, email } of second.people) {
    const browser = pool.browser();
    expect((await browser.signOn(email, second.password)).statusCode, email).toBe(200);
    const { memberships } = (await browser.get('/me')).json();
    expect(memberships).toEqual([expect.objectContaining({ consortium: 'one', role })]);
  }
  expect(await pool.stores.people.people(pool.one.consortiumId)).toHaveLength(ROLES.length);
});
