import { dayOf, formatDay } from '../core/calendar/day.ts';
import { formatRatio } from '../core/money/ratio.ts';
import type { Table } from '../core/money/table.ts';
import { isNumber, valueOn } from '../core/parameters/parameter.ts';
import { type Refusal, refuse } from '../core/refusal.ts';
import type { FederalMlrLaw, MlrLawOf } from '../exchange/json/mlr-rebate.ts';
import type { LeastRebate } from '../exchange/json/mlr-rebate-steps.ts';
import { ruleSet } from '../rules/index.ts';
import { inForce, numberInForce } from './law.ts';

const POLICYHOLDER = 'de-minimis-group';
const SUBSCRIBER = 'de-minimis-subscriber';

/** Federal law on medical loss ratios at the end of a reporting year. Refused: a year before the law, or beyond the calendar. */
export const mlrLawOf: MlrLawOf = (market, year, path): FederalMlrLaw | Refusal => {
  const day = year <= 9999 ? dayOf(year, 12, 31) : undefined;
  if (day === undefined) return refuse('out_of_range', path, 'a year up to 9999', year);
  const number = (topic: string, name: string) => numberInForce('US', topic, name, day)?.value;
  const standard = number('loss-ratio', `health-${market}`);
  const partialCredibilityFrom = number('mlr-rebate', 'partial-credibility-from');
  const fullCredibilityFrom = number('mlr-rebate', 'full-credibility-from');
  const baseFactors = tableOn('base-factors', day);
  const deductibleFactors = tableOn('deductible-factors', day);
  const leastRebates = (market === 'individual' ? [SUBSCRIBER] : [POLICYHOLDER, SUBSCRIBER]).flatMap((name) =>
    leastRebateOn(name, day),
  );
  return standard && partialCredibilityFrom && fullCredibilityFrom && baseFactors && deductibleFactors
    ? { standard, partialCredibilityFrom, fullCredibilityFrom, baseFactors, deductibleFactors, leastRebates }
    : refuse('out_of_range', path, 'a year with a federal standard', formatDay(day).slice(0, 4));
};

function tableOn(name: string, day: number): Table | undefined {
  const value = inForce('US', 'mlr-rebate', name, day)?.value;
  return value && 'points' in value ? value : undefined;
}

function leastRebateOn(name: string, day: number): LeastRebate[] {
  const parameter = ruleSet('US', 'mlr-rebate')?.rules.get(name);
  const found = parameter && valueOn(parameter, day);
  if (found === undefined || !isNumber(found.value)) return [];
  const result = `${formatRatio(found.value)} ${parameter!.unit}`;
  return [{ term: parameter!.name, formula: parameter!.description, result, source: found.citation.text }];
}
