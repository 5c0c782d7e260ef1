// The main job, whole: both demos through the program's own verbs on a real server, held to the naive twin line by line
// and to the laws, and the same to the byte on a second run.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { desynpufSource, generatedSource } from '../src/app/demo/sources.ts';
import { type DemoSource, runDemo } from '../src/app/run-demo.ts';
import { drawStatement, statementDocument } from '../src/app/statement.ts';
import { shownStatement, statementText } from '../src/cli/statement.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { storesOver } from '../src/store/stores.ts';
import { compareStoredDecisions } from './cases/stored-decisions.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { brokenLaws } from './laws.ts';

interface Run {
  readonly json: string;
  readonly text: string;
}

/** Runs a demo in a database and returns what it prints. */
async function run(database: TestDatabase, source: DemoSource | Refusal): Promise<Run> {
  if (isRefusal(source)) throw new Error(JSON.stringify(source));
  const stores = storesOver(database);
  const consortium = await runDemo(stores, source);
  if (isRefusal(consortium)) throw new Error(JSON.stringify(consortium));
  const statement = await drawStatement(stores.books, consortium);
  if (isRefusal(statement)) throw new Error(JSON.stringify(statement));
  return {
    json: JSON.stringify(statementDocument(statement)),
    text: statementText(shownStatement(statement)),
  };
}

/** Runs a demo twice in a database, and holds it to everything that must be true of it. */
async function hold(
  source: () => DemoSource | Refusal,
  fed: readonly string[],
): Promise<Run & { lines: number }> {
  const database = await testDatabase();
  try {
    const first = await run(database, source());
    expect(await run(database, source())).toEqual(first);
    expect(await brokenLaws(database, 1, fed)).toEqual([]);
    const compared = await compareStoredDecisions(database, 1);
    expect(compared.differences).toEqual([]);
    return { ...first, lines: compared.lines };
  } finally {
    await database.close();
  }
}

/** A fifth of the demonstration shows as much in a fifth of the time; DEMO_SCALE=1 is all of it. */
const SCALE = Number(process.env.DEMO_SCALE ?? 0.2);

const shared = join(import.meta.dirname, '../../shared/data/claims-desynpuf');
const made = join(import.meta.dirname, 'fixtures/desynpuf');

describe('the demo consortium', () => {
  it('runs its two years, every line as the naive twin decides it', async () => {
    const { json, text, lines } = await hold(() => generatedSource(SCALE), ['out']);
    const document = JSON.parse(json);
    expect(lines).toBeGreaterThan(500_000 * SCALE);
    expect(document.members).toHaveLength(8);
    expect(document.ledger.debits).toBe(document.ledger.credits);
    const over = document.years[1].members.filter(
      (member: { alerts: unknown[] }) => member.alerts.length > 0,
    );
    // The two that the demonstration is about; a part of it may have another.
    const names = over.map(({ member }: { member: string }) => member);
    expect(names).toEqual(expect.arrayContaining(['corrow-county', 'fenwick-water']));
    expect(names.length).toBeLessThan(4);
    expect(text).toContain('▲ over 100 %');
    expect(text).toContain('Trial balance');
  });
});

describe('CMS DE-SynPUF claims', () => {
  it('run from small made-up files of the same columns, the same in any database', async () => {
    const { json, text } = await hold(() => desynpufSource(made), []);
    const other = await testDatabase();
    expect(await run(other, desynpufSource(made))).toEqual({ json, text });
    await other.close();
    const document = JSON.parse(json);
    expect(document.charge).toBe(document.allowed);
    expect(document.ledger.debits).toBe(document.ledger.credits);
  });

  it.runIf(existsSync(shared))('come to the totals of the files', async () => {
    const { json } = await hold(() => desynpufSource(shared), []);
    const document = JSON.parse(json);
    expect(document).toMatchObject({
      claims: 37_172,
      persons: 500,
      allowed: '6151846.00',
      charge: '6151846.00',
    });
    const cents = (amount: string) => Number(amount.replace('.', ''));
    const parts = ['memberPays', 'planPays', 'notCovered', 'writeOff', 'balanceBill'];
    expect(parts.reduce((sum, part) => sum + cents(document[part]), 0)).toBe(cents(document.charge));
    expect(document.ledger.debits).toBe(document.ledger.credits);
  });
});
