import type { Amount } from '../money/amount.ts';
import { isRefusal, type Refusal, within } from '../refusal.ts';
import { type Panel, type PanelLine, shareOverPanel, signPanel } from './panel.ts';

/** A layer as it is agreed: a slice of each loss above the deductible, and the panel that shares it. */
export interface LayerTerms {
  readonly name: string;
  /** The amount above the deductible at which the layer begins. */
  readonly attachment: Amount;
  /** The most the layer takes of one loss. */
  readonly limit: Amount;
  /** The most it takes of all losses together. */
  readonly aggregateLimit?: Amount | undefined;
  readonly premium?: Amount | undefined;
  /** Whether lines written beyond the whole are scaled down to it. */
  readonly signDown: boolean;
  readonly panel: readonly PanelLine[];
}

/** A layer with its panel signed. */
export interface Layer extends Omit<LayerTerms, 'panel' | 'signDown'> {
  readonly panel: Panel;
}

/** A layer's part of one loss: what each insurer pays, in panel order, and what nobody in the layer does. */
export interface LayerLoss {
  readonly loss: Amount;
  readonly insurers: readonly Amount[];
  readonly unplaced: Amount;
}

/** Signs a layer's panel. Refused: as `signPanel` does. */
export function signLayer({ panel: lines, signDown, ...terms }: LayerTerms): Layer | Refusal {
  const panel = signPanel(lines, signDown);
  return isRefusal(panel) ? within('panel', panel) : { ...terms, panel };
}

/** The layer's part of what is over the deductible, with so much of its aggregate limit left. */
export function layerPart(layer: Layer, overDeductible: number, aggregateLeft: number): Amount {
  return Math.min(Math.max(overDeductible - layer.attachment, 0), layer.limit, aggregateLeft) as Amount;
}

/**
 * Shares a layer's part over its panel. An insurer's own deductible and then its own limit reduce its part; what it does
 * not pay stays with the insured and never goes to another insurer (several, not joint).
 */
export function shareLayerLoss({ panel }: Layer, loss: Amount): LayerLoss {
  const insurers = shareOverPanel(panel, loss) as Amount[];
  let unplaced = insurers.pop()!;
  for (const [place, { deductible, limit }] of panel.lines.entries()) {
    const part = insurers[place]!;
    const paid = Math.min(Math.max(part - deductible, 0), limit ?? Infinity) as Amount;
    insurers[place] = paid;
    unplaced = (unplaced + part - paid) as Amount;
  }
  return { loss, insurers, unplaced };
}
