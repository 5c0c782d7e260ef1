import { createHash } from 'node:crypto';
import { formatDay } from '../core/calendar/day.ts';
import type { Month } from '../core/calendar/month.ts';
import { formatAmount } from '../core/money/amount.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { adjudicate } from './adjudicate/adjudicate.ts';
import { chargeMonths } from './charge-months.ts';
import { findConsortium, readDocument, recordConsortium } from './consortium.ts';
import type { DemoReceipt } from './demo/receipts.ts';
import type { Register } from './demo/registers.ts';
import { importClaimsRows } from './import/claims.ts';
import { importEnrolmentRows } from './import/enrolment.ts';
import { importPaidClaimsRows } from './import/paid-claims.ts';
import type { ClaimRow, EnrolmentRow } from './import/rows.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import { recordReceipts } from './record-receipts.ts';

/** A consortium's years from elsewhere than its own files: generated, or read from public claims. */
export interface DemoSource {
  /** What the rows follow from beside the document: by it a repeat is known without going through them. */
  readonly identity: string;
  readonly documentText: string;
  /** The last month to charge. */
  readonly lastMonth: Month;
  enrolment(): Iterable<EnrolmentRow>;
  claims(): Iterable<ClaimRow>;
  /** How many lines the claims have. */
  lines(): number;
  registers(): Iterable<Register>;
  receipts(): Iterable<DemoReceipt>;
}

/** Told how far a step is: its name, what is done, of how much (0: not known), and in what. */
export type DemoProgress = (step: string, done: number, total: number, unit: string) => void;

/**
 * Runs a demo through the same verbs as any pool: enrolment, registers paid elsewhere, claims, adjudication, monthly
 * charges, receipts. Claims of persons not enrolled on the day are taken in, so that adjudication denies them. Every
 * step knows what it has done before, so that a repeat changes nothing and a run that broke off is taken up again.
 */
export async function runDemo(
  stores: Stores,
  source: DemoSource,
  progress: DemoProgress = () => {},
): Promise<Consortium | Refusal> {
  const consortium = await onRecord(stores, source.documentText);
  if (isRefusal(consortium)) return consortium;
  const taken = await takeRows(stores, consortium, source, progress);
  if (isRefusal(taken)) return taken;
  const decided = await adjudicate(stores.runs, consortium, (done, total) =>
    progress('adjudicating', done, total, 'lines'),
  );
  if (isRefusal(decided)) return decided;
  const months = await chargeMonths(stores.books, consortium, source.lastMonth);
  if (isRefusal(months)) return months;
  await receive(stores.books, consortium, source);
  return consortium;
}

/** The consortium of a demo: as its source says, or as people have changed it since. */
async function onRecord({ consortia }: Stores, documentText: string): Promise<Consortium | Refusal> {
  const document = readDocument(documentText);
  if (isRefusal(document)) return document;
  const known = await consortia.find(document.code);
  return known === undefined
    ? recordConsortium(consortia, documentText)
    : findConsortium(consortia, document.code);
}

async function takeRows(
  stores: Stores,
  consortium: Consortium,
  source: DemoSource,
  progress: DemoProgress,
): Promise<Refusal | undefined> {
  const { imports } = stores;
  const named = (name: string) => ({
    name,
    sha256: hashOf(`${source.identity} ${name} ${source.documentText}`),
  });
  const options = (step: string, total: number) => ({
    notEnrolled: 'accept' as const,
    progress: ({ rows }: { rows: number }) => progress(step, rows, total, 'rows'),
  });
  const enrolment = await importEnrolmentRows(
    imports,
    consortium,
    named('enrolment'),
    source.enrolment(),
    options('enrolling', 0),
  );
  if (isRefusal(enrolment)) return enrolment;
  const write = (minor: number) => formatAmount(minor, consortium.document.currency);
  // Registers come before claims: once claims are in, all of them are, and need not be gone through again.
  const claimsSource = named('claims');
  if (await isTaken(stores, consortium, claimsSource.sha256)) return undefined;
  const registers = [...source.registers()];
  for (const [index, { name, rows, draws }] of registers.entries()) {
    const funding = draws.map(({ funded, amount }) => `${formatDay(funded)}=${write(amount)}`);
    const register = await importPaidClaimsRows(imports, consortium, named(name), rows, {
      notEnrolled: 'accept',
      fundingRequest: funding,
      bankDraw: funding,
    });
    if (isRefusal(register)) return register;
    progress('taking registers', index + 1, registers.length, 'registers');
  }
  const reporting = options('taking claims', source.lines());
  const claims = await importClaimsRows(imports, consortium, claimsSource, source.claims(), reporting);
  return isRefusal(claims) ? claims : undefined;
}

async function isTaken({ imports }: Stores, { consortiumId }: Consortium, sha256: string): Promise<boolean> {
  const earlier = await imports.importing(consortiumId, (session) => session.earlier('claims', sha256));
  return earlier !== undefined && !isRefusal(earlier);
}

/** Records what members paid: each receipt is the whole bill of its month. */
async function receive(books: BooksStore, consortium: Consortium, source: DemoSource): Promise<void> {
  const bills = new Map<string, number>();
  for (const { kind, memberId, month, amount } of await books.charges(consortium.consortiumId)) {
    if (kind === 'contribution') bills.set(`${memberId} ${month}`, amount);
  }
  const receipts = [...source.receipts()].map(({ member, month, day, reference }) => {
    const memberId = consortium.members.get(member)!;
    return { memberId, reference, receivedDay: day, amount: bills.get(`${memberId} ${month}`) ?? 0 };
  });
  await recordReceipts(
    books,
    consortium,
    receipts.filter(({ amount }) => amount > 0),
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
