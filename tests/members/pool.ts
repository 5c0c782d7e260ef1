// A pool of two members that tests of members and their money work on through the real command.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { plainDocument } from '../consortia.ts';
import { testDatabaseUrl } from '../database.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The plain pool of tests/consortia.ts, with what this room adds to a document. */
export const MEMBERS_DOCUMENT = {
  ...plainDocument,
  fiscalYear: { start: '07-01' },
  tiers: {
    ...plainDocument.tiers,
    retiree: { coverage: 'individual', status: 'retiree' },
  },
  contributions: [
    { from: '2026-01', rates: { employee: '500.01', family: '1200.00', retiree: '300.00' } },
    { from: '2026-07', rates: { employee: '520.00', family: '1250.00', retiree: '310.00' } },
  ],
  employerShares: [
    {
      from: '2026-01',
      tiers: { employee: { employerShare: '0.50' }, family: { employerAmountPerMonth: '900.00' } },
    },
    { from: '2026-01', member: 'school', tiers: { employee: { employerShare: '1' } } },
  ],
  billing: { dueDays: 30 },
  withdrawal: { noticeDays: 60, runOut: 'member' },
  bankAccounts: [{ code: 'operating', name: 'Operating account', ledger: 'claims-fund-cash' }],
  stopLoss: [],
};

export const ENROLMENT_COLUMNS = 'person,subscriber,relationship,member,plan,tier,from,to';

/** Ann (with her child) and Bob of the town, Cid of the school, and Eve, retired from it. */
export const ENROLMENT = `${ENROLMENT_COLUMNS}
ann,ann,self,town,here,family,2026-01-01,
ann-child,ann,child,town,here,family,2026-01-01,
bob,bob,self,town,here,employee,2026-01-01,
cid,cid,self,school,elsewhere,employee,2026-01-01,
eve,eve,self,school,elsewhere,retiree,2026-02-01,
`;

/** What a command ended in. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** A pool whose commands are run in a folder of its own. */
export interface CommandPool {
  /** Runs `poolbook WORDS`. */
  run(words: string, environment?: NodeJS.ProcessEnv): Promise<Outcome>;
  /** Runs it with --json and reads its document; a command that fails throws. */
  json<T = Record<string, unknown>>(words: string): Promise<T>;
  file(name: string, text: string): void;
  rows<T>(text: string): Promise<T[]>;
  readonly database: Database;
  /** The address of it, as the owner. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the pool: its document recorded, its people enrolled. */
export async function openCommandPool(document: object = MEMBERS_DOCUMENT): Promise<CommandPool> {
  const address = await testDatabaseUrl();
  const folder = mkdtempSync(join(tmpdir(), 'poolbook-members-'));
  const database = await openDatabase({ url: address.url, home: folder });
  const run = (words: string, environment: NodeJS.ProcessEnv = {}) =>
    new Promise<Outcome>((resolve) => {
      const options = { cwd: folder, env: { ...process.env, DATABASE_URL: address.url, ...environment } };
      const command = `exec "${process.execPath}" "${MAIN}" ${words}`;
      execFile('sh', ['-c', command], options, (failed, out, error) =>
        resolve({ status: failed === null ? 0 : Number(failed.code), out, error }),
      );
    });
  const pool: CommandPool = {
    run,
    async json(words) {
      const { status, out, error } = await run(`${words} --json`);
      if (status !== 0) throw new Error(`poolbook ${words}: ${error}`);
      return JSON.parse(out);
    },
    file: (name, text) => writeFileSync(join(folder, name), text),
    rows: (text) => database.read(1, (query) => query.rows(text)),
    database,
    url: address.url,
    async close() {
      await database.close();
      await address.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  pool.file('pool.json', JSON.stringify(document));
  pool.file('enrolment.csv', ENROLMENT);
  for (const words of ['import consortium pool.json', 'import enrolment enrolment.csv']) {
    const { status, error } = await run(words);
    if (status !== 0) throw new Error(error);
  }
  return pool;
}

/** The ledger's balance of an account, debits less credits, by member. */
export async function ledgerBalances(pool: CommandPool, account: string): Promise<Record<string, number>> {
  const rows = await pool.rows<{ member: string; balance: number }>(
    `SELECT coalesce(m.code, 'pool') AS member, sum(debit_cents - credit_cents) AS balance
     FROM balance_delta LEFT JOIN member m USING (member_id) WHERE account = '${account}' GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ member, balance }) => [member, balance]));
}
