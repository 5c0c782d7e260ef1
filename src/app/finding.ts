import type { Citation, Parameter, RuleValue } from '../core/parameters/parameter.ts';

/** A rule as a finding cites it, with what is due where it is not kept. */
export interface CitedRule {
  readonly rule: string;
  readonly due?: string | undefined;
  readonly citation: Citation;
}

/** One rule held against a contract or a ratio: what it asks, what there is, and where it is not kept what is due. */
export interface Finding {
  readonly rule: string;
  readonly term: string;
  readonly required: string;
  readonly actual: string;
  readonly isKept: boolean;
  readonly due?: string;
  readonly citation: string;
  readonly address: string;
  readonly verified: boolean;
}

/** A rule with the citation of its value in force. */
export function citedRule(rule: string, { due }: Parameter<RuleValue>, citation: Citation): CitedRule {
  return { rule, due, citation };
}

/** The finding of a rule. */
export function findingOf(
  { rule, due, citation }: CitedRule,
  figures: Pick<Finding, 'term' | 'required' | 'actual' | 'isKept'>,
): Finding {
  return {
    rule,
    ...figures,
    ...(!figures.isKept && due !== undefined && { due }),
    citation: citation.text,
    address: citation.address,
    verified: citation.verified,
  };
}
