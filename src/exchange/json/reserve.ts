import { isRefusal } from '../../core/refusal.ts';
import { explainReserve } from '../../core/reserves/explain.ts';
import { estimateReserve } from '../../core/reserves/reserve.ts';
import { PROBABILITIES } from '../../core/reserves/terms.ts';
import { gamma } from '../../core/simulation/gamma.ts';
import { streamOf } from '../../core/simulation/random.ts';
import * as calculator from './calculator.ts';
import { count, figure, outputFigure, readFigures } from './figure.ts';
import * as shape from './shape.ts';

/** Beyond these a document would ask for hours or for all memory, and gain nothing. */
const MOST_ITERATIONS = 10_000;
const MOST_SIMULATIONS = 1_000_000;

const input = shape.object({
  method: shape.oneOf(
    'chain-ladder',
    'mack',
    'bornhuetter-ferguson',
    'cape-cod',
    'benktander',
    'completion',
    'bootstrap',
  ),
  triangle: shape.optional(shape.list(shape.list(figure()))),
  average: shape.defaulting(shape.oneOf('volume', 'simple'), 'volume'),
  tail: shape.defaulting(figure({ above: 0 }), 1),
  exposure: shape.optional(shape.list(figure())),
  expectedLossRatio: shape.optional(figure()),
  apriori: shape.optional(shape.list(figure())),
  iterations: shape.defaulting(count(1, MOST_ITERATIONS), 2),
  reported: shape.optional(shape.list(figure())),
  completion: shape.optional(shape.list(figure({ from: 0, to: 1 }))),
  lastSigma: shape.defaulting(shape.oneOf('mack', 'log-linear'), 'mack'),
  seed: shape.defaulting(shape.whole(), 1),
  simulations: shape.defaulting(count(2, MOST_SIMULATIONS), 10_000),
});

const figures = calculator.outputList(outputFigure);

/**
 * What is still to come of claims, by chain ladder, Mack, Bornhuetter-Ferguson, Cape Cod, Benktander, completion or
 * bootstrap. Source: CALCULATORS.md, reserve.
 */
export const reserveCalculator: calculator.Calculator = {
  name: 'reserve',
  input: input.schema,
  output: calculator.outputObject(
    {
      factors: figures,
      ultimate: figures,
      ibnr: figures,
      standardError: figures,
      total: calculator.outputObject(
        { reported: outputFigure, ultimate: outputFigure, ibnr: outputFigure, standardError: outputFigure },
        'standardError',
      ),
      percentiles: calculator.outputObject(
        Object.fromEntries(PROBABILITIES.map((probability) => [String(probability), outputFigure])),
      ),
      explanation: calculator.outputExplanation,
    },
    'factors',
    'standardError',
    'percentiles',
    'explanation',
  ),
  calculate(document, explain) {
    const terms = readFigures(input, document);
    if (isRefusal(terms)) return terms;
    const random = streamOf(terms.seed);
    const reserve = estimateReserve(terms, {
      below: (most) => random.below(most),
      gamma: (gammaShape) => gamma(random, gammaShape),
    });
    if (isRefusal(reserve)) return reserve;
    const { factors, ultimate, ibnr, standardError, total, percentiles } = reserve;
    return {
      ...(factors && { factors }),
      ultimate,
      ibnr,
      ...(standardError && { standardError }),
      total,
      ...(percentiles && { percentiles: Object.fromEntries(percentiles) }),
      ...(explain && { explanation: explainReserve(terms, reserve) }),
    };
  },
};
