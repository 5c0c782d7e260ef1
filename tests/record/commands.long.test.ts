// The shared record by the real command, from the first leaf to a restore without its keys.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo, type TestAddress, testDatabaseUrl } from '../database.ts';
import { type CommandPool, openCommandPool } from '../members/pool.ts';

let pool: CommandPool;
let elsewhere: TestAddress;

beforeAll(async () => {
  pool = await openCommandPool();
  elsewhere = await testDatabaseUrl();
  for (const words of [
    'charge --through 2026-02',
    'receive --member town --reference R-1 --day 2026-02-12 --amount 10.00',
    'close 2026-01',
  ])
    await out(words);
});

afterAll(async () => {
  await pool?.close();
  await elsewhere?.drop();
});

/** What a command prints; one that does not succeed fails the test. */
async function out(words: string, environment?: NodeJS.ProcessEnv): Promise<string> {
  const { status, out, error } = await pool.run(words, environment);
  expect({ status, error }, words).toEqual({ status: 0, error: '' });
  return out;
}

const policyOf = (text: string) => text.replace(/^Policy.*\n/, '');

test('a record is brought up to date, proved from, exported and audited', async () => {
  expect(await out('record update')).toMatch(
    /^poolbook\/\S+: \d+ leaves, \d+ of them new\. Signed .* UTC\.\nRoot \S{44}\nNo witness is asked for/,
  );
  expect(await pool.json('record update')).toMatchObject({
    recorded: 0,
    waiting: 0,
    witnesses: [],
    final: { since: null },
  });
  pool.file('policy.txt', policyOf(await out('record policy')));
  const balance = 'record prove --balance contributions-earned --member town --month 2026-01';
  await out(`${balance} --out balance.proof`);
  expect(await out('verify balance.proof --policy policy.txt')).toMatch(
    /^Proved: period-balance [\s\S]*170,001/,
  );
  expect(await pool.run(balance.replace('2026-01', '2026-02'))).toMatchObject({
    status: 2,
    error: expect.stringContaining('not_recorded'),
  });
  await out('record prove --receipt R-1 --member town --shown money --out receipt.proof');
  expect(await out('verify receipt.proof --policy policy.txt')).toMatch(/^Proved: receipt .*1,000/s);
  expect(await pool.run('verify receipt.proof --policy policy.txt --shown rest')).toMatchObject({
    status: 1,
  });
  expect(await pool.run('record prove --receipt R-1 --member town --out receipt.proof')).toMatchObject({
    status: 2,
    error: expect.stringContaining('file_exists'),
  });
  expect(await pool.run('record prove --claim nobody')).toMatchObject({
    status: 2,
    error: expect.stringContaining('unknown_reference'),
  });
  expect(await out('record export all.bundle --kinds receipt member')).toContain('leaves are in all.bundle');
  expect(await out('verify all.bundle --policy policy.txt')).toMatch(/^Proved: this is the whole record/);
  expect(await out('record audit')).toMatch(/^Proved: all \d+ leaves of poolbook\/\S+ are what is stored\./);
});

test('what was changed since is said, with the place, and ends the audit with status 2', async () => {
  const change = (cents: number) =>
    owner((query) => query(`UPDATE poolbook.receipt SET amount_cents = ${cents}`));
  await change(1001);
  const { status, out: text } = await pool.run('record audit');
  expect(status).toBe(2);
  expect(text).toMatch(/^Tampered with: .*\nLeaf \d+, receipt \["\d+","R-1"\]: commitment: expected/);
  await change(1000);
  expect((await pool.run('record audit')).status).toBe(0);
});

