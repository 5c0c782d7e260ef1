// Every route crossed with every role, its own and a foreign tenant: allowed, or refused and nothing leaked.
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../src/app/viewer.ts';
import type { Route } from '../../src/http/route.ts';
import { routes } from '../../src/http/routes/index.ts';
import { fillBoard, fillBooks } from './books.ts';
import { addPeople } from './people.ts';
import { requestOfRow } from './row-request.ts';
import { type Row, rows } from './rows.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;

beforeAll(async () => {
  service = await testService(async (stores, consortium) => {
    await fillBooks(stores, consortium);
    await fillBoard(stores, consortium);
  });
  await addPeople(service);
});

afterAll(() => service?.close());

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;
const isCalculator = ({ method, path }: Route) => method === 'POST' && path.startsWith('/calculators/');

async function ask(name: string, who: string, consortium: string): Promise<LightMyRequestResponse> {
  const { ifMatch } = rows[name]!;
  const etag = ifMatch === undefined ? undefined : (await ask(ifMatch, 'operator', consortium)).headers.etag;
  const request = requestOfRow(name, who, consortium);
  if (etag !== undefined) request.headers['if-match'] = String(etag);
  return service.send(who, request);
}

const mayUse = ({ roles }: Row, role: string) =>
  roles === 'everybody' || (roles !== 'operator' && (roles as readonly string[]).includes(role));

test('every route has its row, and every row its route', () => {
  const wanted = routes.filter((route) => !isCalculator(route)).map(nameOf);
  expect(Object.keys(rows).sort()).toEqual(wanted.sort());
});

test('every calculator is there for whoever has signed on, and for nobody else', async () => {
  for (const route of routes.filter(isCalculator)) {
    const send = (who: string) =>
      service.send(who, { method: 'POST', url: `/api/v1${route.path}`, payload: {} });
    expect((await send('')).statusCode, route.path).toBe(401);
    expect((await send('one coinsurer')).statusCode, route.path).toBe(422);
  }
});

describe.each(Object.entries(rows))('%s', (name, row) => {
  const isOfConsortium = name.includes(':consortium');

  test('is for nobody who has not signed on', async () => {
    const answer = await ask(name, '', 'one');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'not_signed_on', status: 401 });
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  test('is refused to every role that may not, and to every role of another consortium', async () => {
    for (const role of ROLES) {
      if (!mayUse(row, role)) {
        const answer = await ask(name, `one ${role}`, 'one');
        expect(answer.statusCode, role).toBe(403);
        expect(answer.json(), role).toMatchObject({ code: 'not_allowed' });
      }
      if (!isOfConsortium) continue;
      const [foreign, missing] = [
        await ask(name, `two ${role}`, 'one'),
        await ask(name, `two ${role}`, 'none'),
      ];
      expect(foreign.statusCode, role).toBe(404);
      // Not even that it exists is told.
      expect({ ...foreign.json(), actual: '', detail: '' }).toEqual({
        ...missing.json(),
        actual: '',
        detail: '',
      });
    }
  });

  test('answers every role that may, and the operator', async () => {
    const who = [...ROLES.filter((role) => mayUse(row, role)).map((role) => `one ${role}`), 'operator'];
    for (const one of who) {
      const answer = await ask(name, one, 'one');
      expect([one, answer.statusCode, answer.statusCode < 300 ? '' : answer.body]).toEqual([
        one,
        // Done once, the second finds a month closed, a consortium founded or a key revoked already.
        expect.toSatisfy(
          (status: number) =>
            status === (row.status ?? 200) || ([404, 409, 422].includes(status) && one !== who[0]),
        ),
        expect.any(String),
      ]);
    }
  });
});
