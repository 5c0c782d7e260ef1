// Insurers in layers: losses of many items summed, carried up a tower and shared to the cent, on one thread.
import type { LayerTerms } from '../src/core/coinsurance/layer.ts';
import { type Programme, signProgramme } from '../src/core/coinsurance/programme.ts';
import { openYear, takeLoss } from '../src/core/coinsurance/programme-year.ts';
import type { Amount } from '../src/core/money/amount.ts';
import { ratioOf } from '../src/core/money/ratio.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { streamOf } from '../src/core/simulation/random.ts';
import { median, printLine, secondsOf } from './line.ts';

const LOSSES = 20_000;
const ITEMS = 54;
const LAYERS = 7;
const TIMES = 7;
/** Each layer's width, in minor units: seven of ten million. */
const WIDTH = 1_000_000_000;
const DEDUCTIBLE = 50_000_000;
/** Signed lines in percent, in turn by layer; the last leaves a tenth unplaced. */
const PANELS = [
  [40, 35, 25],
  [50, 30, 20],
  [60, 25, 10, 5],
  [30, 25, 20, 15],
];

export async function run(): Promise<void> {
  const programme = tower();
  const items = itemsOfLosses();
  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time += 1) seconds.push(await secondsOf(() => shareAll(programme, items)));
  const reached = shareAll(programme, items) / LOSSES;
  printLine({
    bench: 'layers',
    figure: LOSSES / median(seconds),
    unit: 'losses/s',
    against: 'nothing: ktools fmcalc, its peer, is in no registry at hand and was not measured here',
    ratio: null,
    must: '3 x fmcalc (about 21,000 losses/s, as measured elsewhere)',
    aims: '10 x fmcalc',
    note: `${LOSSES} losses of ${ITEMS} items through ${LAYERS} layers (${reached.toFixed(1)} reached) and their panels, to the cent; no terms by item, nothing allocated back to items, read from and left in memory`,
  });
}

/** Sums each loss's items and takes it; how many layers all of them reached. Every minor unit has to be somebody's. */
function shareAll(programme: Programme, items: Float64Array): number {
  const left = openYear(programme);
  let [reached, paid, insured, amounts] = [0, 0, 0, 0];
  for (let from = 0; from < items.length; from += ITEMS) {
    let amount = 0;
    for (let item = from; item < from + ITEMS; item += 1) amount += items[item]!;
    const loss = takeLoss(programme, left, amount as Amount);
    amounts += amount;
    insured += loss.insured;
    for (const part of loss.insurers) paid += part;
    for (const layer of loss.layers) if (layer.loss > 0) reached += 1;
  }
  if (paid <= 0 || paid + insured !== amounts) throw new Error('the parts do not sum to the losses');
  return reached;
}

function tower(): Programme {
  const layers = Array.from({ length: LAYERS }, (_, layer): LayerTerms => {
    const percents = PANELS[layer % PANELS.length]!;
    return {
      name: `layer ${layer}`,
      attachment: (layer * WIDTH) as Amount,
      limit: WIDTH as Amount,
      signDown: false,
      panel: percents.map((percent, place) => ({
        insurer: `insurer ${layer + place}`,
        share: ratioOf(percent, 100),
        lead: place === 0,
        deductible: 0 as Amount,
      })),
    };
  });
  const programme = signProgramme({ deductible: DEDUCTIBLE as Amount, layers });
  if (isRefusal(programme)) throw new Error(programme.path);
  return programme;
}

/** The items of all losses, one loss after another; totals are spread from nothing to somewhat over the tower. */
function itemsOfLosses(): Float64Array {
  const random = streamOf(1);
  const items = new Float64Array(LOSSES * ITEMS);
  for (let loss = 0; loss < LOSSES; loss += 1) {
    const mean = (random.uniform() * 1.2 * LAYERS * WIDTH) / ITEMS;
    for (let item = 0; item < ITEMS; item += 1)
      items[loss * ITEMS + item] = Math.floor(2 * mean * random.uniform());
  }
  return items;
}
