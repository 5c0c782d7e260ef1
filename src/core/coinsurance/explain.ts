import { type Amount, ZERO } from '../money/amount.ts';
import { formatRatio } from '../money/ratio.ts';
import type { LayerLoss } from './layer.ts';
import { type Panel, shareOverPanel } from './panel.ts';
import type { Programme } from './programme.ts';
import {
  type Loss,
  openYear,
  type ProgrammeYear,
  type SharedLoss,
  takingOrder,
  type YearLeft,
} from './programme-year.ts';

/** One step of a loss through the programme, with the loss or layer it is about. */
export interface ProgrammeStep {
  readonly about: string;
  readonly term: string;
  readonly formula: string;
  readonly result: string;
  readonly source: string;
}

type WriteAmount = (minor: number) => string;

const SOURCE = 'CALCULATORS.md, programme';

/** The steps of a year: each loss in the order in which it was taken, then the premium of each layer. */
export function explainYear(
  programme: Programme,
  losses: readonly Loss[],
  year: ProgrammeYear,
  write: WriteAmount,
): ProgrammeStep[] {
  const left = openYear(programme);
  const steps = takingOrder(losses).flatMap((place) =>
    explainLoss(programme, left, losses[place]!, year.losses[place]!, write),
  );
  return [...steps, ...premiumSteps(programme, write)];
}

/**
 * The steps of one loss, with so much of the year left before it; the year has that much less left after. `most` is what
 * a sum insured lets climb the layers.
 */
export function explainLoss(
  programme: Programme,
  left: YearLeft,
  { id, amount }: Loss,
  shared: SharedLoss,
  write: WriteAmount,
  most = Infinity,
): ProgrammeStep[] {
  const steps: ProgrammeStep[] = [];
  const add = (term: string, formula: string, result: number) =>
    steps.push({ about: id, term, formula, result: write(result), source: SOURCE });
  const stop = left.retention === Infinity ? '' : ` and ${write(left.retention)} left of the retention stop`;
  const least = `smaller of ${write(programme.deductible)}, the loss of ${write(amount)}${stop}`;
  add('deductible', least, shared.deductible);
  left.retention -= shared.deductible;
  const over =
    amount - shared.deductible > most
      ? `${write(most)} insured`
      : `${write(amount)} - ${write(shared.deductible)}`;
  for (const [at, layer] of programme.layers.entries()) {
    const part = shared.layers[at]!;
    if (part.loss === 0) continue;
    const aggregate = left.aggregate[at]!;
    const atMost =
      aggregate === Infinity ? '' : ` and at most ${write(aggregate)} left of the aggregate limit`;
    const climbed = `${over} - ${write(layer.attachment)}, at most ${write(layer.limit)}${atMost}`;
    add(`layer ${layer.name}`, climbed, part.loss);
    left.aggregate[at] = aggregate - part.loss;
    for (const [term, formula, result] of panelSteps(layer.name, layer.panel, part, write))
      add(term, formula, result);
  }
  const paid = `${write(amount)} - ${write(paidOf(shared))} from the insurers`;
  add('borne by the insured', paid, shared.insured);
  return steps;
}

function* panelSteps(
  name: string,
  panel: Panel,
  part: LayerLoss,
  write: WriteAmount,
): Generator<[string, string, number]> {
  for (const [place, { insurer, deductible, limit }] of panel.lines.entries()) {
    const share = `${formatRatio(panel.signed[place]!)} x ${write(part.loss)} by largest remainder`;
    const off = deductible === 0 ? '' : ` - ${write(deductible)} of its own deductible, at least ${write(0)}`;
    const most = limit === undefined ? '' : `, at most ${write(limit)}`;
    yield [`${insurer} in layer ${name}`, `${share}${off}${most}`, part.insurers[place]!];
  }
  if (part.unplaced === 0) return;
  const paid = write(part.loss - part.unplaced);
  yield [`unplaced in layer ${name}`, `${write(part.loss)} - ${paid} from its insurers`, part.unplaced];
}

function premiumSteps({ layers }: Programme, write: WriteAmount): ProgrammeStep[] {
  return layers.flatMap(({ name, panel, premium = ZERO }) => {
    if (premium === 0) return [];
    const parts = shareOverPanel(panel, premium);
    return panel.lines.map(({ insurer }, place) => ({
      about: name,
      term: `premium of ${insurer}`,
      formula: `${formatRatio(panel.signed[place]!)} x ${write(premium)} by largest remainder`,
      result: write(parts[place]!),
      source: SOURCE,
    }));
  });
}

function paidOf({ insurers }: SharedLoss): Amount {
  return insurers.reduce((sum, paid) => sum + paid, 0) as Amount;
}
