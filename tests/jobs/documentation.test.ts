// docs/jobs.md: the jobs, events, settings and times that it names are those of the program.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KEPT_DAYS, MOST_BYTES } from '../../src/app/import/uploaded.ts';
import { JOB_CAPABILITIES } from '../../src/app/job-input.ts';
import { EVENT_KINDS } from '../../src/app/webhooks/kinds.ts';
import { routes } from '../../src/http/routes/index.ts';
import { RETRY_SECONDS } from '../../src/jobs/delivery.ts';

const text = readFileSync('docs/jobs.md', 'utf8');
const sources = ['src/store/home.ts', 'src/cli/worker.ts'].map((file) => readFileSync(file, 'utf8')).join();

test('its jobs and events are those that there are', () => {
  const kinds = [...text.matchAll(/^\| `POST ([\w/]+)` +\| `([\w-]+)`/gm)];
  expect(kinds.map(([, , kind]) => kind)).toEqual(Object.keys(JOB_CAPABILITIES));
  const paths = routes.map(({ method, path }) => `${method} ${path}`);
  for (const [, path] of kinds) expect(paths).toContain(`POST /consortia/:consortium/${path}`);
  expect([...text.matchAll(/^\| `(\w+\.\w+)`/gm)].map(([, kind]) => kind)).toEqual([...EVENT_KINDS]);
});

test('its settings and times are those of the program', () => {
  for (const [, setting] of text.matchAll(/`(POOLBOOK_\w+)`/g)) expect(sources).toContain(setting);
  expect(text).toContain(`for ${KEPT_DAYS} days`);
  expect(text).toContain(`may send ${MOST_BYTES / 2 ** 30} GiB within ${KEPT_DAYS} days`);
  const [five, minutes, half, ...hours] = RETRY_SECONDS.map((seconds, index) =>
    index === 0 ? seconds : seconds / (index < 3 ? 60 : 3600),
  );
  const last = `${hours.slice(0, -1).join(', ')} and ${hours.at(-1)} hours`;
  expect(text).toContain(`after ${five} seconds, ${minutes} minutes, ${half} minutes, ${last}`);
});
