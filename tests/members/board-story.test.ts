// A member leaves a pool with a board, told through the real command: from the motion that it drafts to what it is used for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandPool, MEMBERS_DOCUMENT, openCommandPool } from './pool.ts';

let pool: CommandPool;

beforeAll(async () => {
  const board = { secondNeeded: false, noticeDays: 0, quorum: {} };
  pool = await openCommandPool({ ...MEMBERS_DOCUMENT, board });
});

afterAll(() => pool.close());

test('the board decides on the terms by the motion that the command drafts', async () => {
  const withdraw = 'withdraw --member school --notice 2025-12-15 --last-month 2026-02';
  const { status, error } = await pool.run(`${withdraw} --json`);
  expect({ status, ...JSON.parse(error) }).toMatchObject({ status: 2, code: 'resolution_required' });
  const motion = await pool.run(`${withdraw} --motion`);
  expect(JSON.parse(motion.out)).toEqual([
    {
      kind: 'withdrawal terms',
      title: 'Withdrawal of school after 2026-02',
      content: {
        withdrawal: { member: 'school', notice: '2025-12-15', lastMonth: '2026-02', runOut: 'member' },
      },
    },
  ]);
  pool.file('motions.json', motion.out);
  const ann = 'ann@town.example';
  for (const words of [
    `appoint --member town --name Ann --email ${ann} --from 2025-01-01`,
    `move motions.json --by ${ann} --on 2026-01-05`,
    'call 2026-01-05 --place hall --on 2026-01-05',
    'agenda 1 --marking action --motion 1 --on 2026-01-05',
    `open 1 --present ${ann} --on 2026-01-05`,
    `vote 1 1 for --director ${ann} --on 2026-01-05`,
    'close 1 1 --on 2026-01-05',
  ])
    expect(await pool.run(`board ${words}`), words).toMatchObject({ status: 0, error: '' });
  expect(await pool.json(`${withdraw} --resolution 1`)).toMatchObject({ member: 'school', coveredAfter: 2 });
  expect((await pool.run('board resolutions')).out).toContain('withdrawal ');
});

test('drafts of what members share say what the board has to decide', async () => {
  expect(await pool.run('charge --through 2026-04')).toMatchObject({ status: 0 });
  const shared = '--from 2026-01 --through 2026-04';
  const order = `assess --shortfall 250.00 --impaired 2026-04-30 --ordered 2026-05-20 ${shared}`;
  const content = {
    assessment: {
      ...{ shortfall: '250.00', impaired: '2026-04-30', ordered: '2026-05-20' },
      ...{ from: '2026-01', through: '2026-04', lookBackYears: 2 },
    },
  };
  expect(await pool.json(`${order} --draft`)).toMatchObject({ motion: { kind: 'assessment', content } });
  expect((await pool.run(`${order} --draft`)).out).toContain(JSON.stringify(content));
  const [motion] = JSON.parse((await pool.run(`${order} --motion`)).out);
  expect(motion).toMatchObject({ kind: 'assessment', content });
  const surplus = await pool.run(`distribute --amount 100.00 --declared 2026-06-30 ${shared} --motion`);
  expect(JSON.parse(surplus.out)).toMatchObject([
    {
      kind: 'surplus distribution',
      content: {
        surplusDistribution: {
          ...{ amount: '100.00', declared: '2026-06-30', from: '2026-01', through: '2026-04' },
        },
      },
    },
  ]);
  const nothing = await pool.rows('SELECT 1 FROM assessment UNION ALL SELECT 1 FROM surplus_distribution');
  expect(nothing).toEqual([]);
});
