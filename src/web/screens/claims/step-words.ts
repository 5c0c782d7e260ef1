import type { Got } from '../../api/answers.ts';
import { useFigures } from '../../parts/figures.ts';
import { wordsOf } from '../../words/words.ts';

type Explained = NonNullable<
  Got<'/api/v1/consortia/{consortium}/claims/{claim}'>['explanation']
>['lines'][number];
type Step = Explained['steps'][number];
type Adjustment = Explained['adjustments'][number];

/** The words of the terms of a line by their codes, of their formulas, and of the codes of adjustments. */
const useWords = wordsOf('claim-steps', {
  not_covered: 'Not covered',
  write_off: 'Write-off (CO-45)',
  balance_bill: 'Balance bill (PR-45)',
  copay: 'Copay (PR-3)',
  deductible: 'Deductible (PR-1)',
  coinsurance: 'Coinsurance (PR-2)',
  maximum_within: 'Yearly limit',
  maximum_over: 'Yearly limit',
  plan_pays: 'Plan pays',
  annual_limit: 'Limit of the benefit (PR-119)',
  accumulators: 'Used up in {{network}}',
  refund: 'Refund',
  duplicate: 'Billed before',
  denied: 'Not paid',
  how_not_covered: 'the whole charge',
  how_write_off: 'billed {{charge}} less allowed {{allowed}}',
  how_balance_bill: 'billed {{charge}} less allowed {{allowed}}',
  how_copay: 'the smaller of {{most}} and the {{left}} left',
  how_deductible: 'the smaller of the {{open}} open in {{network}} and the {{left}} left',
  how_coinsurance: '{{rate}} of {{left}}, half up',
  how_maximum_within: '{{sum}} is within the {{open}} that is open',
  how_maximum_over:
    '{{sum}} is over the {{open}} that is open; {{over}} comes off coinsurance, then copay, then deductible',
  how_plan_pays: 'allowed {{allowed}} less the person’s {{person}}',
  how_annual_limit: 'at most {{limit}} a year, {{used}} used: {{notCovered}} is not covered',
  how_accumulators: 'deductible from {{deductible}} to {{deductibleAfter}}',
  how_refund: 'the whole charge is given back',
  how_duplicate: 'the same was billed by claim {{claim}}',
  how_denied: '{{why}}',
  result_accumulators: 'out of pocket from {{outOfPocket}} to {{outOfPocketAfter}}',
  means: '{{why}}, {{who}}',
  reason_1: 'deductible',
  reason_2: 'coinsurance',
  reason_3: 'copay',
  reason_18: 'exact duplicate of a claim that was decided before',
  reason_26: 'service before coverage began',
  reason_27: 'service after coverage ended',
  reason_45: 'charge above the allowed amount',
  reason_96: 'not covered by the plan',
  reason_109: 'to be paid by another payer',
  reason_119: 'limit of the benefit in the year reached',
  group_CO: 'borne by the provider, by contract',
  group_OA: 'owed by nobody',
  group_PR: 'owed by the person',
});

/** Values that are no amounts. */
const AS_WRITTEN: readonly string[] = ['network', 'claim', 'reason', 'rate'];

/** A step of a line and an adjustment, said in the console's own words from their codes. */
export function useStepWords() {
  const t = useWords();
  const { amount, percent } = useFigures();
  const reason = (code: string) => t(`reason_${code}` as 'reason_45');
  const filled = ({ values }: Step) => ({
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        AS_WRITTEN.includes(name) ? value : amount(value),
      ]),
    ),
    ...(values.rate !== undefined && { rate: percent(values.rate) }),
    ...(values.reason !== undefined && { why: reason(values.reason) }),
  });
  return {
    term: (step: Step) => t(step.code, filled(step)),
    formula: (step: Step) => t(`how_${step.code}`, filled(step)),
    result: (step: Step) =>
      step.code === 'accumulators' ? t('result_accumulators', filled(step)) : amount(step.result),
    means: ({ group, reason: code }: Adjustment) =>
      t('means', { why: reason(code), who: t(`group_${group}`) }),
  };
}
