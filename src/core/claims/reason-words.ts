/**
 * What the claim adjustment group and reason codes that decisions use mean, in words (X12 external code lists 974 and 139;
 * the words are ours).
 */
export const GROUP_WORDS = {
  CO: 'borne by the provider, by contract',
  OA: 'owed by nobody',
  PR: 'owed by the person',
} as const;

const REASONS: Readonly<Record<string, string>> = {
  '1': 'deductible',
  '2': 'coinsurance',
  '3': 'copay',
  '18': 'exact duplicate of a claim that was decided before',
  '26': 'service before coverage began',
  '27': 'service after coverage ended',
  '45': 'charge above the allowed amount',
  '96': 'not covered by the plan',
  '109': 'to be paid by another payer',
  '119': 'benefit maximum of the year reached',
};

/** The words of a reason code; a code without words is a bug. */
export function reasonWords(reason: string): string {
  const words = REASONS[reason];
  if (words === undefined) throw new Error(`no words for the reason code ${reason}`);
  return words;
}
