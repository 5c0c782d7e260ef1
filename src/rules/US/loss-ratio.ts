import { type Citation, type Parameter, since } from '../../core/parameters/parameter.ts';

/** Least loss ratios of federal law, by line. They bind insurers; a self-funded plan reads them as indicators. */
export const lossRatioMinimums: ReadonlyMap<string, Parameter> = new Map([
  ['health-individual', medicalLossRatio('individual', '0.80', '45 CFR 158.210(c)')],
  ['health-small-group', medicalLossRatio('small group', '0.80', '45 CFR 158.210(b)')],
  ['health-large-group', medicalLossRatio('large group', '0.85', '45 CFR 158.210(a)')],
]);

function medicalLossRatio(market: string, standard: string, section: string): Parameter {
  const citation: Citation = {
    text: `${section}: medical loss ratio standard, ${market} market`,
    address: 'https://www.ecfr.gov/current/title-45/section-158.210',
    checkedOn: '2026-11-21',
    verified: false,
  };
  return {
    name: `least loss ratio, ${market} market`,
    description: `The share of premium an issuer in the ${market} market has to spend on claims and quality.`,
    unit: 'ratio',
    values: [since('2011-01-01', standard, citation)],
  };
}
