import type { PoolDocument } from '../history.ts';
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

/** A claim as it was submitted. `order` is its place among all claims that were taken. */
export interface Claim {
  readonly code: string;
  readonly order: number;
  readonly person: string;
  readonly subscriber: string;
  readonly received: string;
  readonly benefit: string;
  readonly provider: string;
  readonly lines: readonly Line[];
  /** The rows in which it came. */
  readonly content: string;
}

/** Takes a file of claims into those on record. */
export function takeClaims(
  claims: Map<string, Claim>,
  roster: Roster,
  document: PoolDocument,
  file: {
    readonly rows: readonly string[];
    readonly acceptValid?: boolean;
    readonly acceptNotEnrolled?: boolean;
  },
): Tally {
  const tally = new Tally(file.acceptValid);
  const fresh = new Map<string, Claim>();
  for (const rows of claimsOf(file.rows)) {
    const [code] = rows[0]!.split(',') as [string];
    const content = rows.join('\n');
    const problems = rows.flatMap((row) => readingProblems(row, rows[0]!));
    const known = claims.get(code);
    if (problems.length > 0) tally.leaveOut(rows.length, problems);
    else if (known?.content === content) tally.repeated += rows.length;
    else if (known !== undefined) tally.leaveOut(rows.length, ['duplicate_claim']);
    else {
      const claim = readClaim(rows, claims.size + fresh.size);
      const wrong = claimProblems(claim, roster, document, file.acceptNotEnrolled === true);
      const met = fresh.get(code);
      if (wrong.length > 0) tally.leaveOut(rows.length, wrong);
      else if (met?.content === content) tally.repeated += rows.length;
      else if (met !== undefined) tally.leaveOut(rows.length, ['duplicate_claim']);
      else {
        fresh.set(code, { ...claim, subscriber: subscriberOf(claim, roster) });
        tally.taken += rows.length;
      }
    }
  }
  if (!tally.isRefused) for (const [code, claim] of fresh) claims.set(code, claim);
  return tally;
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

/** What is wrong with a row by itself, and beside the first row of its claim. */
function readingProblems(row: string, first: string): string[] {
  const cells = row.split(',');
  if (cells.length !== 12) return ['wrong_field_count'];
  if (!isDay(cells[3]!) || !isDay(cells[8]!)) return ['no_such_day'];
  const ofFirst = first.split(',');
  const isAlike = [2, 8, 9, 10].every((column) => cells[column] === ofFirst[column]);
  return isAlike ? [] : ['inconsistent'];
}

function readClaim(rows: readonly string[], order: number): Claim {
  const cells = rows.map((row) => row.split(','));
  const [code, , person, , , , , , received, benefit, provider] = cells[0] as string[];
  const lines = cells.map((cell): Line => {
    const [, line, , day, service, network, charge, allowed, , , , procedure] = cell as string[];
    return {
      ...{ line: line!, day: day!, service: service!, network: network!, procedure: procedure! },
      ...{ charge: cents(charge!), allowed: cents(allowed!) },
    };
  });
  return {
    ...{ code: code!, order, person: person!, subscriber: '', received: received! },
    ...{
      benefit: benefit === '' ? 'medical' : benefit!,
      provider: provider!,
      lines,
      content: rows.join('\n'),
    },
  };
}

function claimProblems(
  { person, lines }: Claim,
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
      const { services, networks } = plan.design;
      if (service !== '' && !Object.hasOwn(services, service)) problems.push('unknown_reference');
      if (!Object.hasOwn(networks, network)) problems.push('unknown_reference');
    }
  }
  return problems;
}

/** The family whose accumulators a claim meets: that of its first day of service. */
function subscriberOf({ person, lines }: Claim, roster: Roster): string {
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
