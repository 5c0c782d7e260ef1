import { formatDay, parseDay } from '../core/calendar/day.ts';
import { formatAmount, parseAmount } from '../core/money/amount.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { knowsPersons } from './employer.ts';
import { cursorOf, isDayNumber, isPlainText, noCursor, pageOf, placeOf } from './page.ts';
import type { ClaimFound, ClaimPlace, ClaimState, PaidClaimFound, RegisterOnRecord } from './ports/claims.ts';
import type { Consortium } from './ports/consortium.ts';
import type { Stores } from './ports/stores.ts';
import type { Viewer } from './viewer.ts';

/** What claims are filtered by, in words: codes, days and amounts as people write them. */
export interface ClaimFilters {
  readonly code?: string | undefined;
  readonly person?: string | undefined;
  readonly provider?: string | undefined;
  readonly member?: string | undefined;
  readonly plan?: string | undefined;
  readonly benefit?: string | undefined;
  readonly serviceFrom?: string | undefined;
  readonly serviceTo?: string | undefined;
  readonly receivedFrom?: string | undefined;
  readonly receivedTo?: string | undefined;
  readonly state?: ClaimState | undefined;
  readonly chargeFrom?: string | undefined;
  readonly chargeTo?: string | undefined;
}

/** Which page of claims is asked for. */
export interface ClaimsAsked extends ClaimFilters {
  readonly sort: 'code' | 'received';
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * A page of claims. Refused: `unknown_reference` for a member or plan, a day or an amount that is none, a cursor that no
 * page gave, `not_allowed` for a search by person of those who may not know persons.
 */
export async function findClaims(
  viewer: Viewer,
  { claims }: Pick<Stores, 'claims'>,
  consortium: Consortium,
  asked: ClaimsAsked,
) {
  const { sort, limit } = asked;
  const filters = claimFiltersOf(viewer, consortium, asked);
  if (isRefusal(filters)) return filters;
  const after = asked.after === undefined ? undefined : claimPlaceOf(asked.after);
  if (isRefusal(after)) return after;
  const search = { ...filters, sort, after, limit: limit + 1 };
  const { found, end } = await claims.search(consortium.consortiumId, search);
  const page = pageOf(found, limit, (one) => claimOf(viewer, consortium, one), cursorOfPlace);
  // A page can be short, or empty, and have others after it: so many claims are looked at for one page and no more.
  return page.next === undefined && end !== undefined ? { ...page, next: cursorOfPlace(end) } : page;
}

/** Filters of claims as the store reads them. Refused: as `findClaims`. */
export function claimFiltersOf(viewer: Viewer, consortium: Consortium, asked: ClaimFilters) {
  const { code, person, provider, benefit, state } = asked;
  if (person !== undefined && !knowsPersons(viewer))
    return refuse('not_allowed', '--person', 'a role that may know persons', viewer.role);
  const reader = readerOf(consortium, asked);
  const filters = {
    ...{ codePrefix: code, personPrefix: person, providerPrefix: provider, benefit, state },
    ...{
      memberId: reader.known('member', consortium.members),
      planId: reader.known('plan', consortium.plans),
    },
    ...{ serviceFrom: reader.day('serviceFrom'), serviceTo: reader.day('serviceTo') },
    ...{ receivedFrom: reader.day('receivedFrom'), receivedTo: reader.day('receivedTo') },
    ...{ chargeFrom: reader.amount('chargeFrom'), chargeTo: reader.amount('chargeTo') },
  };
  return reader.refusal ?? filters;
}

/** Which rows of registers are asked for. */
export interface PaidClaimsAsked {
  readonly code?: string | undefined;
  readonly member?: string | undefined;
  readonly plan?: string | undefined;
  readonly benefit?: string | undefined;
  readonly paidFrom?: string | undefined;
  readonly paidTo?: string | undefined;
  readonly register?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of rows of registers of claims paid elsewhere, as they came in. Refused as `findClaims` refuses. */
export async function findPaidClaims(
  viewer: Viewer,
  { claims }: Pick<Stores, 'claims'>,
  consortium: Consortium,
  asked: PaidClaimsAsked,
) {
  const { code, benefit, register, after, limit } = asked;
  if (after !== undefined && !/^[1-9]\d{0,14}$/.test(after)) return noCursor(after);
  const reader = readerOf(consortium, asked);
  const search = {
    ...{ codePrefix: code, benefit, registerId: register, limit: limit + 1 },
    after: after === undefined ? undefined : Number(after),
    ...{
      memberId: reader.known('member', consortium.members),
      planId: reader.known('plan', consortium.plans),
    },
    ...{ paidFrom: reader.day('paidFrom'), paidTo: reader.day('paidTo') },
  };
  if (reader.refusal !== undefined) return reader.refusal;
  const { found, end } = await claims.paidClaims(consortium.consortiumId, search);
  const itemOf = (one: PaidClaimFound) => paidClaimOf(viewer, consortium, one);
  const page = pageOf(found, limit, itemOf, ({ paidClaimId }) => String(paidClaimId));
  return page.next === undefined && end !== undefined ? { ...page, next: String(end) } : page;
}

/** The registers that were taken in, each with what its rows come to and the differences that were accepted. */
export async function registersOf(
  { claims }: Pick<Stores, 'claims'>,
  { consortiumId, document }: Consortium,
) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return (await claims.registers(consortiumId)).map((one: RegisterOnRecord) => ({
    ...{ register: one.registerId, file: one.fileName, rows: one.rows, accepted: one.accepted },
    ...{ repeated: one.repeated, rejected: one.rejected },
    ...{ charge: write(one.charge), allowed: write(one.allowed) },
    ...{ memberPays: write(one.memberPays), planPays: write(one.planPays) },
    differences: one.differences.map(({ control, fundedDay, register, given, reason }) => ({
      ...{ control, funded: formatDay(fundedDay), register: write(register), given: write(given), reason },
    })),
  }));
}

function claimOf(viewer: Viewer, { document, members, plans }: Consortium, found: ClaimFound) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return {
    ...{ claim: found.code, version: found.version, state: found.state },
    ...(knowsPersons(viewer) && found.person !== undefined && { person: found.person }),
    ...{ received: formatDay(found.receivedDay), benefit: found.benefit, provider: found.provider },
    ...{
      lines: found.lines,
      serviceFrom: formatDay(found.serviceFrom),
      serviceTo: formatDay(found.serviceTo),
    },
    ...{ charge: write(found.charge), allowed: write(found.allowed) },
    ...{ members: codesOf(members, found.memberIds), plans: codesOf(plans, found.planIds) },
    ...(found.planPays !== undefined && { planPays: write(found.planPays) }),
  };
}