test('keys rotate: both sign for a time, then the new one alone, and what the old one signed stands', async () => {
  const before = await out('record policy');
  await out('record key --add');
  await out('record update');
  const both = policyOf(await out('record policy'));
  expect(both.match(/^log /gm)).toHaveLength(2);
  pool.file('both.txt', both);
  await out('record prove --receipt R-1 --member town --out rotated.proof');
  for (const policy of ['policy.txt', 'both.txt']) await out(`verify rotated.proof --policy ${policy}`);
  const { keys } = await pool.json<{ keys: { keyNumber: number }[] }>('record key');
  await out(`record key --retire ${keys[0]!.keyNumber}`);
  expect((await pool.run(`record key --retire ${keys[1]!.keyNumber}`)).error).toContain('inconsistent');
  await out('record update');
  const after = policyOf(await out('record policy'));
  expect(after.match(/^log /gm)).toHaveLength(1);
  expect(before).not.toContain(after.split('\n')[0]);
  pool.file('new.txt', after);
  await out('record prove --receipt R-1 --member town --out new.proof');
  await out('verify new.proof --policy new.txt');
  expect((await pool.run('verify new.proof --policy policy.txt')).status).toBe(1);
  await out('verify receipt.proof --policy policy.txt');
  await out('record audit');
});

test('a person is forgotten: proofs stand, and nothing of the person can be shown or guessed', async () => {
  const [{ id }] = (await pool.rows<{ id: number }>(
    "SELECT person_id AS id FROM person WHERE code = 'bob'",
  )) as [{ id: number }];
  const prove = (file: string) => out(`record prove person ${id}.1.1 --out ${file}`);
  await prove('bob.proof');
  expect((await pool.run('record erase bob --reason "asked for it"')).error).toContain('missing_field');
  expect(await out('record erase bob --reason "asked for it" --yes')).toMatch(
    /^bob is forgotten; [2-9] leaves stand/,
  );
  expect((await pool.run('record erase bob --reason again --yes')).error).toContain('unknown_reference');
  await out('record update');
  expect(await out('record audit')).toMatch(/^Proved: [\s\S]*leaves are of persons who were forgotten/);
  await prove('nobody.proof');
  const told = await out('verify nobody.proof --policy new.txt');
  expect(told).toContain('Withheld: person.');
  expect(told).not.toContain('bob');
  await out('verify bob.proof --policy new.txt');
  // Whoever guesses that it was Bob has nothing to hold the guess to.
  const { keys } = await owner((query) =>
    query<{ keys: number }>(`SELECT count(*)::int4 AS keys FROM salts.salt_key WHERE person_id = ${id}`),
  );
  expect(keys).toBe(0);
  pool.file(
    'again.csv',
    'person,subscriber,relationship,member,plan,tier,from,to\nbob,bob,self,town,here,employee,2026-03-01,\n',
  );
  await out('import enrolment again.csv');
  await out('record update');
  const persons = await pool.rows<{ id: number }>("SELECT person_id AS id FROM person WHERE code = 'bob'");
  expect(persons.map((person) => person.id)).not.toContain(id);
  await out('record audit');
});

test('keys come back by a backup of their own; without them nothing is said to be wrong, and nothing signed', async () => {
  await out('backup facts.zst');
  await out('backup keys.zst --keys');
  const there = await pool.json<{ leaves: number }>('record audit');
  const at = { DATABASE_URL: elsewhere.url };
  await out('restore facts.zst', at);
  const audit = await pool.run('record audit', at);
  expect(audit.status).toBe(1);
  expect(audit.out).toMatch(/^Not proved: [\s\S]*its group money: [\s\S]*keys_missing/);
  await out('receive --member town --reference R-2 --day 2026-03-12 --amount 5.00', at);
  expect(await pool.run('record update', at)).toMatchObject({
    status: 1,
    error: expect.stringContaining('keys_missing'),
  });
  expect((await pool.run('record prove --receipt R-1 --member town', at)).error).toContain('keys_missing');
  await out('restore keys.zst --keys', at);
  await out('restore keys.zst --keys', at);
  expect(JSON.parse((await pool.run('record audit --json', at)).out)).toMatchObject({
    verdict: 'proved',
    leaves: there.leaves,
    waiting: 2,
  });
  await out('record update', at);
  await out('record audit', at);
  await out('record prove --receipt R-2 --member town --out second.proof', at);
  await out('verify second.proof --policy new.txt');
});

type Ask = <T>(text: string) => Promise<T>;

/** Something done as the owner of the database, whom nothing keeps from it. */
async function owner<T>(work: (query: Ask) => Promise<T>): Promise<T> {
  const client = await connectTo(pool.url);
  try {
    await client.query("SET session_replication_role = 'replica'");
    return await work(async (text) => (await client.query(text)).rows[0]);
  } finally {
    await client.end();
  }
}
