// The service over a database of a test's own: two consortia with the same document and books, and somebody in every role
// of each. The tokens name who it is: "one director" is a director of the consortium `one`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { recordConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Identity, Principal } from '../../src/app/ports/identity.ts';
import type { Letter } from '../../src/app/ports/mail.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { ROLES, type Role } from '../../src/app/viewer.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { buildService, type ServiceOptions } from '../../src/http/service.ts';
import { storesOver } from '../../src/store/stores.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { poolDocument, TODAY } from './books.ts';
import { DEFAULTS, noSignOn } from './defaults.ts';

export const TENANTS = ['one', 'two'] as const;
export type Tenant = (typeof TENANTS)[number];

export interface TestService {
  readonly service: FastifyInstance;
  readonly database: TestDatabase;
  readonly stores: Stores;
  readonly consortia: ReadonlyMap<Tenant, Consortium>;
  /** The letters that it has sent. */
  readonly letters: readonly Letter[];
  /** Sends a request as somebody; `who` is "one director", "operator" or "" for nobody. */
  send(who: string, options: InjectOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** Known by their tokens; members' staff are of the member `town`, directors were sent by it. */
export function identityOf(consortia: ReadonlyMap<string, Consortium>): Identity {
  const principals = new Map<string, Principal>([
    ['operator', { name: 'operator', isOperator: true, viewers: new Map() }],
  ]);
  for (const [code, { members }] of consortia)
    for (const role of ROLES)
      principals.set(`${code} ${role}`, {
        name: `${role}@${code}.example`,
        isOperator: false,
        viewers: new Map([[code, viewerOf(code, role, members)]]),
      });
  return {
    principalOf: async (headers) =>
      principals.get(headers.get('authorization')?.slice('Bearer '.length) ?? ''),
    answer: noSignOn,
  };
}

function viewerOf(code: string, role: Role, members: ReadonlyMap<string, number>) {
  const ofMember = role === 'member staff' || role === 'director';
  return {
    ...{ role, name: `${role}@${code}.example` },
    ...(ofMember && { memberId: members.get('town')!, member: 'town' }),
    ...(role === 'stop-loss carrier' && { party: 'Carrier' }),
  };
}

/** Opens it; `fill` is done in each of the consortia before. */
export async function testService(
  fill: (stores: Stores, consortium: Consortium) => Promise<void> = async () => {},
  options: Pick<
    ServiceOptions,
    'mostLinesWaiting' | 'mostLagMilliseconds' | 'requestsPerMinute' | 'log' | 'console'
  > = {},
  document: object = poolDocument,
): Promise<TestService> {
  const database = await testDatabase();
  const uploads = mkdtempSync(join(tmpdir(), 'poolbook-uploads-'));
  const stores = storesOver(database, uploads);
  const consortia = new Map<Tenant, Consortium>();
  for (const code of TENANTS) {
    const consortium = await recordConsortium(stores.consortia, JSON.stringify({ ...document, code }));
    if (isRefusal(consortium)) throw new Error(JSON.stringify(consortium));
    await fill(stores, consortium);
    consortia.set(code, consortium);
  }
  const letters: Letter[] = [];
  const service = await buildService({
    ...DEFAULTS,
    ...{ stores, identity: identityOf(consortia), today: () => TODAY },
    mail: { send: async (letter) => void letters.push(letter) },
    ...options,
  });
  await service.ready();
  return {
    ...{ service, database, stores, consortia, letters },
    send: (who, options) =>
      service.inject({
        ...options,
        headers: { ...(who !== '' && { authorization: `Bearer ${who}` }), ...options.headers },
      }),
    async close() {
      await service.close();
      await stores.close();
      rmSync(uploads, { recursive: true, force: true });
    },
  };
}
