/** Claim adjustment reason codes of the edits that deny a line (X12 external code list 139). */
export const EDIT_REASON = {
  /** Exact duplicate of a claim that was decided before. */
  duplicate: '18',
  /** The service came before coverage began. */
  'before coverage': '26',
  /** The service came after coverage ended. */
  'after coverage': '27',
  /** On the day the person was in a plan whose claims are paid elsewhere. */
  'other payer': '109',
  /** The plan in force on the day has no such service or network. */
  'not in plan': '96',
} as const;

/** What two claims have in common when one is a duplicate of the other. */
export interface ClaimFingerprint {
  readonly personId: number;
  readonly provider: string;
  readonly lines: readonly {
    readonly serviceDay: number;
    readonly service: string;
    readonly network: string;
    readonly procedure: string;
    readonly charge: number;
  }[];
}

/**
 * A text that is equal for two claims exactly where they bill the same person, provider, days, services, procedures and
 * charges in the same order. Undefined without a provider: then nothing says that two like lines are the same service.
 */
export function duplicateKey(claim: ClaimFingerprint): string | undefined {
  if (claim.provider === '') return undefined;
  const lines = claim.lines.map(({ serviceDay, service, network, procedure, charge }) =>
    [serviceDay, charge, service, network, procedure].join('\u0001'),
  );
  return [claim.personId, claim.provider, ...lines].join('\u0002');
}
