// The service in a process of its own, over the database of DATABASE_URL, on a free port of this machine, for one
// administrator of each consortium whose token is the consortium's code. Prints its port; ends when its input does.
import type { AddressInfo } from 'node:net';
import { buildService } from '../../src/http/service.ts';
import { openStores } from '../../src/store/stores.ts';
import { DEFAULTS, noSignOn } from './defaults.ts';

const stores = await openStores(() => {});
const principals = new Map(
  (await stores.consortia.codes()).map((code) => {
    const name = `administrator@${code}.example`;
    return [code, { name, isOperator: false, viewers: new Map([[code, { role: 'administrator', name }]]) }];
  }),
);
const service = await buildService({
  ...DEFAULTS,
  stores,
  identity: {
    answer: noSignOn,
    principalOf: async (headers) =>
      principals.get(headers.get('authorization')?.slice('Bearer '.length) ?? '') as never,
  },
  ...(process.env.MOST_LINES_WAITING && { mostLinesWaiting: Number(process.env.MOST_LINES_WAITING) }),
});
await service.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ port: (service.server.address() as AddressInfo).port })}\n`);

process.stdin.resume();
process.stdin.once('end', async () => {
  await service.close();
  await stores.close();
});
