// Jobs and webhooks in a backup: what had not ended is taken up where it is restored; nobody is told again.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from '../../src/app/backup.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { hasEnded } from '../../src/app/job-document.ts';
import { restore } from '../../src/app/restore.ts';
import { newSecret } from '../../src/app/webhooks/signature.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import { accepted, emptyPlace, type Folder, type Place, temporaryFolder } from '../backups.ts';
import { plainDocument } from '../consortia.ts';
import { connectTo } from '../database.ts';

let folder: Folder;
let here: Place;
let there: Place;

beforeAll(async () => {
  folder = temporaryFolder();
  [here, there] = [await emptyPlace(), await emptyPlace()];
});

afterAll(async () => {
  await here?.stores.close();
  await there?.stores.close();
  folder.remove();
});

test('is whole, goes on where it was, and tells nobody', async () => {
  const { consortiumId } = accepted(
    await recordConsortium(here.stores.consortia, JSON.stringify(plainDocument)),
  );
  const { jobs, webhooks } = here.stores;
  const secret = newSecret();
  const webhook = await webhooks.add(consortiumId, 'https://pool.example/events', ['job.ended'], secret);
  const ask = () => jobs.record(consortiumId, { kind: 'rebuild', input: '{"write":false}' });
  const [ended, waiting] = [await ask(), await ask()];
  await jobs.append(consortiumId, ended, 'done', '{"agrees":true}');
  await webhooks.send(consortiumId, webhook, { kind: 'webhook.test' });
  accepted(await backup(here.stores.backups, folder.path('a')));
  accepted(await restore(there.stores.backups, folder.path('a')));

  const owner = await connectTo(there.database.url);
  const messages = async (name: string) =>
    (await owner.query<{ data: object }>('SELECT data FROM queue.job WHERE name = $1 ORDER BY data', [name]))
      .rows;
  expect(await messages('delivery')).toEqual([]);
  expect((await messages('job')).length).toBe(2);
  await owner.end();
  expect(await there.stores.webhooks.secrets(1, webhook)).toEqual([secret]);
  expect((await there.stores.webhooks.deliveries(1, webhook, undefined, 10)).length).toBe(1);

  await there.stores.webhooks.change(1, webhook, { state: 'removed' });
  const worker = await startWorker(there.stores);
  while (!hasEnded((await there.stores.jobs.find(1, waiting))!)) await setTimeout(50);
  expect((await there.stores.jobs.find(1, waiting))!.last).toMatchObject({ kind: 'done' });
  expect((await there.stores.jobs.events(1, ended, 0)).length).toBe(1);
  await worker.close();
});
