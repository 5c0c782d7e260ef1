import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread, withDue } from '../rule.ts';

/** Least loss ratios of federal law, by line. They bind insurers; a self-funded plan reads them as indicators. */
export const lossRatioMinimums: Rules = new Map([
  ['health-individual', medicalLossRatio('individual', '0.80', '45 CFR 158.210(c)')],
  ['health-small-group', medicalLossRatio('small group', '0.80', '45 CFR 158.210(b)')],
  ['health-large-group', medicalLossRatio('large group', '0.85', '45 CFR 158.210(a)')],
]);

function medicalLossRatio(market: string, standard: string, section: string) {
  const citation = unread(
    `${section}: medical loss ratio standard, ${market} market`,
    'https://www.ecfr.gov/current/title-45/section-158.210',
    'wording and number, in a stored copy of the section',
  );
  return withDue(
    'a rebate to enrollees, as mlr-rebate calculates it; a self-funded plan owes none',
    rule(
      `least loss ratio, ${market} market`,
      'ratio',
      `The share of premium an issuer in the ${market} market has to spend on claims and quality.`,
      since('2011-01-01', standard, citation),
    ),
  );
}
