import { type Refusal, refuse } from '../../core/refusal.ts';
import { claimPath } from '../../exchange/json/claim.ts';
import type { ConsortiumPlan } from '../../exchange/json/consortium-document.ts';
import { type ClaimFamily, checkClaim } from '../import/check-claim.ts';
import type { KnownPersons, Refuser } from '../import/claim-checks.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { ClaimOnRecord } from '../ports/import-store.ts';
import type { AnsweredRequest, CoveredPerson } from '../ports/live-claims.ts';
import type { Submission } from './submission.ts';

/** Where the claim stands in its request. */
export const BODY = 'body';

const refuser: Refuser = {
  refuse: ({ fileLine }, field, code, expected, actual) =>
    refuse(code, claimPath(BODY, fileLine, field), expected.replace(/,$/, ''), actual),
};

/** Persons that claims name, with the plans of a consortium. */
export function knownPersons(
  { document, plans }: Consortium,
  persons: readonly CoveredPerson[],
): KnownPersons {
  const byCode = new Map(persons.map((person) => [person.code, person]));
  const byId = new Map<number, ConsortiumPlan>(document.plans.map((plan) => [plans.get(plan.code)!, plan]));
  return { person: (code) => byCode.get(code), plan: (planId) => byId.get(planId)! };
}

/** Holds a claim to what is on record, under the rules of an import; of all problems the first is told. */
export function checkSubmission(
  { row, contentHash, notEnrolled }: Submission,
  roster: KnownPersons,
  known: ClaimOnRecord | undefined,
): 'repeat' | Refusal | ClaimFamily {
  const checked = checkClaim(refuser, roster, notEnrolled, row, contentHash, known);
  if (Array.isArray(checked)) return checked[0]!;
  const amounts = row.lines.flatMap(({ charge, allowed }) => [charge, allowed]);
  const sum = amounts.reduce((total: number, amount) => total + Math.abs(amount), 0);
  if (sum <= Number.MAX_SAFE_INTEGER) return checked;
  return refuse('too_large', `${BODY}.lines`, 'amounts of at most 2^53 - 1 minor units in all', 'more');
}

/** What was answered to the same request before; refused where the key was used for another. */
export function answeredBefore(
  { asked }: Submission,
  earlier: AnsweredRequest,
): { status: number; answer: string } | Refusal {
  if (earlier.sha256 === asked.sha256) return { status: earlier.status, answer: earlier.answer };
  return refuse('idempotency_conflict', 'Idempotency-Key', 'a key of its own for each request', asked.key);
}
