import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { reachWithin } from '../app/reach.ts';
import { post } from './post.ts';

test('an endpoint that would speak another protocol has not answered', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    socket.once('data', () => socket.write(upgrade));
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const { port } = server.address() as { readonly port: number };
  const answer = await post(`http://127.0.0.1:${port}/`, {}, '{}', reachWithin(['127.0.0.0/8']));
  expect(answer).toMatchObject({ status: 0, error: expect.stringContaining('without an answer') });
  server.close();
});
