// Commands killed at random moments, their server too: the same command again comes to the very end of a run in peace.
import { expect, test } from 'vitest';
import { campaign, summary } from './campaign.ts';

/** Which moments are chosen; what happens in them is up to the machine. `npm run kill -- --seed` takes others. */
const SEED = 20;
const SCALE = 0.02;

test.skipIf(process.platform === 'win32')(
  'twenty kills lose nothing and double nothing, most of them inside the transaction of a partition',
  async () => {
    const lines: string[] = [];
    const result = await campaign(20, SEED, SCALE, (line) => lines.push(line));
    console.log([...lines, summary(result)].join('\n'));
    expect(result.faults, lines.join('\n')).toEqual([]);
    expect(result, summary(result)).toMatchObject({ kills: 20, lost: 0, doubled: 0 });
    expect(result.insidePartition, lines.join('\n')).toBeGreaterThanOrEqual(15);
  },
);
