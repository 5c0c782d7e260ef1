// The service with real sign-on over a database of a test's own: two consortia, and browsers of people who come by
// invitation.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type pg from 'pg';
import { recordConsortium } from '../../src/app/consortium.ts';
import { type DatedHolding, invite } from '../../src/app/people.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { SignOn } from '../../src/app/ports/identity.ts';
import type { Letter } from '../../src/app/ports/mail.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import type { Day } from '../../src/core/calendar/day.ts';
import { buildService } from '../../src/http/service.ts';
import { openSignOn } from '../../src/identity/identity.ts';
import type { Provider } from '../../src/identity/settings.ts';
import { openSignOnConnections } from '../../src/store/sign-on-connections.ts';
import { storesOver } from '../../src/store/stores.ts';
import { connectTo, type TestDatabase, testDatabase } from '../database.ts';
import { known, poolDocument } from './books.ts';

export const ORIGIN = 'https://pool.example';
export const PASSWORD = 'correct horse battery';

export interface SignOnService {
  readonly service: FastifyInstance;
  readonly stores: Stores;
  readonly signOn: SignOn;
  readonly database: TestDatabase;
  /** The database as its owner, to look and to let time pass. */
  readonly owner: pg.Client;
  readonly one: Consortium;
  readonly two: Consortium;
  readonly letters: Letter[];
  /** Somebody's browser, at a network address of its own. */
  browser(): Browser;
  /** A token by which an address may become something: in `one`, in the consortium given, or (null) the operator. */
  invitation(email: string, holding: DatedHolding, consortium?: Consortium | null): Promise<string>;
  /** Somebody new who has accepted an invitation, with the browser in which that was. */
  join(email: string, holding: DatedHolding, consortium?: Consortium | null): Promise<Browser>;
  /** The kinds of events so far, the first one first. */
  events(email?: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Cookies are kept from answer to answer, as a browser does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #service: FastifyInstance;
  /** Its address on the network. */
  readonly #address: string;

  constructor(service: FastifyInstance, address: string) {
    this.#service = service;
    this.#address = address;
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#service.inject({
      ...{ method, url, remoteAddress: this.#address },
      ...(payload !== undefined && { payload }),
      headers: { origin: ORIGIN, ...(cookie !== '' && { cookie }), ...headers },
    });
    for (const { name, value, maxAge } of answer.cookies)
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    return answer;
  }

  get = (path: string, headers?: Record<string, string>) =>
    this.send('GET', `/api/v1${path}`, undefined, headers);
  /** Asks for something about sign-on. */
  auth = (path: string, payload?: object, headers?: Record<string, string>) =>
    this.send(payload === undefined ? 'GET' : 'POST', `/api/auth${path}`, payload, headers);
  signOn = (email: string, password = PASSWORD) => this.auth('/sign-in/email', { email, password });
}

export async function signOnService(
  provider?: Provider,
  { uploads, today }: { readonly uploads?: string; readonly today?: () => Day } = {},
): Promise<SignOnService> {
  const database = await testDatabase();
  const stores = storesOver(database, uploads);
  const owner = await connectTo(database.url);
  const letters: Letter[] = [];
  const mail = { send: async (letter: Letter) => void letters.push(letter) };
  const signOn = openSignOn({
    ...{
      pool: openSignOnConnections(database),
      secret: 'a secret of a test, long enough for it',
      mail,
      provider,
    },
    ...{ origins: [ORIGIN], problem: () => {} },
  });
  const found = async (code: string) =>
    known(await recordConsortium(stores.consortia, JSON.stringify({ ...poolDocument, code })));
  const [one, two] = [await found('one'), await found('two')];
  const service = await buildService({
    ...{ stores, identity: signOn, mail, origins: [ORIGIN] },
    ...{ requestsPerMinute: 1e9, mostLagMilliseconds: 0 },
    ...(today && { today }),
  });
  await service.ready();
  let browsers = 0;
  const browser = () => {
    browsers += 1;
    return new Browser(service, `192.0.2.${browsers}`);
  };
  const invitation: SignOnService['invitation'] = async (email, holding, consortium = one) =>
    (await invite(stores.people, consortium ?? undefined, holding, email, 'operator')).token;
  return {
    ...{ service, stores, signOn, database, owner, one, two, letters, browser, invitation },
    async join(email, holding, consortium) {
      const visitor = browser();
      const token = await invitation(email, holding, consortium);
      const answer = await visitor.auth('/accept-invitation', {
        token,
        name: email.split('@')[0]!,
        password: PASSWORD,
      });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return visitor;
    },
    async events(email) {
      const { rows } = await owner.query<{ kind: string }>(
        'SELECT kind FROM identity.event WHERE $1::text IS NULL OR email = $1 ORDER BY event_id',
        [email],
      );
      return rows.map(({ kind }) => kind);
    },
    async close() {
      await service.close();
      await signOn.close();
      await owner.end();
      await stores.close();
    },
  };
}
