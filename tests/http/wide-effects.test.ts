// More effects at once than there are connections, each of which works in transactions besides its own: none waits for ever.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillBooks } from './books.ts';
import { type TestService, testService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService(fillBooks);
});
afterAll(() => service?.close());

test('positions are posted by sixteen requests at once, what is recoverable by one of them', async () => {
  const post = () =>
    service.send('one treasurer', {
      ...{ method: 'POST', url: '/api/v1/consortia/one/positions', payload: {} },
    });
  const answers = await Promise.all(Array.from({ length: 16 }, post));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
  const changes = answers.map((answer) => answer.json<{ changes: number }>().changes);
  expect(changes.filter((count) => count > 0)).toHaveLength(1);
});
