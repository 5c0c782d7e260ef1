import { z } from 'zod';
import { memberAskedOf } from '../../app/employer.ts';
import { balancesOf, LEDGER_REPORTS, ledgerDocument, ledgerReport } from '../../app/ledger-report.ts';
import { contractDocuments } from '../../app/position-document.ts';
import { withoutClaims } from '../../app/seen-ledger.ts';
import { positionsSeenBy } from '../../app/seen-positions.ts';
import { yearsSeenBy } from '../../app/seen-years.ts';
import { statementDocument, statementOf } from '../../app/statement.ts';
import { contractPositions, postRecoverable } from '../../app/stop-loss.ts';
import { announceNotices } from '../../app/webhooks/notices.ts';
import { isRefusal } from '../../core/refusal.ts';
import { atQuery } from '../given.ts';
import { reading, wideEffect } from '../route.ts';
import { amount, name } from '../shapes.ts';

const statement = reading({
  method: 'GET',
  path: '/consortia/:consortium/statement',
  tag: 'Books',
  summary: 'The years of the pool: members, claims, stop-loss, totals of the ledger',
  capability: 'statement.read',
  answer: z.record(z.string(), z.unknown()),
  async handle({ stores, operator, consortium, viewer }) {
    const positions = await contractPositions(operator.books, consortium);
    if (isRefusal(positions)) return positions;
    const counts = await operator.books.counts(consortium.consortiumId);
    const years = await yearsSeenBy(viewer, operator.books, consortium);
    const seen = positionsSeenBy(viewer, years?.isWhole === false ? [] : positions);
    const drawn = await statementOf(stores.books, consortium, seen, counts);
    return isRefusal(drawn) ? drawn : { ...statementDocument(drawn, years) };
  },
});

const line = z.strictObject({
  ...{ number: z.string().optional(), account: z.string() },
  ...{ debit: amount.optional(), credit: amount.optional(), withheld: z.boolean().optional() },
});

const ledger = reading({
  method: 'GET',
  path: '/consortia/:consortium/ledger/:statement',
  tag: 'Books',
  summary: 'The trial balance, income statement or balance sheet, in all or of one member',
  capability: 'ledger.read',
  params: z.strictObject({ statement: z.enum(LEDGER_REPORTS) }),
  query: z.strictObject({
    member: name.optional().meta({ description: 'One member, or "pool" for what belongs to no member.' }),
  }),
  answer: z.strictObject({ lines: z.array(line), total: line }),
  async handle({ stores, operator, consortium, viewer, params, query }) {
    const member = memberAskedOf(viewer, query.member);
    if (isRefusal(member)) return atQuery(member);
    const all = await stores.books.balances(consortium.consortiumId);
    const balances = balancesOf(consortium, all, member);
    if (isRefusal(balances)) return atQuery(balances);
    const report = ledgerReport(params.statement, balances);
    if (isRefusal(report)) return report;
    const years = await yearsSeenBy(viewer, operator.books, consortium);
    const isSeen = years === undefined || (member === undefined && years.isWhole);
    return ledgerDocument(isSeen ? report : withoutClaims(report), consortium.document.currency);
  },
});

const contracts = z.strictObject({
  currency: z.string(),
  contracts: z.array(z.record(z.string(), z.unknown())),
  withheld: z.boolean().optional(),
});

const positions = reading({
  method: 'GET',
  path: '/consortia/:consortium/positions',
  tag: 'Stop-loss',
  summary: 'Where the pool stands against its stop-loss contracts',
  capability: 'position.read',
  answer: contracts,
  async handle({ operator, consortium, viewer }) {
    const found = await contractPositions(operator.books, consortium);
    if (isRefusal(found)) return found;
    const years = await yearsSeenBy(viewer, operator.books, consortium);
    const isWithheld = years?.isWhole === false;
    const seen = positionsSeenBy(viewer, isWithheld ? [] : found);
    return {
      currency: consortium.document.currency.code,
      contracts: contractDocuments(consortium, seen).map((one) => ({ ...one })),
      ...(isWithheld && { withheld: true }),
    };
  },
});

const postPositions = wideEffect({
  method: 'POST',
  path: '/consortia/:consortium/positions',
  tag: 'Stop-loss',
  summary: 'Post what has become recoverable under the stop-loss contracts',
  capability: 'position.post',
  answer: z.strictObject({ changes: z.int() }),
  status: 201,
  async handle({ stores, operator, consortium }) {
    const found = await contractPositions(operator.books, consortium);
    if (isRefusal(found)) return found;
    await announceNotices(stores.webhooks, consortium.consortiumId, found);
    return { changes: await postRecoverable(stores.books, consortium, found) };
  },
});

/** The books: statement, ledger, stop-loss positions. */
export const bookRoutes = [statement, ledger, positions, postPositions];
