import type { PoolDocument } from '../history.ts';
import { designOf } from './plans.ts';
import type { Roster } from './roster.ts';
import { Tally } from './tally.ts';
import { cents, isDay } from './text.ts';

export interface Line {
  readonly line: string;
  readonly day: string;
  readonly service: string;
  readonly network: string;
  readonly charge: number;
  readonly allowed: number;
  readonly procedure: string;
}

/** A version of a claim as it was submitted. `order` is the place of its number among all that were taken. */
export interface Claim {
  readonly code: string;
  readonly version: number;
  readonly voided: boolean;
  readonly order: number;
  readonly person: string;
  readonly subscriber: string;
  readonly received: string;
  readonly benefit: string;
  readonly provider: string;
  readonly lines: readonly Line[];
  /** All that was submitted: equal where the same claim comes again. */
  readonly content: string;
}

/** Takes a file of claims into those on record; the versions that replace or void one come back, each with that one. */
export function takeClaims(
  claims: Map<string, Claim>,
  roster: Roster,
  document: PoolDocument,
  file: {
    readonly rows: readonly string[];
    readonly acceptValid?: boolean;
    readonly acceptNotEnrolled?: boolean;
  },
): { tally: Tally; changed: { before: Claim; after: Claim }[] } {
  const tally = new Tally(file.acceptValid);
  const fresh = new Map<string, Claim>();
  for (const rows of claimsOf(file.rows)) {
    const problems = readingProblems(rows);
    if (problems.length > 0) {
      tally.leaveOut(rows.length, problems);
      continue;
    }
    const { frequency, ...claim } = readClaim(rows);
    const known = claims.get(claim.code);
    const misplaced = misplacedBy(frequency, known);
    const met = fresh.get(claim.code);
    const wrong =
      frequency === '8' ? [] : claimProblems(claim, roster, document, file.acceptNotEnrolled === true);
    if (known?.content === claim.content) tally.repeated += rows.length;
    else if (misplaced !== undefined) tally.leaveOut(rows.length, [misplaced]);
    else if (wrong.length > 0) tally.leaveOut(rows.length, wrong);
    else if (met?.content === claim.content) tally.repeated += rows.length;
    else if (met !== undefined) tally.leaveOut(rows.length, ['duplicate_claim']);
    else {
      tally.taken += rows.length;
      const added = [...fresh.values()].filter(({ version }) => version === 1).length;
      fresh.set(claim.code, {
        ...claim,
        version: (known?.version ?? 0) + 1,
        voided: frequency === '8',
        order: known?.order ?? claims.size + added,
        // Of a void only the number counts.
        ...(frequency === '8'
          ? { person: known!.person, subscriber: known!.subscriber }
          : { subscriber: familyOf(claim, roster) }),
      });
    }
  }
  if (tally.isRefused) return { tally, changed: [] };
  const changed = [...fresh.values()].flatMap((after) => {
    const before = claims.get(after.code);
    claims.set(after.code, after);
    return before === undefined ? [] : [{ before, after }];
  });
  return { tally, changed };
}

/** An original whose number is taken, or a replacement or void of nothing. */
function misplacedBy(frequency: string, known: Claim | undefined): string | undefined {
  if (frequency === '1') return known === undefined ? undefined : 'duplicate_claim';
  if (known === undefined) return 'unknown_reference';
  return known.voided ? 'inconsistent' : undefined;
}

/** The rows of each claim, which stand together. */
function claimsOf(rows: readonly string[]): string[][] {
  const claims: string[][] = [];
  let last = '';
  for (const row of rows) {
    const code = row.split(',')[0]!;
    if (code === last) claims.at(-1)!.push(row);
    else claims.push([row]);
    last = code;
  }
  return claims;
}

/** What is wrong with rows by themselves, and with those that could be read beside the first of them. */
function readingProblems(rows: readonly string[]): string[] {
  const problems: string[] = [];
  let first: string[] | undefined;
  for (const cells of rows.map((row) => row.split(','))) {
    const problem = cellProblem(cells);
    first ??= problem === undefined ? cells : undefined;
    const isAlike = [2, 8, 9, 10, 12].every((column) => cells[column] === first?.[column]);
    if (problem !== undefined) problems.push(problem);
    else if (!isAlike) problems.push('inconsistent');
  }
  return problems;
}

function cellProblem(cells: readonly string[]): string | undefined {
  if (cells.length !== 13) return 'wrong_field_count';
  if (!isDay(cells[3]!) || !isDay(cells[8]!)) return 'no_such_day';
  return ['', '1', '7', '8'].includes(cells[12]!) ? undefined : 'out_of_range';
}

function readClaim(rows: readonly string[]) {
  const cells = rows.map((row) => row.split(','));
  const [code, , person, , , , , , received, benefit, provider, , frequency] = cells[0] as string[];
  const lines = cells.map((cell): Line => {
    const [, line, , day, service, network, charge, allowed, , , , procedure] = cell as string[];
    return {
      ...{ line: line!, day: day!, service: service!, network: network!, procedure: procedure! },
      ...{ charge: cents(charge!), allowed: cents(allowed!) },
    };
  });
  const claim = {
    ...{ code: code!, person: person!, received: received!, provider: provider!, lines },
    ...{ benefit: benefit === '' ? 'medical' : benefit!, frequency: frequency === '' ? '1' : frequency! },
  };
  return { ...claim, content: JSON.stringify(claim) };
}

function claimProblems(
  { person, lines }: Pick<Claim, 'person' | 'lines'>,
  roster: Roster,
  document: PoolDocument,
  acceptNotEnrolled: boolean,
): string[] {
  const problems: string[] = [];
  const sign = lines.some(({ charge, allowed }) => charge < 0 || allowed < 0) ? -1 : 1;
  for (const { charge, allowed } of lines) {
    if (charge * sign < 0 || allowed * sign < 0 || allowed * sign > charge * sign)
      problems.push('inconsistent');
  }
  for (const { day, service, network } of lines) {
    if (!roster.spans.has(person)) return [...problems, 'unknown_reference'];
    const { span, when } = roster.on(person, day);
    const plan = document.plans.find(({ code }) => code === span.plan)!;
    if (when !== 'during' && !acceptNotEnrolled) problems.push('not_enrolled');
    else if (plan.administration !== 'adjudicated here') problems.push('inconsistent');
    else if (when === 'during') {
      const { services, networks } = designOf(plan, day);
      if (service !== '' && !Object.hasOwn(services, service)) problems.push('unknown_reference');
      if (!Object.hasOwn(networks, network)) problems.push('unknown_reference');
    }
  }
  return problems;
}

/** The family whose accumulators a claim meets: that of its first day of service. */
export function familyOf({ person, lines }: Pick<Claim, 'person' | 'lines'>, roster: Roster): string {
  const first = lines.map(({ day }) => day).sort()[0]!;
  return roster.on(person, first).span.subscriber;
}

/** A text that is equal where two claims bill the same; undefined without a provider, where nothing can be said. */
export function billOf({ person, provider, lines }: Claim): string | undefined {
  if (provider === '') return undefined;
  return JSON.stringify([
    person,
    provider,
    lines.map(({ day, charge, service, network, procedure }) => [day, charge, service, network, procedure]),
  ]);
}
