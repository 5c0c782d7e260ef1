// A small property for tests, and `poolbook values` as it is run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Works worth 1,000.00, of which 600.00 are insured and 800.00 required; a barn at an agreed value; two layers. */
export const property = {
  currency: 'USD',
  on: '2026-06-30',
  requirement: '0.80',
  locations: [
    {
      location: 'works',
      name: 'The Works',
      appraisals: [
        { day: '2026-01-01', value: '1000.00', source: 'an expert' },
        { day: '2026-07-01', value: '9999.00' },
      ],
      insured: '600.00',
    },
    {
      location: 'barn',
      appraisals: [{ day: '2026-01-01', value: '500.00' }],
      insured: '300.00',
      agreedValue: true,
    },
  ],
  programme: {
    deductible: '5.00',
    layers: [
      {
        name: 'first',
        attachment: '0.00',
        limit: '100.00',
        aggregateLimit: '150.00',
        panel: [
          { insurer: 'A', share: '0.60', lead: true },
          { insurer: 'B', share: '0.40' },
        ],
      },
      { name: 'second', attachment: '100.00', limit: '400.00', panel: [{ insurer: 'B', share: '0.50' }] },
    ],
  },
  losses: [
    { id: 'late', location: 'works', date: '2026-09-01', amount: '200.00' },
    { id: 'early', location: 'barn', date: '2026-08-01', amount: '105.00' },
  ],
};

/** Runs the command. */
export function values(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/poolbook.cjs', 'values', ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Does something with a file, which is gone afterwards. */
export function withFile<T>(name: string, text: string, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-values-'));
  writeFileSync(join(folder, name), text);
  try {
    return work(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
