import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, withDue } from '../rule.ts';

/** Least loss ratios of federal law, by line. They bind insurers; a self-funded plan reads them as indicators. */
export const lossRatioMinimums: Rules = new Map([
  ['health-individual', medicalLossRatio('individual', '0.80', '45 CFR 158.210(c)')],
  ['health-small-group', medicalLossRatio('small group', '0.80', '45 CFR 158.210(b)')],
  ['health-large-group', medicalLossRatio('large group', '0.85', '45 CFR 158.210(a)')],
]);

function medicalLossRatio(market: string, standard: string, section: string) {
  const citation = read(
    `${section}: medical loss ratio standard, ${market} market`,
    'https://law.lawstack.com/cfr/45/158.210/',
    'the paragraph, which that publisher compared with ecfr.gov on 20 June 2026, in the same words as at govregs.com; the first day, in 75 FR 74864',
  );
  return withDue(
    'a rebate to enrollees, as mlr-rebate calculates it; a self-funded plan owes none',
    rule(
      `least loss ratio, ${market} market`,
      'ratio',
      `The share of premium an issuer in the ${market} market has to spend on claims and quality; a state may ask for more (45 CFR 158.211).`,
      since('2011-01-01', standard, citation),
    ),
  );
}
