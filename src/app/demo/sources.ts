import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Day } from '../../core/calendar/day.ts';
import { firstDayOf, formatMonth, type Month, monthOf } from '../../core/calendar/month.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { readRecords } from '../../exchange/csv/records.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { DemoSource } from '../run-demo.ts';
import { LAST_MONTH } from './dates.ts';
import { DESYNPUF_FILES, type DesynpufTables, desynpufDocument, readDesynpuf } from './desynpuf.ts';
import { DEMO_SEED, generateDemo } from './generator.ts';
import type { DemoReceipt } from './receipts.ts';

/** Raised with every change of the generator that changes its rows. */
const GENERATOR_VERSION = 1;

/** The generated demo consortium. Nothing is generated before it is asked for. `scale` is the share of its employees. */
export function generatedSource(scale = 1): DemoSource {
  let demo: ReturnType<typeof generateDemo> | undefined;
  const generated = () => {
    demo ??= generateDemo(DEMO_SEED, { scale });
    return demo;
  };
  return {
    identity: `generated ${GENERATOR_VERSION} ${DEMO_SEED} ${scale}`,
    documentText: documentText('consortium'),
    lastMonth: LAST_MONTH,
    enrolment: () => generated().enrolment(),
    claims: () => generated().claims(),
    lines: () => generated().size().lines,
    registers: () => generated().registers(),
    receipts: () => generated().receipts(),
  };
}

/**
 * The CMS DE-SynPUF claims of a folder: bene, carrier, inpatient, outpatient and pde (.csv). Months are charged up to
 * the last one with coverage. Fails with `file_unreadable`; refuses what cannot be read in a file.
 */
export function desynpufSource(folder: string): DemoSource | Refusal {
  const hash = createHash('sha256');
  const tables = Object.entries(DESYNPUF_FILES).map(([name, file]) => {
    const text = readText(join(folder, file));
    hash.update(text);
    return [name, readRecords(text)];
  });
  const rows = readDesynpuf(Object.fromEntries(tables) as DesynpufTables);
  if (isRefusal(rows)) return rows;
  const months = rows.enrolment.flatMap(({ from, to }) => [monthOf(from), monthOf(to ?? from)]);
  const [firstMonth, lastMonth] = [Math.min(...months), Math.max(...months)] as [Month, Month];
  return {
    identity: `desynpuf ${hash.digest('hex')}`,
    documentText: documentText('desynpuf'),
    lastMonth,
    enrolment: () => rows.enrolment,
    claims: () => rows.claims,
    lines: () => rows.claims.reduce((sum, claim) => sum + claim.lines.length, 0),
    registers: () => [],
    receipts: () => onTheTenth(firstMonth, lastMonth),
  };
}

/** Every member pays every month's bill on the tenth day after the month's first. */
function* onTheTenth(firstMonth: Month, lastMonth: Month): Generator<DemoReceipt> {
  for (let month = firstMonth; month <= lastMonth; month = (month + 1) as Month) {
    for (const { code } of desynpufDocument().members) {
      yield {
        member: code,
        month,
        day: (firstDayOf(month) + 10) as Day,
        reference: `${code}-${formatMonth(month)}`,
      };
    }
  }
}

function documentText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../demo/${name}.json`, import.meta.url)), 'utf8');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new EnvironmentFailure(
      'file_unreadable',
      `The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Give the folder that holds the DE-SynPUF files bene, carrier, inpatient, outpatient and pde (.csv).',
      error,
    );
  }
}
