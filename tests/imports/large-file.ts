import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import { importClaimsFile, importPaidClaimsFile } from '../../src/app/import/files.ts';
import { findLayout } from '../../src/app/import/layouts.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Day } from '../../src/core/calendar/day.ts';
import { dayOf, formatDay } from '../../src/core/calendar/day.ts';
import { consortiumStore } from '../../src/store/consortium.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { stopEmbeddedServer } from '../../src/store/embedded/server.ts';
import { importStore } from '../../src/store/import/import-store.ts';
import { openLoader } from '../../src/store/loader.ts';
import { POOL_DOCUMENT } from './documents.ts';

/**
 * Imports large made-up files and prints the peak memory of the importing process and its speed:
 * `node tests/imports/large-file.ts --megabytes 1024`. Not a test: it takes minutes and some gigabytes of disk.
 */
const PERSONS = 100_000;
const FIRST_DAY = dayOf(2025, 1, 1)!;

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1024' },
    kind: { type: 'string' },
    import: { type: 'string' },
    home: { type: 'string' },
  },
});

if (values.import !== undefined) await importIt(values.import, values.kind!, values.home!);
else await main(Number(values.megabytes), values.kind);

async function main(megabytes: number, only: string | undefined): Promise<void> {
  for (const kind of ['paid-claims', 'claims'].filter((one) => only === undefined || one === only)) {
    const folder = mkdtempSync(join(tmpdir(), 'poolbook-large-'));
    chmodSync(folder, 0o711);
    const home = join(folder, 'home');
    try {
      const path = join(folder, `${kind}.csv`);
      const rows = kind === 'claims' ? writeClaims(path, megabytes) : writeRegister(path, megabytes);
      await enrol(home);
      const self = fileURLToPath(import.meta.url);
      const started = performance.now();
      const child = spawnSync(process.execPath, [self, '--import', path, '--kind', kind, '--home', home], {
        stdio: ['ignore', 'pipe', 'inherit'],
        encoding: 'utf8',
      });
      const seconds = (performance.now() - started) / 1000;
      const size = statSync(path).size / 1e6;
      process.stdout.write(child.stdout);
      console.log(
        JSON.stringify({
          ...{ kind, megabytes: Math.round(size), rows, seconds: Math.round(seconds) },
          megabytesPerSecond: Number((size / seconds).toFixed(1)),
        }),
      );
    } finally {
      await stopEmbeddedServer(home);
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function importIt(path: string, kind: string, home: string): Promise<void> {
  await withPool(home, async (consortium, database) => {
    const loader = openLoader(database);
    const imports = importStore(database, loader);
    const layout = await findLayout('poolbook');
    if ('refused' in layout) throw new Error(layout.expected);
    const report =
      kind === 'claims'
        ? await importClaimsFile(imports, consortium, path)
        : await importPaidClaimsFile(imports, consortium, path, layout);
    await loader.close();
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(JSON.stringify({ peakMegabytes: peak, outcome: 'rows' in report ? report.rows : report }));
  });
}

async function enrol(home: string): Promise<void> {
  await withPool(home, async (consortium, database) => {
    const loader = openLoader(database);
    const enrolled = await importEnrolmentRows(
      importStore(database, loader),
      consortium,
      { name: 'persons', sha256: 'persons' },
      Array.from({ length: PERSONS }, (_, index) => ({
        fileLine: index + 2,
        ...{ person: person(index), subscriber: person(index), relationship: 'self', tier: 'employee' },
        member: index % 2 === 0 ? 'north' : 'south',
        plan: index % 2 === 0 ? 'here' : 'elsewhere',
        from: FIRST_DAY as Day,
      })),
    );
    if ('refused' in enrolled) throw new Error(enrolled.expected);
    await loader.close();
  });
}

async function withPool(
  home: string,
  work: (consortium: Consortium, database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase({ home });
  try {
    const consortium = await recordConsortium(consortiumStore(database), JSON.stringify(POOL_DOCUMENT));
    if ('refused' in consortium) throw new Error(consortium.expected);
    await work(consortium, database);
  } finally {
    await database.close();
  }
}

function person(index: number): string {
  return `P${100_000 + index}`;
}

/** Writes lines until the file is as large as wanted; returns how many. */
function write(path: string, megabytes: number, header: string, line: (row: number) => string): number {
  const file = openSync(path, 'w');
  let [text, size, rows] = [header, 0, 0];
  while (size < megabytes * 1024 * 1024) {
    text += line(rows++);
    if (text.length < 1 << 20) continue;
    size += writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
  return rows;
}

function writeRegister(path: string, megabytes: number): number {
  const header =
    'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays\n';
  const sums = { charge: 0, allowed: 0, planPays: 0 };
  const money = (cents: number) => (cents / 100).toFixed(2);
  const line = (row: number) => {
    const who = person(((row * 7919) % (PERSONS / 2)) * 2 + 1);
    const incurred = formatDay(FIRST_DAY + (row % 300));
    const isReversal = row % 50 === 49;
    const sign = isReversal ? -1 : 1;
    const [charge, allowed, memberPays] = [sign * (10_000 + (row % 9000)), sign * 8000, sign * 1000];
    sums.charge += charge;
    sums.allowed += allowed;
    sums.planPays += allowed - memberPays;
    const reverses = isReversal ? `CLM${100_000_000 + row - 40}` : '';
    return `CLM${100_000_000 + row},TR${1_000_000 + (row % 5000)},${reverses},${who},medical,${incurred},2025-11-03,2025-11-15,${money(charge)},${money(allowed)},${money(memberPays)},${money(allowed - memberPays)}\n`;
  };
  const rows = write(path, megabytes, header, line);
  const file = openSync(path, 'a');
  writeSync(file, `CONTROL,${rows},${money(sums.charge)},${money(sums.allowed)},${money(sums.planPays)}\n`);
  closeSync(file);
  return rows;
}

function writeClaims(path: string, megabytes: number): number {
  const header =
    'claim,line,person,service_date,service,network,charge,allowed,received,benefit,provider,procedure\n';
  return write(path, megabytes, header, (row) => {
    const claim = Math.floor(row / 2);
    const who = person(((claim * 7919) % (PERSONS / 2)) * 2);
    const day = formatDay(FIRST_DAY + (claim % 300));
    return `CLM${100_000_000 + claim},${1 + (row % 2)},${who},${day},imaging,in,${100 + (row % 900)}.25,${50 + (row % 50)}.10,2025-11-03,medical,DR${1000 + (claim % 700)},99213\n`;
  });
}
