import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestService, testService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service?.close());

test('what is answered in pieces is not made to its end for a HEAD, which nobody reads', async () => {
  const input = '{"write":false}';
  const job = await service.stores.jobs.record(service.consortia.get('one')!.consortiumId, {
    ...{ kind: 'rebuild', input },
  });
  const head = (path: string) =>
    service.send('one administrator', { method: 'HEAD', url: `/api/v1/consortia/one/${path}` });
  expect((await head(`jobs/${job}`)).statusCode).toBe(200);
  expect((await head(`jobs/${job}/events`)).statusCode).toBe(404);
});