function paidClaimOf(viewer: Viewer, { document, members, plans }: Consortium, found: PaidClaimFound) {
  const write = (minor: number) => formatAmount(minor, document.currency);
  return {
    ...{ claim: found.code, reference: found.reference, register: found.registerId },
    ...(found.reverses !== '' && { reverses: found.reverses }),
    ...(knowsPersons(viewer) && found.person !== undefined && { person: found.person }),
    ...{ member: codesOf(members, [found.memberId])[0]!, plan: codesOf(plans, [found.planId])[0]! },
    ...{ benefit: found.benefit, incurred: formatDay(found.incurredDay) },
    ...{ paid: formatDay(found.paidDay), funded: formatDay(found.fundedDay) },
    ...{ charge: write(found.charge), allowed: write(found.allowed) },
    ...{ memberPays: write(found.memberPays), planPays: write(found.planPays) },
  };
}

function codesOf(numbers: ReadonlyMap<string, number>, ids: readonly number[]): string[] {
  return [...numbers].flatMap(([code, id]) => (ids.includes(id) ? code : []));
}

const cursorOfPlace = ({ code, receivedDay, claimId }: ClaimPlace) => cursorOf([code, receivedDay, claimId]);

function claimPlaceOf(cursor: string): ClaimPlace | Refusal {
  const place = placeOf<[string, number, number]>(
    cursor,
    ([code, receivedDay, claimId]) =>
      isPlainText(code) && isDayNumber(receivedDay) && Number.isSafeInteger(claimId),
  );
  if (isRefusal(place)) return place;
  const [code, receivedDay, claimId] = place;
  return { code, receivedDay, claimId };
}

/** Reads what was asked in words; the first that is wrong is the refusal of all. */
function readerOf({ document }: Consortium, asked: object) {
  const given = asked as Readonly<Record<string, string | undefined>>;
  const read = <T>(name: string, from: (text: string) => T | Refusal): T | undefined => {
    const text = given[name];
    const value = text === undefined ? undefined : from(text);
    if (!isRefusal(value)) return value;
    reader.refusal ??= value;
    return undefined;
  };
  const reader = {
    refusal: undefined as Refusal | undefined,
    day: (name: string) =>
      read(name, (text) => {
        const day = parseDay(text);
        return typeof day === 'string' ? refuse(day, `--${name}`, 'a day that exists', text) : day;
      }),
    amount: (name: string) =>
      read(name, (text) => {
        const amount = parseAmount(text, document.currency);
        const isNone = typeof amount === 'string';
        return isNone ? refuse(amount, `--${name}`, 'an amount such as 1250.00', text) : amount;
      }),
    known: (name: string, numbers: ReadonlyMap<string, number>) =>
      read(name, (text) => {
        const expected = `one of ${[...numbers.keys()].join(', ')}`;
        return numbers.get(text) ?? refuse('unknown_reference', `--${name}`, expected, text);
      }),
  };
  return reader;
}
