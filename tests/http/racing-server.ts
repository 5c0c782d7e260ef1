// A server of its own process over the database of DATABASE_URL, for tests with several. It prints its port and ends when its
// standard input does. A request that has the header `x-race` it begins, says so to whoever has started it, and goes on when
// it is told to: so that several servers are at the same at one moment, however fast each of them is.
import { once } from 'node:events';
import { findConsortium } from '../../src/app/consortium.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { buildService } from '../../src/http/service.ts';
import { openStores } from '../../src/store/stores.ts';
import { TODAY } from './books.ts';
import { DEFAULTS } from './defaults.ts';
import { identityOf } from './service.ts';

const stores = await openStores(() => {});
const consortia = new Map<string, Consortium>();
for (const code of await stores.consortia.codes()) {
  const consortium = await findConsortium(stores.consortia, code);
  if (!isRefusal(consortium)) consortia.set(code, consortium);
}
const service = await buildService({
  ...DEFAULTS,
  ...{ stores, identity: identityOf(consortia), today: () => TODAY },
});
service.addHook('onRequest', async (request) => {
  if (request.headers['x-race'] === undefined) return;
  const told = once(process, 'message');
  process.send!('begun');
  await told;
});
console.log(await service.listen({ port: 0, host: '127.0.0.1' }));
process.stdin.resume();
process.stdin.once('end', async () => {
  await service.close();
  await stores.close();
});
