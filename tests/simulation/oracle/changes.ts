import type { PoolDocument } from '../history.ts';
import { type Claim, familyOf } from './claims.ts';
import { differs } from './plans.ts';
import type { Roster } from './roster.ts';

/** What makes decisions of a family otherwise, and when it became known. A claim's new version says by itself what it is. */
export type Change = { readonly family: string; readonly received: string } & (
  | { readonly kind: 'claim' }
  | { readonly kind: 'coverage'; readonly person: string; readonly days: ReadonlySet<string> }
  | { readonly kind: 'plan'; readonly plan: string; readonly isOn: (day: string) => boolean }
  | { readonly kind: 'accumulator'; readonly plan: string; readonly planYear: number }
);

/**
 * What a file of enrolment changes: days of service on which a person's coverage is now another, and claims that go over
 * to the family of another subscriber, as their next version.
 */
export function* enrolmentChanges(
  claims: Map<string, Claim>,
  before: Roster,
  after: Roster,
  received: string,
): Generator<Change> {
  for (const claim of claims.values()) {
    const { person, subscriber: family, voided, lines } = claim;
    if (voided || after.spans.get(person) === before.spans.get(person)) continue;
    const days = lines
      .map(({ day }) => day)
      .filter((day) => coverage(before, person, day) !== coverage(after, person, day));
    if (days.length > 0) yield { kind: 'coverage', family, person, days: new Set(days), received };
    const subscriber = familyOf(claim, after);
    if (subscriber === family) continue;
    claims.set(claim.code, { ...claim, subscriber, version: claim.version + 1 });
    yield { kind: 'claim', family, received };
    yield { kind: 'claim', family: subscriber, received };
  }
}

/** All of a person's coverage on a day that a decision depends on. */
function coverage(roster: Roster, person: string, day: string): string {
  const { span, when } = roster.on(person, day);
  return [when, span.member, span.plan, span.tier].join('|');
}

/** What a version of the document changes, for families of which lines were ever decided on such days. */
export function* planChanges(
  before: PoolDocument,
  after: PoolDocument,
  ever: readonly { readonly family: string; readonly plan: string; readonly day: string }[],
  received: string,
): Generator<Change> {
  for (const was of before.plans) {
    const is = after.plans.find(({ code }) => code === was.code)!;
    const isOn = (day: string) => differs(was, is, day);
    const lines = ever.filter(({ plan, day }) => plan === was.code && isOn(day));
    for (const family of new Set(lines.map((line) => line.family)))
      yield { kind: 'plan', family, plan: was.code, isOn, received };
  }
}
