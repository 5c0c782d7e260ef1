// A server of its own process over the database of DATABASE_URL, for tests with several. It prints its port, ends when its
// standard input does, and says in the header `x-handled` from when to when it worked on a request, in milliseconds.
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
const now = () => performance.timeOrigin + performance.now();
const begun = new WeakMap<object, number>();
service.addHook('onRequest', async (request) => {
  begun.set(request, now());
});
service.addHook('onSend', async (request, reply) => {
  reply.header('x-handled', `${begun.get(request)!}-${now()}`);
});
console.log(await service.listen({ port: 0, host: '127.0.0.1' }));
process.stdin.resume();
process.stdin.once('end', async () => {
  await service.close();
  await stores.close();
});
