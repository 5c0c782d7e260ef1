import { planYearOf } from '../../core/calendar/plan-year.ts';
import { compiledIn } from '../../core/coverage/dated-design.ts';
import { type Eligibility, eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import type { CoveredPerson, CoveredSpan } from '../ports/live-claims.ts';
import type { Intake } from './intake.ts';
import type { ClaimRow, ClaimRowLine, Located } from './rows.ts';

/** What to do with a claim of a person who is known but was not enrolled on the day. */
export type NotEnrolled = 'refuse' | 'accept';

/** Says where a field of a row is wrong. */
export type Refuser = Pick<Intake, 'refuse'>;

/** Who is known, with the coverage in force, and the plans by identifier. */
export interface KnownPersons {
  person(code: string): CoveredPerson | undefined;
  plan(planId: number): ConsortiumPlan;
}

/** Whether a day is covered, by a plan of the kind that the import is for; the span is undefined where it is not. */
export interface CoverageOn {
  readonly span: CoveredSpan | undefined;
  readonly nearest: CoveredSpan;
}

/** Finds the coverage of a person on a day. Refused: `unknown_reference`, `not_enrolled`, `inconsistent`. */
export function coverageOn(
  intake: Refuser,
  roster: KnownPersons,
  person: CoveredPerson | undefined,
  row: Located & { readonly person?: string },
  field: { readonly name: string; readonly day: number; readonly text: string },
  wanted: ConsortiumPlan['administration'],
  notEnrolled: NotEnrolled,
): CoverageOn | Refusal {
  if (person === undefined || person.spans.length === 0) {
    return intake.refuse(row, 'person', 'unknown_reference', 'a person who was ever enrolled', row.person);
  }
  const found = eligibilityOn(person.spans, field.day) as Eligibility & {
    span?: CoveredSpan;
    nearest?: CoveredSpan;
  };
  const nearest = (found.span ?? found.nearest)!;
  const plan = roster.plan(nearest.planId);
  if (!found.covered && notEnrolled === 'refuse') {
    return intake.refuse(
      row,
      field.name,
      'not_enrolled',
      `a day on which ${person.code} is enrolled`,
      field.text,
    );
  }
  if (plan.administration !== wanted) {
    const expected = `a person in a plan ${wanted}, as ${person.code} is in ${plan.code}, ${plan.administration},`;
    return intake.refuse(row, 'person', 'inconsistent', expected, person.code);
  }
  return { span: found.covered ? nearest : undefined, nearest };
}

/** All that is wrong with the amounts of a claim: each allowed amount lies between 0 and its charge, all of one sign. */
export function amountProblems(intake: Refuser, claim: ClaimRow): Refusal[] {
  const problems: Refusal[] = [];
  const isRefund = claim.lines.some(({ charge, allowed }) => charge < 0 || allowed < 0);
  for (const line of claim.lines) {
    const { charge, allowed } = line;
    const sign = isRefund ? -1 : 1;
    if (charge * sign < 0 || allowed * sign < 0) {
      const expected = 'a claim with all its amounts from 0 up, or all from 0 down,';
      problems.push(intake.refuse(line, 'charge', 'inconsistent', expected, line.line));
    } else if (allowed * sign > charge * sign) {
      const expected = isRefund ? 'an amount between the charge and 0' : 'an amount from 0 to the charge';
      problems.push(intake.refuse(line, 'allowed', 'inconsistent', expected, `more than the charge`));
    }
  }
  return problems;
}

/** A service or network that the plan does not know in the plan year of the service. A line without a service is one of no special terms. */
export function termProblems(intake: Refuser, line: ClaimRowLine, plan: ConsortiumPlan): Refusal[] {
  const planYear = planYearOf(line.serviceDate, plan.planYearStart);
  const { serviceIndex, networkIndex } = compiledIn(plan.designs, planYear, 'individual');
  const problems: Refusal[] = [];
  const among = (names: Iterable<string>, kind: string) =>
    `one of the ${kind} of ${plan.code} (${[...names].join(', ')})`;
  if (line.service !== '' && !serviceIndex.has(line.service)) {
    const expected = among(serviceIndex.keys(), 'services');
    problems.push(intake.refuse(line, 'service', 'unknown_reference', expected, line.service));
  }
  if (!networkIndex.has(line.network)) {
    const expected = among(networkIndex.keys(), 'networks');
    problems.push(intake.refuse(line, 'network', 'unknown_reference', expected, line.network));
  }
  return problems;
}
