// The types of the API's client are those of its routes. `vitest run tests/http/client-types.test.ts -u` writes them anew.
import { expect, test } from 'vitest';
import { clientTypes } from '../../src/http/client-types.ts';
import { buildService } from '../../src/http/service.ts';
import { DEFAULTS, noSignOn } from './defaults.ts';

test('the client knows the API as it is', async () => {
  const nobody = { answer: noSignOn, principalOf: async () => undefined };
  const service = await buildService({ ...DEFAULTS, stores: { as: () => ({}) } as never, identity: nobody });
  await service.ready();
  const document = (await service.inject('/api/openapi.json')).json();
  await service.close();
  await expect(clientTypes(document)).toMatchFileSnapshot('../../src/client/api-types.ts');
});
