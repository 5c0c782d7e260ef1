// The audit of the shared record as a job: all is as it was signed, and what somebody changed behind its back is named.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { connectTo } from '../database.ts';
import { fillBoard, fillBooks } from '../http/books.ts';
import { type TestService, testService } from '../http/service.ts';

let service: TestService;
let worker: Worker;
const failures: unknown[] = [];
beforeAll(async () => {
  service = await testService(async (stores, consortium) => {
    await fillBooks(stores, consortium);
    await fillBoard(stores, consortium);
  });
  worker = await startWorker(service.stores, { failed: (error) => void failures.push(error) });
});
afterAll(async () => {
  await worker?.close();
  await service?.close();
});

interface AuditJob {
  readonly state: string;
  readonly kind: string;
  readonly result?: {
    readonly verdict: string;
    readonly leaves: number;
    readonly findings: readonly { readonly kind: string; readonly code: string; readonly leaf: number }[];
  };
}

async function audited(who: string): Promise<AuditJob> {
  const url = '/api/v1/consortia/one';
  const asked = await service.send(who, { method: 'POST', url: `${url}/record/audits` });
  expect(asked.statusCode).toBe(202);
  const read = async () =>
    (await service.send(who, { method: 'GET', url: `${url}/jobs/${asked.json().job}` })).json<AuditJob>();
  await expect.poll(async () => (await read()).state).toMatch(/done|refused|failed/);
  return read();
}

test('all is as it was signed, as the auditor asks', async () => {
  const { records } = service.stores;
  const { consortiumId } = service.consortia.get('one')!;
  const isSigned = async () =>
    (await records.waiting(consortiumId)) === 0 &&
    (await records.lastCheckpoint(consortiumId))?.size === (await records.head(consortiumId))?.size;
  await expect.poll(isSigned).toBe(true);
  const { size } = (await records.head(consortiumId))!;
  expect(await audited('one auditor')).toMatchObject({
    ...{ kind: 'audit', state: 'done', result: { verdict: 'proved', leaves: size, findings: [] } },
  });
  expect(failures).toEqual([]);
});

test('an amount that was changed behind its back is named by its leaf', async () => {
  const owner = await connectTo(service.database.url);
  const changed = `BEGIN; ALTER TABLE poolbook.decision NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE poolbook.decision DISABLE TRIGGER USER;
    UPDATE poolbook.decision SET plan_pays_cents = plan_pays_cents + 1 WHERE claim_id = 1;
    ALTER TABLE poolbook.decision ENABLE TRIGGER USER;
    ALTER TABLE poolbook.decision FORCE ROW LEVEL SECURITY; COMMIT`;
  await owner.query(changed).finally(() => owner.end());
  const { state, result } = await audited('one administrator');
  expect([state, result?.verdict]).toEqual(['done', 'tampered']);
  expect(result!.findings).toEqual([
    expect.objectContaining({ kind: 'decision', id: '1.1.1', code: 'proof_fails', leaf: expect.any(Number) }),
  ]);
});
