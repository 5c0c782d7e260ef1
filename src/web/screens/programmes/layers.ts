import { signOf, sumOf } from '../../parts/amounts.ts';
import type { Programme } from './property.ts';

export type Layer = Programme['layers'][number];
export type Line = Layer['panel'][number];

/** The places of layers as they stand in the tower, the highest first. */
export const fromTheTop = ({ layers }: Programme): readonly number[] =>
  [...layers.keys()].sort((one, other) => {
    const difference = sumOf([layers[other]!.attachment, `-${layers[one]!.attachment}`]);
    return signOf(difference) || other - one;
  });

/** The programme with one of its layers as it was changed. */
export const withLayer = (programme: Programme, place: number, layer: Layer): Programme => ({
  ...programme,
  layers: programme.layers.with(place, layer),
});

/** The programme without a layer; what is above it stays where it is. */
export const withoutLayer = (programme: Programme, place: number): Programme => ({
  ...programme,
  layers: programme.layers.toSpliced(place, 1),
});

/** The programme with a layer on top, as high as the one below it, of which nothing is placed yet. */
export function withLayerOnTop(programme: Programme, nameOf: (number: number) => string): Programme {
  const highest = programme.layers[fromTheTop(programme)[0] ?? -1];
  const attachment = highest === undefined ? '0.00' : sumOf([highest.attachment, highest.limit]);
  const name = freeName(
    programme.layers.map((layer) => layer.name),
    nameOf,
  );
  const layer = { name, attachment, limit: highest?.limit ?? '10000000.00', panel: [] };
  return { ...programme, layers: [...programme.layers, layer] };
}

/**
 * The programme with a layer and the one above or below it in each other's place: the lower one begins where the lower one
 * did, and what lay between them lies between them still. Undefined where there is none to change with.
 */
export function layerMoved(programme: Programme, place: number, way: 'up' | 'down'): Programme | undefined {
  const order = fromTheTop(programme);
  const at = order.indexOf(place);
  const other = order[way === 'up' ? at - 1 : at + 1];
  if (other === undefined) return undefined;
  const [low, high] = way === 'up' ? [place, other] : [other, place];
  const [below, above] = [programme.layers[low]!, programme.layers[high]!];
  const between = sumOf([above.attachment, `-${below.attachment}`, `-${below.limit}`]);
  const layers = programme.layers
    .with(low, { ...above, attachment: below.attachment })
    .with(high, { ...below, attachment: sumOf([below.attachment, above.limit, between]) });
  return { ...programme, layers };
}

/** The first name of a row of names that is still free. */
export function freeName(taken: readonly string[], nameOf: (number: number) => string): string {
  for (let number = taken.length + 1; ; number += 1)
    if (!taken.includes(nameOf(number))) return nameOf(number);
}

/** The lines of a panel with the one that leads; nobody leads beside it. */
export const ledBy = (panel: readonly Line[], leader: number): Line[] =>
  panel.map(({ lead: _, ...line }, place) => (place === leader ? { ...line, lead: true } : line));

/** How much of a layer is written: as a part of the whole, and whether that is less, all or more of it, exactly. */
export function writtenOf(panel: readonly Line[]): { readonly part: number; readonly against: -1 | 0 | 1 } {
  let [numerator, denominator] = [0n, 1n];
  for (const { share } of panel) {
    const [whole = '0', under = '1'] = String(share).split('/');
    const [digits = '0', decimals = ''] = whole.split('.');
    const over = BigInt(under) * 10n ** BigInt(decimals.length);
    numerator = numerator * over + BigInt(`${digits}${decimals}`) * denominator;
    denominator *= over;
  }
  const left = numerator - denominator;
  // Parts of a whole in millionths are finer than is seen or said.
  return {
    part: Number((numerator * 1_000_000n) / denominator) / 1e6,
    against: left < 0n ? -1 : left > 0n ? 1 : 0,
  };
}
