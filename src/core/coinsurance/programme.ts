import { type Amount, amountOfBigInt, ZERO } from '../money/amount.ts';
import { isRefusal, type Refusal, refuse, within } from '../refusal.ts';
import { type Layer, type LayerTerms, signLayer } from './layer.ts';
import { shareOverPanel } from './panel.ts';

/** How several insurers share one risk for a year: the insured's deductible, and layers above it. */
export interface ProgrammeTerms {
  /** What the insured keeps of each loss. */
  readonly deductible: Amount;
  /** When the year's kept deductibles reach this, none applies any more. */
  readonly annualRetentionStop?: Amount | undefined;
  readonly layers: readonly LayerTerms[];
}

/** A programme with every panel signed. Insurers are numbered as they first stand in its layers. */
export interface Programme extends Omit<ProgrammeTerms, 'layers'> {
  readonly layers: readonly Layer[];
  readonly insurers: readonly string[];
  /** By layer and place in its panel: the number of the insurer. */
  readonly insurerAt: readonly (readonly number[])[];
}

/**
 * Signs a programme. Refused, all `inconsistent`: a layer's name twice, layers that overlap (a slice of loss would be
 * paid twice; who shares a slice stands in one panel), and what `signPanel` refuses.
 */
export function signProgramme({ layers: written, ...terms }: ProgrammeTerms): Programme | Refusal {
  const layers: Layer[] = [];
  for (const [place, layerTerms] of written.entries()) {
    const layer = signLayer(layerTerms);
    if (isRefusal(layer)) return within(`layers[${place}]`, layer);
    if (layers.some(({ name }) => name === layer.name))
      return refuse('inconsistent', `layers[${place}].name`, 'each layer once', layer.name);
    const other = layers.find((below) => overlap(below, layer));
    if (other !== undefined)
      return refuse(
        'inconsistent',
        `layers[${place}].attachment`,
        `no overlap with ${other.name}`,
        layer.name,
      );
    layers.push(layer);
  }
  const numbers = new Map<string, number>();
  const insurerAt = layers.map(({ panel }) =>
    panel.lines.map(({ insurer }) => {
      if (!numbers.has(insurer)) numbers.set(insurer, numbers.size);
      return numbers.get(insurer)!;
    }),
  );
  return { ...terms, layers, insurers: [...numbers.keys()], insurerAt };
}

/**
 * What each insurer earns, by its number: every layer's premium shared as its losses are; what is unplaced earns
 * nothing. Refused: `too_large` where the premiums of an insurer leave 2^53 - 1.
 */
export function premiumByInsurer({ layers, insurers, insurerAt }: Programme): Amount[] | Refusal {
  const sums = insurers.map(() => 0n);
  for (const [at, { panel, premium = ZERO }] of layers.entries()) {
    const parts = shareOverPanel(panel, premium);
    for (const [place, insurer] of insurerAt[at]!.entries()) sums[insurer]! += BigInt(parts[place]!);
  }
  const premiums = sums.map(amountOfBigInt);
  const large = premiums.indexOf(undefined);
  return large < 0
    ? (premiums as Amount[])
    : refuse('too_large', 'layers', 'premiums of an insurer up to 2^53 - 1 minor units', insurers[large]);
}

/** True where two layers take the same slice of a loss. Their tops may be beyond what an amount holds. */
function overlap(a: Layer, b: Layer): boolean {
  const [low, high] = a.attachment <= b.attachment ? [a, b] : [b, a];
  return low.limit > 0 && high.limit > 0 && high.attachment - low.attachment < low.limit;
}
