// A service that has more to do than it can turns requests away, and does nothing of them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fillBooks } from './books.ts';
import { testService } from './service.ts';

const TURNED_AWAY = 20;

test('what is turned away is not done', async () => {
  // The least lag is too much.
  const service = await testService(fillBooks, { mostLagMilliseconds: Number.MIN_VALUE });
  try {
    const refused: string[] = [];
    for (let number = 1; refused.length < TURNED_AWAY; number += 1) {
      const key = `k-${number}`;
      const answer = await service.send('one administrator', {
        ...{ method: 'POST', url: '/api/v1/consortia/one/adjudications' },
        headers: { 'idempotency-key': key },
      });
      if (answer.statusCode === 503) {
        expect(answer.json()).toMatchObject({ code: 'overloaded', status: 503 });
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        refused.push(key);
      } else expect(answer.statusCode).toBe(202);
      await setTimeout(20);
    }
    // Nor is another answer put over it.
    const nowhere = await service.send('', { method: 'GET', url: '/api/v1/nowhere' });
    expect(nowhere.json().status).toBe(nowhere.statusCode);
    const { consortiumId } = service.consortia.get('one')!;
    const done = await service.database.read(consortiumId, (query) =>
      query.rows('SELECT idempotency_key FROM request WHERE idempotency_key = ANY ($1)', [refused]),
    );
    expect(done).toEqual([]);
  } finally {
    await service.close();
  }
});

test('the console is still given, which says that there is too much to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-console-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<h1>console</h1>');
  writeFileSync(join(folder, 'assets', 'screen.js'), 'export {};');
  const service = await testService(async () => {}, {
    ...{ mostLagMilliseconds: Number.MIN_VALUE, console: folder },
  });
  try {
    const ask = async (url: string) =>
      (await service.send('', { method: 'GET', url, headers: { accept: 'text/html' } })).statusCode;
    await expect.poll(() => ask('/api/v1/me')).toBe(503);
    for (let times = 0; times < TURNED_AWAY; times += 1) {
      expect([await ask('/'), await ask('/pools/one/overview'), await ask('/assets/screen.js')]).toEqual([
        ...[200, 200, 200],
      ]);
      await setTimeout(20);
    }
    await expect.poll(() => ask('/api/v1/me')).toBe(503);
  } finally {
    await service.close();
    rmSync(folder, { recursive: true });
  }
});

test('whoever sends too much waits, and nobody else', async () => {
  const service = await testService(async () => {}, { requestsPerMinute: 3 });
  try {
    const ask = (who: string) => service.send(who, { method: 'GET', url: '/api/v1/me' });
    for (const _ of [1, 2, 3]) expect((await ask('one auditor')).statusCode).toBe(200);
    const answer = await ask('one auditor');
    expect(answer.json()).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('one actuary')).statusCode).toBe(200);
  } finally {
    await service.close();
  }
});
