import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjudicate } from '../src/app/adjudicate/adjudicate.ts';
import { recordConsortium } from '../src/app/consortium.ts';
import { generatedSource } from '../src/app/demo/sources.ts';
import { importClaimsRows } from '../src/app/import/claims.ts';
import { importEnrolmentRows } from '../src/app/import/enrolment.ts';
import type { ClaimRow } from '../src/app/import/rows.ts';
import type { Consortium } from '../src/app/ports/consortium.ts';
import type { Stores } from '../src/app/ports/stores.ts';
import { formatDay } from '../src/core/calendar/day.ts';
import { formatAmount } from '../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openEmbeddedServer } from '../src/store/embedded/server.ts';
import { storesOver } from '../src/store/stores.ts';

/** A pool with a history, in a durable server of a bench's own, and claims of its persons that have not come yet. */
export interface LivePool {
  readonly home: string;
  readonly url: string;
  readonly database: Database;
  readonly stores: Stores;
  readonly consortium: Consortium;
  /** Claims that have not come yet, as they are sent. */
  readonly claims: readonly LiveClaim[];
  close(): Promise<void>;
}

/** A claim as JSON; its number is made by whoever sends it. */
export type LiveClaim = Readonly<Record<string, unknown>>;

export function accepted<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

/** Stages the demo consortium at a scale: so many claims by file and run, so many others still to come. */
export async function livePool(scale: number, history: number, coming: number): Promise<LivePool> {
  const home = mkdtempSync(join(tmpdir(), 'poolbook-bench-'));
  chmodSync(home, 0o755);
  const server = await openEmbeddedServer(home, {});
  const { url } = server;
  const database = await openDatabase({ url, home });
  const stores = storesOver(database);
  const source = generatedSource(scale);
  const consortium = accepted(await recordConsortium(stores.consortia, source.documentText));
  const { imports, runs } = stores;
  accepted(await importEnrolmentRows(imports, consortium, { name: 'e', sha256: 'e' }, source.enrolment()));
  const [before, after]: [ClaimRow[], ClaimRow[]] = [[], []];
  for (const claim of source.claims()) {
    if (before.length < history) before.push(claim);
    else if (after.length < coming) after.push(claim);
    else break;
  }
  const options = { notEnrolled: 'accept' } as const;
  accepted(await importClaimsRows(imports, consortium, { name: 'c', sha256: 'c' }, before, options));
  accepted(await adjudicate(runs, consortium));
  await database.global((query) => query.rows('SELECT refresh_statistics()'));
  return {
    ...{ home, url, database, stores, consortium },
    claims: after.map((claim) => asSent(claim, consortium)),
    async close() {
      await stores.close();
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function asSent(claim: ClaimRow, { document }: Consortium): LiveClaim {
  const { fileLine: _, record: __, received, lines, ...head } = claim;
  return {
    ...head,
    received: formatDay(received),
    lines: lines.map(({ fileLine: _, record: __, serviceDate, charge, allowed, ...line }) => ({
      ...line,
      serviceDate: formatDay(serviceDate),
      charge: formatAmount(charge, document.currency),
      allowed: formatAmount(allowed, document.currency),
    })),
  };
}
