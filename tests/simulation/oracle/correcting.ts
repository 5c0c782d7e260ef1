import type { PoolDocument } from '../history.ts';
import type { Change } from './changes.ts';
import { billOf, type Claim } from './claims.ts';
import { type DecidedLine, decideLine, type Use } from './deciding.ts';
import type { Decisions } from './decisions.ts';
import type { Roster } from './roster.ts';
import { planYearOf } from './text.ts';

/** A line of a version of a claim, with its decision in force, if it has one. */
interface Entry {
  readonly claim: Claim;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly was: DecidedLine | undefined;
  /** Under which plan years it was decided, and would be now. */
  readonly scopes: ReadonlySet<string>;
}

/**
 * Decides again what the changes of a family touch. What they touch directly, and in the same plan years whatever comes
 * later in order of service, is decided anew from what all else has used; claims that come out otherwise are reversed and
 * decided. Answers the claims, and what the plans pay more.
 */
export function correctFamily(
  family: string,
  changes: readonly Change[],
  claims: ReadonlyMap<string, Claim>,
  decisions: Decisions,
  opening: readonly Use[],
  roster: Roster,
  document: PoolDocument,
): { claims: Set<string>; planPays: number } {
  const entries = entriesOf(family, claims, decisions, roster, document);
  const originals = originalsOf(entries, decisions);
  const isDirect = (entry: Entry) =>
    !entry.isCurrent ||
    entry.was === undefined ||
    originals.has(billOf(entry.claim) ?? '') ||
    changes.some((change) => isMeant(change, entry));
  const firstDays = new Map<string, string>();
  for (const entry of entries.filter(isDirect)) {
    const { day } = entry.claim.lines[entry.index]!;
    for (const scope of entry.scopes) {
      const first = firstDays.get(scope);
      if (first === undefined || day < first) firstDays.set(scope, day);
    }
  }
  for (const change of changes)
    if (change.kind === 'accumulator') firstDays.set(`${change.plan} ${change.planYear}`, '');
  const isLater = ({ claim, index, scopes }: Entry) =>
    [...scopes].some((scope) => firstDays.has(scope) && claim.lines[index]!.day >= firstDays.get(scope)!);
  const touched = entries.filter((entry) => isDirect(entry) || isLater(entry));

  const used = [
    ...opening.filter(({ subscriber }) => subscriber === family),
    ...entries.filter((entry) => !touched.includes(entry)).flatMap(({ was }) => was?.uses ?? []),
  ];
  const anew = new Map<Entry, DecidedLine>();
  for (const entry of touched.filter(({ isCurrent }) => isCurrent).sort(byService)) {
    const { claim, index, was } = entry;
    const original = originals.get(billOf(claim) ?? '');
    const isDuplicate = original === undefined ? was?.reason === '18' : original !== claim.code;
    const decided = decideLine(claim, claim.lines[index]!, isDuplicate, roster, document, used);
    used.push(...decided.uses);
    anew.set(entry, decided);
  }

  const isOtherwise = (entry: Entry) => !entry.isCurrent || textOf(anew.get(entry)!) !== textOf(entry.was);
  const changed = [...new Set(touched.filter(isOtherwise).map(({ claim }) => claim))];
  const days = changed.map((claim) => decisions.of(claim)?.decided ?? '');
  const day = [...changes.map(({ received }) => received), ...days].sort().at(-1)!;
  let planPays = 0;
  for (const claim of changed) {
    const own = entries.filter((entry) => entry.claim === claim);
    const revision = decisions.of(claim)?.revision;
    if (revision !== undefined) {
      decisions.reverse(claim, day);
      for (const { was } of own) planPays -= was!.planPays;
    }
    if (!own[0]!.isCurrent) continue;
    const lines = own.map((entry) => anew.get(entry) ?? entry.was!);
    decisions.decide(claim, lines, day, revision === undefined ? 1 : revision + 2);
    for (const line of lines) planPays += line.planPays;
  }
  return { claims: new Set(changed.map(({ code }) => code)), planPays };
}

/** Lines that are current, but for new claims that wait; and lines of versions that are not, whose decision is in force. */
function entriesOf(
  family: string,
  claims: ReadonlyMap<string, Claim>,
  decisions: Decisions,
  roster: Roster,
  document: PoolDocument,
): Entry[] {
  const current = [...claims.values()].filter(
    (claim) => !claim.voided && (claim.version > 1 || decisions.of(claim) !== undefined),
  );
  const superseded = decisions
    .inForce()
    .map(({ claim }) => claim)
    .filter((claim) => !current.includes(claim));
  return [...current, ...superseded]
    .filter(({ subscriber }) => subscriber === family)
    .flatMap((claim) => {
      const isCurrent = current.includes(claim);
      return claim.lines.map((line, index): Entry => {
        const was = decisions.of(claim)?.lines[index];
        const scopes = new Set<string>();
        if (was !== undefined) scopes.add(`${was.plan} ${was.planYear}`);
        if (isCurrent) {
          const { plan } = roster.on(claim.person, line.day).span;
          const { start } = document.plans.find(({ code }) => code === plan)!.planYear;
          scopes.add(`${plan} ${planYearOf(line.day, start)}`);
        }
        return { claim, index, isCurrent, was, scopes };
      });
    });
}

function isMeant(change: Change, { claim, index, was }: Entry): boolean {
  const { day } = claim.lines[index]!;
  if (change.kind === 'coverage') return change.person === claim.person && change.days.has(day);
  return change.kind === 'plan' && was?.plan === change.plan && change.isOn(day);
}

/**
 * The original of each bill that a changed claim makes or made. It is the one that is it already: before others one whose
 * version is still current, then one that a version which bills the same has replaced, else the first received.
 */
function originalsOf(entries: readonly Entry[], decisions: Decisions): Map<string, string> {
  const claims = [...new Set(entries.map(({ claim }) => claim))];
  const isCurrent = new Map(entries.map((entry) => [entry.claim, entry.isCurrent]));
  const isOriginal = (claim: Claim) => {
    const decision = decisions.of(claim);
    return decision !== undefined && decision.lines[0]!.reason !== '18';
  };
  const changed = claims.filter((claim) => !isCurrent.get(claim) || decisions.of(claim) === undefined);
  const originals = new Map<string, string>();
  for (const bill of new Set(changed.map(billOf))) {
    if (bill === undefined) continue;
    const same = claims.filter((claim) => billOf(claim) === bill);
    const candidates = same.filter((claim) => isCurrent.get(claim));
    const replaced = candidates.filter(({ code }) =>
      same.some((claim) => claim.code === code && isOriginal(claim)),
    );
    const still = candidates.filter(isOriginal);
    const [first] = [still, replaced, candidates].find((some) => some.length > 0)?.sort(byReceipt) ?? [];
    if (first !== undefined) originals.set(bill, first.code);
  }
  return originals;
}

function byReceipt(a: Claim, b: Claim): number {
  return a.received === b.received ? a.order - b.order : a.received < b.received ? -1 : 1;
}

function byService(a: Entry, b: Entry): number {
  const [one, other] = [a.claim.lines[a.index]!.day, b.claim.lines[b.index]!.day];
  if (one !== other) return one < other ? -1 : 1;
  return byReceipt(a.claim, b.claim) || a.index - b.index;
}

/** All of a line's decision in one text, to be compared: a plan year counts only where something of it was used. */
function textOf(decided: DecidedLine | undefined): string {
  return JSON.stringify({ ...decided, planYear: undefined });
}
