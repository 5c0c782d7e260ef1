import type { Step } from '../../core/claims/explain.ts';
import { type LossRatios, type LossRatioTerms, lossRatios } from '../../core/loss-ratio/loss-ratio.ts';
import { amountOfBigInt } from '../../core/money/amount.ts';
import { compareRatios, formatRatio } from '../../core/money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const input = shape.object({
  currency: shape.currency,
  incurredClaims: shape.amount('negative'),
  lossAdjustmentExpense: shape.defaulting(shape.amount(), '0'),
  recoveries: shape.defaulting(shape.amount(), '0'),
  earnedPremium: shape.amount(),
  cededPremium: shape.defaulting(shape.amount(), '0'),
  writtenPremium: shape.optional(shape.amount()),
  underwritingExpense: shape.optional(shape.amount()),
  expenseBasis: shape.defaulting(shape.oneOf('earned', 'written'), 'earned'),
  band: shape.optional(
    shape.object({ from: shape.optional(shape.ratio()), to: shape.optional(shape.ratio()) }),
  ),
  minimum: shape.optional(shape.ratio()),
  line: shape.optional(shape.text),
  jurisdiction: shape.optional(shape.text),
  day: shape.optional(shape.day),
});

/** What the rules say of a line of insurance in a jurisdiction on a day: its acceptable band and its least ratio. */
export type LossRatioRules = (
  line: string,
  jurisdiction: string,
  day: number,
) => Pick<LossRatioTerms, 'band' | 'minimum'> | undefined;

const { outputAmount: money, outputRatio: ratio } = calculator;

/**
 * Loss, expense and combined ratio. Where `line`, `jurisdiction` and `day` stand instead of band and minimum, `rules`
 * fills them in. Source: CALCULATORS.md, loss-ratio.
 */
export function lossRatioCalculator(rules: LossRatioRules): calculator.Calculator {
  return {
    name: 'loss-ratio',
    input: input.schema,
    output: calculator.outputObject(
      {
        lossRatio: ratio,
        netLossRatio: ratio,
        expenseRatio: ratio,
        combinedRatio: ratio,
        margin: ratio,
        underwritingResult: money,
        alerts: calculator.outputList(
          calculator.outputObject({ code: { enum: ['over_100_percent', 'below_minimum', 'outside_band'] } }),
        ),
        explanation: calculator.outputExplanation,
      },
      'expenseRatio',
      'combinedRatio',
      'underwritingResult',
      'explanation',
    ),
    calculate(document, explain) {
      const read = shape.readDocument(input, document);
      if (isRefusal(read)) return read;
      const standards = standardsOf(read, rules);
      if (isRefusal(standards)) return standards;
      const terms = { ...read, ...standards };
      const ratios = lossRatios(terms);
      if (isRefusal(ratios)) return ratios;
      const write = calculator.amountWriter(read.currency);
      const result =
        ratios.underwritingResult === undefined ? undefined : amountOfBigInt(ratios.underwritingResult);
      if (ratios.underwritingResult !== undefined && result === undefined) {
        return refuse(
          'too_large',
          'underwritingExpense',
          'a result up to 2^53 - 1 minor units',
          ratios.underwritingResult,
        );
      }
      return {
        lossRatio: formatRatio(ratios.lossRatio),
        netLossRatio: formatRatio(ratios.netLossRatio),
        ...(ratios.expenseRatio && { expenseRatio: formatRatio(ratios.expenseRatio) }),
        ...(ratios.combinedRatio && { combinedRatio: formatRatio(ratios.combinedRatio) }),
        margin: formatRatio(ratios.margin),
        ...(result !== undefined && { underwritingResult: write(result) }),
        alerts: ratios.alerts.map((code) => ({ code })),
        ...(explain && { explanation: stepsOf(terms, ratios, write) }),
      };
    },
  };
}

type Standards = Pick<LossRatioTerms, 'band' | 'minimum'>;

/** Band and minimum: those of the document, or where a line, jurisdiction and day are given, those of the rules. */
function standardsOf(read: shape.Read<typeof input>, rules: LossRatioRules): Standards | Refusal {
  const { band, minimum, line, jurisdiction, day } = read;
  if (band?.from !== undefined && band.to !== undefined && compareRatios(band.from, band.to) > 0) {
    return refuse('inconsistent', 'band', '`from` at most `to`', {
      from: formatRatio(band.from),
      to: formatRatio(band.to),
    });
  }
  const isComplete = line !== undefined && jurisdiction !== undefined && day !== undefined;
  if (!isComplete || band !== undefined || minimum !== undefined) return { band, minimum };
  const found = rules(line, jurisdiction, day);
  if (found === undefined) {
    return refuse(
      'unknown_reference',
      'line',
      'a line and jurisdiction with a rule on the day',
      `${line} in ${jurisdiction}`,
    );
  }
  return found;
}

const SOURCE = 'CALCULATORS.md, loss-ratio';

function stepsOf(terms: LossRatioTerms, ratios: LossRatios, write: (minor: number) => string): Step[] {
  const claims = `(${write(terms.incurredClaims)} + ${write(terms.lossAdjustmentExpense)}`;
  const earned = write(terms.earnedPremium);
  const steps: Step[] = [
    {
      term: 'loss ratio',
      formula: `${claims}) / ${earned}`,
      result: formatRatio(ratios.lossRatio),
      source: SOURCE,
    },
    {
      term: 'net loss ratio',
      formula: `${claims} - ${write(terms.recoveries)}) / (${earned} - ${write(terms.cededPremium)})`,
      result: formatRatio(ratios.netLossRatio),
      source: SOURCE,
    },
    {
      term: 'margin',
      formula: `1 - ${formatRatio(ratios.lossRatio)}`,
      result: formatRatio(ratios.margin),
      source: SOURCE,
    },
  ];
  if (ratios.expenseRatio !== undefined && ratios.combinedRatio !== undefined) {
    const premium = terms.expenseBasis === 'earned' ? terms.earnedPremium : terms.writtenPremium!;
    const expense = formatRatio(ratios.expenseRatio);
    steps.push(
      {
        term: 'expense ratio',
        formula: `${write(terms.underwritingExpense!)} / ${write(premium)}`,
        result: expense,
        source: SOURCE,
      },
      {
        term: 'combined ratio',
        formula: `${formatRatio(ratios.lossRatio)} + ${expense}`,
        result: formatRatio(ratios.combinedRatio),
        source: SOURCE,
      },
    );
  }
  return steps;
}
