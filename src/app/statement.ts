import { formatAmount } from '../core/money/amount.ts';
import { formatRatio } from '../core/money/ratio.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { type LedgerReport, ledgerReport } from './ledger-report.ts';
import { type PoolYear, poolYears, sumOf, withRatios, type YearFigures } from './pool-years.ts';
import type { BooksStore } from './ports/books.ts';
import type { Consortium } from './ports/consortium.ts';
import { type ContractDocument, contractDocuments } from './position-document.ts';
import type { SeenYears } from './seen-years.ts';
import { type ContractPosition, contractPositions, postRecoverable } from './stop-loss.ts';

/** All that a statement shows: the years, where stop-loss stands, and the ledger's balances. */
export interface Statement {
  readonly consortium: Consortium;
  readonly claims: number;
  readonly persons: number;
  readonly years: readonly PoolYear[];
  readonly positions: readonly ContractPosition[];
  readonly trialBalance: LedgerReport;
}

/** Draws up the statement; what has become recoverable under stop-loss is posted first, so that the books hold it. */
export async function drawStatement(store: BooksStore, consortium: Consortium): Promise<Statement | Refusal> {
  const positions = await contractPositions(store, consortium);
  if (isRefusal(positions)) return positions;
  await postRecoverable(store, consortium, positions);
  return statementOf(store, consortium, positions, await store.counts(consortium.consortiumId));
}

/** The statement of the books as they stand, with these positions and counts. */
export async function statementOf(
  store: BooksStore,
  consortium: Consortium,
  positions: readonly ContractPosition[],
  counts: { readonly claims: number; readonly persons: number },
): Promise<Statement | Refusal> {
  const trialBalance = ledgerReport('trial-balance', await store.balances(consortium.consortiumId));
  if (isRefusal(trialBalance)) return trialBalance;
  return { consortium, ...counts, years: await poolYears(store, consortium), positions, trialBalance };
}

/**
 * The statement of all years as one document: amounts as decimal texts, the same for the same facts wherever they are
 * stored (no clock, no identifier of the store). `members` and the totals are over all years, `years` one by one. What
 * an employer may not see, by `seen`, is withheld.
 */
export function statementDocument(statement: Statement, seen?: SeenYears): StatementDocument {
  const { consortium, years, positions, trialBalance } = statement;
  const { document } = consortium;
  const write = (minor: number | bigint) => formatAmount(minor, document.currency);
  const total = sumOf(years.map((year) => year.total));
  const members = document.members.map(({ code }, index) => ({
    code,
    figures: withRatios(sumOf(years.map((year) => year.members[index]!))),
  }));
  const isWhole = seen === undefined || seen.isWhole;
  const isAllOf = (year: number, memberId: number) => seen?.years.get(year)?.isAllOf(memberId) ?? true;
  const memberOf = (code: string, figures: YearFigures, isAll: (memberId: number) => boolean) =>
    seen === undefined
      ? { ...memberDocument(code, figures, write), ...splitOf(figures, write) }
      : isAll(consortium.members.get(code)!)
        ? memberDocument(code, figures, write)
        : withheldMember(code, figures, write);
  const recovered = (part: 'specific' | 'aggregate') =>
    write(positions.reduce((sum, { position }) => sum + (position[part]?.reimbursement ?? 0), 0));
  return {
    consortium: document.code,
    currency: document.currency.code,
    claims: statement.claims,
    persons: statement.persons,
    ...(isWhole ? { lines: total.lines, ...splitOf(total, write) } : { withheld: true }),
    members: members.map(({ code, figures }) =>
      memberOf(code, figures, (id) => years.every(({ year }) => isAllOf(year, id))),
    ),
    ...(isWhole && {
      ledger: { debits: write(trialBalance.total.debit!), credits: write(trialBalance.total.credit!) },
    }),
    stopLoss: { specific: recovered('specific'), aggregate: recovered('aggregate') },
    contracts: contractDocuments(consortium, positions),
    years: years.map((year) => ({
      year: String(year.year),
      ...(seen?.years.get(year.year)?.isWhole(false) === false
        ? { withheld: true }
        : splitOf(year.total, write)),
      members: year.members.map((member) => memberOf(member.code, member, (id) => isAllOf(year.year, id))),
    })),
  };
}

/** Where every cent of what was charged went. */
export interface SplitDocument {
  readonly charge: string;
  readonly allowed: string;
  readonly memberPays: string;
  readonly planPays: string;
  readonly notCovered: string;
  readonly writeOff: string;
  readonly balanceBill: string;
}

/** A member's figures; its split is for those alone who may see all claims. */
export interface MemberYearDocument extends Partial<SplitDocument> {
  readonly member: string;
  readonly enrolmentMonths: number;
  readonly contributions: string;
  readonly claims: string | null;
  readonly lossRatio: string | null;
  readonly alerts: readonly { readonly code: string }[];
  readonly withheld?: true;
}

/** A fiscal year of a statement. */
export interface YearDocument extends Partial<SplitDocument> {
  readonly year: string;
  readonly withheld?: true;
  readonly members: readonly MemberYearDocument[];
}

/** A statement as it is answered. */
export interface StatementDocument extends Partial<SplitDocument> {
  readonly consortium: string;
  readonly currency: string;
  readonly claims: number;
  readonly persons: number;
  readonly lines?: number;
  readonly withheld?: true;
  readonly members: readonly MemberYearDocument[];
  readonly ledger?: { readonly debits: string; readonly credits: string };
  readonly stopLoss: { readonly specific: string; readonly aggregate: string };
  readonly contracts: readonly ContractDocument[];
  readonly years: readonly YearDocument[];
}

type Write = (minor: number) => string;

function splitOf(figures: Omit<YearFigures, 'ratios'>, write: Write): SplitDocument {
  return {
    charge: write(figures.charge),
    allowed: write(figures.allowed),
    memberPays: write(figures.memberPays),
    planPays: write(figures.planPays),
    notCovered: write(figures.notCovered),
    writeOff: write(figures.writeOff),
    balanceBill: write(figures.balanceBill),
  };
}

function memberDocument(member: string, figures: YearFigures, write: Write): MemberYearDocument {
  const { ratios } = figures;
  return {
    member,
    enrolmentMonths: figures.enrolmentMonths,
    contributions: write(figures.contributions),
    claims: write(figures.planPays),
    lossRatio: ratios === undefined ? null : formatRatio(ratios.lossRatio),
    alerts: (ratios?.alerts ?? []).map((code) => ({ code })),
  };
}

/** A member of whom claims of too few persons would show. */
function withheldMember(member: string, figures: YearFigures, write: Write): MemberYearDocument {
  const { enrolmentMonths } = figures;
  const contributions = write(figures.contributions);
  return {
    member,
    enrolmentMonths,
    contributions,
    claims: null,
    lossRatio: null,
    alerts: [],
    withheld: true,
  };
}
