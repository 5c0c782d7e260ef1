import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { closeMonth } from '../../src/app/close-month.ts';
import { findConsortium, recordConsortium } from '../../src/app/consortium.ts';
import * as files from '../../src/app/import/files.ts';
import { memberAccounts } from '../../src/app/members/accounts.ts';
import { billMonth } from '../../src/app/members/bill-month.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { ImportStore } from '../../src/app/ports/import-store.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { type RatioChange, ratioChange } from '../../src/app/ratio-change.ts';
import { signCheckpoint } from '../../src/app/record/checkpoint.ts';
import { openLog } from '../../src/app/record/log-keys.ts';
import { sequenceFacts } from '../../src/app/record/sequence.ts';
import { readReceipt, recordReceipts } from '../../src/app/record-receipts.ts';
import { contractPositions, postRecoverable } from '../../src/app/stop-loss.ts';
import { parseDay } from '../../src/core/calendar/day.ts';
import { formatMonth, parseMonth } from '../../src/core/calendar/month.ts';
import { addRatios } from '../../src/core/money/ratio.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { poolbook } from '../../src/exchange/csv/layouts/poolbook.ts';
import { type Command, documentText, type FileCommand } from './history.ts';
import { closedText } from './oracle/closing.ts';
import { ratioText } from './oracle/ratio.ts';
import { refused, taken } from './oracle/tally.ts';
import { BEFORE, NOTHING_WAITS } from './oracle.ts';

/** What the log's clock says; nothing depends on it. */
const SIGNED_SECONDS = 1_790_000_000;
/** A day after all that may happen. */
const LONG_AFTER = parseDay('2199-12-31') as number;

/**
 * Does a command of the consortium of a code through the application's own verbs, as the command line does, and says in
 * one line what was answered. `path` is where the rows of a file are written.
 */
export async function perform(
  stores: Stores,
  code: string,
  command: Command,
  path: () => string,
): Promise<string> {
  const { consortia, imports, runs, books } = stores;
  if (command.step === 'document') {
    const recorded = await recordConsortium(consortia, documentText(code, command.document), dayOf(command));
    return isRefusal(recorded) ? refusalText(recorded) : 'recorded';
  }
  const consortium = known(await findConsortium(consortia, code));
  switch (command.step) {
    case 'adjudicate': {
      const report = await adjudicate(runs, consortium, undefined, command.linesPerPartition);
      if (isRefusal(report)) return refusalText(report);
      const { claims, planPays } = report.changes;
      if (report.partitions === 0) return NOTHING_WAITS;
      const which = command.linesPerPartition === undefined ? `${claims} claims` : 'claims';
      return `${report.lines} lines decided, ${which} corrected by ${planPays}`;
    }
    case 'charge': {
      const charging = await chargeMonths(books, consortium, parseMonth(command.through)!);
      if (isRefusal(charging)) return refusalText(charging);
      const corrected = charging.corrected.reduce((sum, { amount }) => sum + amount, 0);
      return `charged ${charging.months.map(formatMonth).join(', ')}, corrected by ${corrected}`;
    }
    case 'bill': {
      const bills = await billMonth(stores.members, consortium, parseMonth(command.month)!);
      if (isRefusal(bills)) return refusalText(bills);
      const owed = await memberAccounts(stores.members, consortium, LONG_AFTER);
      return `billed ${sumOf(bills)}, owed ${sumOf(owed.map((one) => ({ amount: one.owed })))}`;
    }
    case 'receive': {
      const receipt = readReceipt(consortium, command);
      if (isRefusal(receipt)) return refusalText(receipt);
      return `${await recordReceipts(books, consortium, [receipt])} receipts recorded`;
    }
    case 'record': {
      const { leavesInOne, endsEarly = false } = command;
      await openLog(stores, consortium.consortiumId, code);
      const progress = () => !endsEarly;
      await sequenceFacts(stores, consortium.consortiumId, { mostInOne: leavesInOne, progress });
      await signCheckpoint(stores, consortium.consortiumId, SIGNED_SECONDS);
      return 'recorded';
    }
    case 'position': {
      const positions = await contractPositions(books, consortium);
      if (isRefusal(positions)) return refusalText(positions);
      await postRecoverable(books, consortium, positions);
      return 'posted';
    }
    case 'close': {
      const done = await closeMonth(stores, consortium, parseMonth(command.month)!);
      if (isRefusal(done)) return refusalText(done);
      return closedText(formatMonth(done.month), done);
    }
    case 'ratio':
      return moved(await ratioChange(books, consortium, { ...command, isNet: command.isNet === true }));
    default: {
      const report = await importFile(imports, consortium, command, path());
      if (isRefusal(report)) return refusalText(report);
      if (report.alreadyImported) return BEFORE;
      return taken(report.rows.accepted, report.rows.repeated, report.rows.rejected);
    }
  }
}

function moved(found: RatioChange | Refusal): string {
  if (isRefusal(found)) return refusalText(found);
  const years = found.periods.map((period) => ({
    exposure: period.exposure,
    earned: period.earnedPremium,
    ceded: period.cededPremium,
    lines: period.claims,
    ordinary: period.ordinaryClaims,
    large: period.largeClaims,
    operations: period.adjustmentExpense,
    recoveries: period.recoveries,
  }));
  const [before, after, inAll] = [
    ...[found.before, found.after, [...found.parts.values()].reduce(addRatios)],
  ].map(({ numerator, denominator }) => [numerator, denominator] as const);
  return ratioText(years, before!, after!, inAll!);
}

const sumOf = (rows: readonly { amount: number }[]) => rows.reduce((sum, { amount }) => sum + amount, 0);

function importFile(imports: ImportStore, consortium: Consortium, command: FileCommand, path: string) {
  const acceptValid = command.acceptValid === true;
  const notEnrolled =
    'acceptNotEnrolled' in command && command.acceptNotEnrolled === true ? 'accept' : 'refuse';
  switch (command.step) {
    case 'enrolment':
      return files.importEnrolmentFile(imports, consortium, path, {
        ...{ acceptValid, receivedDay: dayOf(command) },
      });
    case 'claims':
      return files.importClaimsFile(imports, consortium, path, { acceptValid, notEnrolled });
    case 'register': {
      const { bankDraw, reason } = command;
      return files.importPaidClaimsFile(imports, consortium, path, poolbook, {
        ...{ acceptValid, notEnrolled },
        ...(bankDraw === undefined ? {} : { bankDraw: [bankDraw] }),
        ...(reason === undefined ? {} : { acceptDifferences: reason }),
      });
    }
    case 'opening': {
      const asOf = command.asOf === undefined ? {} : { asOf: parseMonth(command.asOf)! };
      return files.importOpeningFile(imports, consortium, path, {
        ...{ acceptValid, ...asOf, receivedDay: dayOf(command) },
      });
    }
  }
}

function dayOf({ received }: { readonly received: string }): number {
  return parseDay(received) as number;
}

function refusalText(refusal: Refusal): string {
  const others = 'others' in refusal ? (refusal.others as readonly Refusal[]) : [];
  return refused([refusal, ...others].map(({ code }) => code));
}

/** A value that is no refusal; else throws. */
export function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}
