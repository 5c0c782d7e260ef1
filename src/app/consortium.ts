import { createHash } from 'node:crypto';
import { type Month, monthOf } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { type ConsortiumDocument, readConsortiumDocument } from '../exchange/json/consortium-document.ts';
import { boardDecisions } from './board/document-decisions.ts';
import { today } from './import/today.ts';
import { planChanges } from './plan-changes.ts';
import type { Booked, Consortium, ConsortiumStore } from './ports/consortium.ts';
import { inForce } from './stop-loss.ts';

/**
 * Records a consortium from the text of its document: opens it, or takes a changed document as its next version.
 * Where the next version decides claims differently, families with such claims are noted for a run to look at again;
 * `receivedDay` is when it became known (default: today). The same text again changes nothing. Refused: what `readConsortiumDocument` refuses, and `inconsistent` where a
 * later document changes the currency or leaves out a member, plan, tier or stop-loss contract that is on the books; where a board is on
 * record, `resolution_required` for what it has to decide unless `resolutions` are named that it has passed,
 * `resolution_used`, and `inconsistent` for one that is not needed.
 */
export async function recordConsortium(
  store: ConsortiumStore,
  text: string,
  receivedDay: number = today(),
  resolutions: readonly number[] = [],
): Promise<Consortium | Refusal> {
  const document = readDocument(text);
  if (isRefusal(document)) return document;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const known = await store.find(document.code);
  if (known?.sha256 !== sha256) {
    const before = known && readRecorded(known.content);
    const refusal =
      known && before && changeRefusal(document, before, known, await store.booked(known.consortiumId));
    if (refusal !== undefined) return refusal;
    const decisions = known === undefined ? [] : boardDecisions(known.content, text);
    if (isRefusal(decisions)) return decisions;
    const { month, dayOfMonth } = document.fiscalYear.start;
    const recorded = await store.record({
      code: document.code,
      name: document.name,
      currency: document.currency.code,
      fiscalYearStart: `${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`,
      sha256,
      content: text,
      members: document.members.map((member) => member.code),
      plans: document.plans.map((plan) => plan.code),
      planChanges: before === undefined ? [] : planChanges(before, document),
      receivedDay,
      afterVersion: known?.documentVersion ?? 0,
      decisions,
      resolutions,
    });
    if (isRefusal(recorded)) return recorded;
    // Somebody else's document has come in between: what this one changes is looked at again.
    if (!recorded) return recordConsortium(store, text, receivedDay, resolutions);
  }
  return findConsortium(store, document.code);
}

/** The consortium of a code; without one, the only consortium there is. Refused: `unknown_reference`, `missing_field`. */
export async function findConsortium(store: ConsortiumStore, code?: string): Promise<Consortium | Refusal> {
  // One that is named is asked for alone: every request does.
  let found = code === undefined ? undefined : await store.find(code);
  if (found === undefined) {
    const codes = await store.codes();
    if (code === undefined && codes.length > 1)
      return refuse('missing_field', '--consortium', `one of ${codes.join(', ')}`, undefined);
    if (code === undefined && codes.length === 1) found = await store.find(codes[0]!);
    const known =
      codes.length === 0
        ? 'a consortium: record one with `import consortium FILE`'
        : `one of ${codes.join(', ')}`;
    if (found === undefined) return refuse('unknown_reference', '--consortium', known, code);
  }
  const { content, sha256, ...rest } = found;
  return { ...rest, document: recordedDocument(sha256, content) };
}

/** The consortium of an identifier; undefined where there is none. */
export async function openConsortium(
  store: ConsortiumStore,
  consortiumId: number,
): Promise<Consortium | undefined> {
  const found = await store.open(consortiumId);
  if (found === undefined) return undefined;
  const { content, sha256, ...rest } = found;
  return { ...rest, document: recordedDocument(sha256, content) };
}

/** Documents as they were last read, by the hash of their text: a service asks for the same one with every request. */
const readBefore = new Map<string, ConsortiumDocument>();
const KEPT_DOCUMENTS = 64;

function recordedDocument(sha256: string, content: string): ConsortiumDocument {
  const document = readBefore.get(sha256) ?? readRecorded(content);
  readBefore.delete(sha256);
  readBefore.set(sha256, document);
  if (readBefore.size > KEPT_DOCUMENTS) readBefore.delete(readBefore.keys().next().value!);
  return document;
}

/** The document of a version on record. One that can no longer be read is a bug. */
export function readRecorded(content: string): ConsortiumDocument {
  const document = readDocument(content);
  if (isRefusal(document)) throw new Error(`a document on record can no longer be read: ${document.path}`);
  return document;
}

/** Reads a document from its text. Refused: as `readConsortiumDocument`, and `wrong_type` where it is no JSON. */
export function readDocument(text: string): ConsortiumDocument | Refusal {
  try {
    return readConsortiumDocument(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('wrong_type', '', 'a consortium document in JSON', error.message);
  }
}

function changeRefusal(
  document: ConsortiumDocument,
  before: ConsortiumDocument,
  known: Pick<Consortium, 'members' | 'plans'>,
  booked: Booked,
): Refusal | undefined {
  if (before.currency.code !== document.currency.code) {
    const expected = `${before.currency.code}, as on the books`;
    return refuse('inconsistent', 'currency', expected, document.currency.code);
  }
  const onBooks = {
    members: [...known.members.keys()],
    plans: [...known.plans.keys()],
    tiers: [...before.tiers.keys()],
  };
  const given = {
    members: document.members.map(({ code }) => code),
    plans: document.plans.map(({ code }) => code),
    tiers: [...document.tiers.keys()],
  };
  for (const kind of ['members', 'plans', 'tiers'] as const) {
    const missing = onBooks[kind].find((code) => !given[kind].includes(code));
    if (missing !== undefined)
      return refuse('inconsistent', kind, `${missing}, which is on the books`, given[kind]);
  }
  return contractRefusal(document, before, booked);
}

/** Without a contract its premium would be taken back, and under another code what is recoverable be posted again. */
function contractRefusal(
  document: ConsortiumDocument,
  before: ConsortiumDocument,
  { contracts, chargedThrough = Number.NEGATIVE_INFINITY as Month }: Booked,
): Refusal | undefined {
  const given = document.stopLoss.map(({ contract }) => contract);
  const missing = before.stopLoss.find(
    ({ contract, policy }) =>
      !given.includes(contract) &&
      (contracts.includes(contract) || monthOf(inForce(policy).from) <= chargedThrough),
  );
  if (missing === undefined) return undefined;
  const expected = `${missing.contract}, under which premium was charged or something is recoverable, besides new ones`;
  return refuse('inconsistent', 'stopLoss', expected, given);
}
