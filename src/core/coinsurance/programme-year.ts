import type { Day } from '../calendar/day.ts';
import { type Amount, sumOfAmounts } from '../money/amount.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type LayerLoss, layerPart, shareLayerLoss } from './layer.ts';
import type { Programme } from './programme.ts';

/** A loss of the year, from the ground up. */
export interface Loss {
  readonly id: string;
  readonly day?: Day | undefined;
  readonly amount: Amount;
}

/** What is left in a year: of the retention stop, and of each layer's aggregate limit (Infinity where there is none). */
export interface YearLeft {
  retention: number;
  readonly aggregate: number[];
}

/** One loss shared: what the insured keeps, each layer's part, what each insurer pays, and all that none of them does. */
export interface SharedLoss {
  readonly deductible: Amount;
  readonly layers: readonly LayerLoss[];
  /** By the number of the insurer. */
  readonly insurers: readonly Amount[];
  readonly insured: Amount;
}

/** All losses of a year, in the order given. */
export interface ProgrammeYear {
  readonly losses: readonly SharedLoss[];
  readonly insurers: readonly Amount[];
  readonly insured: Amount;
  readonly left: YearLeft;
}

/** A year in which nothing has happened yet. */
export function openYear({ annualRetentionStop, layers }: Programme): YearLeft {
  return {
    retention: annualRetentionStop ?? Infinity,
    aggregate: layers.map(({ aggregateLimit }) => aggregateLimit ?? Infinity),
  };
}

/**
 * Takes one loss: the deductible is kept, what is over it climbs the layers (at most `most`, where a sum insured bounds
 * it), and the year has that much less left. An aggregate limit erodes by the layer's whole part.
 */
export function takeLoss(programme: Programme, left: YearLeft, amount: Amount, most = Infinity): SharedLoss {
  const { layers, insurers, insurerAt } = programme;
  const deductible = Math.min(programme.deductible, amount, left.retention) as Amount;
  left.retention -= deductible;
  const over = Math.min(amount - deductible, most);
  const paid = new Array<number>(insurers.length).fill(0) as Amount[];
  let insured: number = amount;
  const shared = layers.map((layer, at) => {
    const part = layerPart(layer, over, left.aggregate[at]!);
    left.aggregate[at]! -= part;
    const layerLoss = shareLayerLoss(layer, part);
    const numbers = insurerAt[at]!;
    for (let place = 0; place < numbers.length; place += 1) {
      const pays = layerLoss.insurers[place]!;
      paid[numbers[place]!] = (paid[numbers[place]!]! + pays) as Amount;
      insured -= pays;
    }
    return layerLoss;
  });
  return { deductible, layers: shared, insurers: paid, insured: insured as Amount };
}

/** The places of losses in the order in which they are taken: without a day first, then by day, then as given. */
export function takingOrder(losses: readonly Loss[]): number[] {
  const dayOf = (place: number) => losses[place]!.day ?? -Infinity;
  return [...losses.keys()].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a - b));
}

/**
 * Shares all losses of a year. Refused: `inconsistent` where a loss comes twice, `too_large` where the losses together
 * leave 2^53 - 1. Source: CALCULATORS.md, programme.
 */
export function shareYear(programme: Programme, losses: readonly Loss[]): ProgrammeYear | Refusal {
  const seen = new Set<string>();
  for (const [place, { id }] of losses.entries()) {
    if (seen.has(id)) return refuse('inconsistent', `losses[${place}].id`, 'each loss once', id);
    seen.add(id);
  }
  if (sumOfAmounts(losses.map(({ amount }) => amount)) === undefined)
    return refuse('too_large', 'losses', 'a sum up to 2^53 - 1 minor units', losses.length);
  const left = openYear(programme);
  const shared = new Array<SharedLoss>(losses.length);
  const insurers = new Array<number>(programme.insurers.length).fill(0);
  let insured = 0;
  for (const place of takingOrder(losses)) {
    const loss = takeLoss(programme, left, losses[place]!.amount);
    shared[place] = loss;
    for (const [insurer, paid] of loss.insurers.entries()) insurers[insurer]! += paid;
    insured += loss.insured;
  }
  return { losses: shared, insurers: insurers as Amount[], insured: insured as Amount, left };
}
