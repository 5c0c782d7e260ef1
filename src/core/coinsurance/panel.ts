import { allocate } from '../money/allocate.ts';
import type { Amount } from '../money/amount.ts';
import { formatRatio, type Ratio, ratioOf } from '../money/ratio.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** One insurer's line in a panel: its written share, and its own terms for each loss. */
export interface PanelLine {
  readonly insurer: string;
  readonly share: Ratio;
  readonly lead: boolean;
  /** The most it pays of one loss in this layer. */
  readonly limit?: Amount | undefined;
  /** What comes off its part of one loss, before its limit. */
  readonly deductible: Amount;
}

/** A panel ready to share amounts: signed shares, and whole weights in the order in which ties fall. */
export interface Panel {
  readonly lines: readonly PanelLine[];
  readonly signed: readonly Ratio[];
  /** The parties by place, the lead first, then in panel order, last the unplaced share (its place is behind the lines). */
  readonly order: readonly number[];
  /** The weights of the parties, in that order. */
  readonly weights: readonly bigint[];
  readonly plain: PlainWeights | undefined;
}

/** Weights with which plain arithmetic is exact up to so many minor units. */
interface PlainWeights {
  readonly weights: readonly number[];
  readonly total: number;
  readonly exactUpTo: number;
}

/**
 * Signs the written lines: as they are up to the whole, the rest being unplaced; beyond the whole scaled down to it.
 * Refused: `inconsistent` where they are over the whole and are not to be scaled, where two lead, or an insurer twice.
 */
export function signPanel(lines: readonly PanelLine[], signDown: boolean): Panel | Refusal {
  const lead = lines.findIndex((line) => line.lead);
  for (const [place, { insurer, lead: leads }] of lines.entries()) {
    if (leads && place !== lead) return refuse('inconsistent', `[${place}].lead`, 'one lead', insurer);
    if (lines.findIndex((line) => line.insurer === insurer) !== place)
      return refuse('inconsistent', `[${place}].insurer`, 'each insurer once in a panel', insurer);
  }
  const whole = lines.reduce((common, { share }) => leastCommonMultiple(common, share.denominator), 1n);
  const written = lines.map(({ share }) => share.numerator * (whole / share.denominator));
  const sum = written.reduce((total, weight) => total + weight, 0n);
  const isOver = sum > whole;
  if (isOver && !signDown)
    return refuse('inconsistent', '', 'shares of at most 1 in all', formatRatio(ratioOf(sum, whole)));
  const total = isOver ? sum : whole;
  const parties = [...lines.keys(), lines.length];
  const order = lead < 0 ? parties : [lead, ...parties.filter((place) => place !== lead)];
  const weights = order.map((place) => written[place] ?? total - sum);
  const signed = written.map((weight) => ratioOf(weight, total));
  return { lines, signed, order, weights, plain: plainWeights(weights, Number(total)) };
}

/**
 * Shares an amount over the panel by largest remainder, ties to the lead, then in panel order. The parts stand in panel
 * order, the unplaced one last, and sum to the amount.
 */
export function shareOverPanel({ order, weights, plain }: Panel, amount: number): number[] {
  const parts = new Array<number>(order.length);
  if (plain === undefined || amount > plain.exactUpTo) {
    for (const [at, part] of allocate(BigInt(amount), weights).entries()) parts[order[at]!] = Number(part);
    return parts;
  }
  const remainders = new Array<number>(order.length);
  let left = amount;
  for (let at = 0; at < order.length; at += 1) {
    const product = amount * plain.weights[at]!;
    const part = Math.floor(product / plain.total);
    parts[order[at]!] = part;
    remainders[at] = product - part * plain.total;
    left -= part;
  }
  for (; left > 0; left -= 1) {
    let next = 0;
    for (let at = 1; at < order.length; at += 1) if (remainders[at]! > remainders[next]!) next = at;
    parts[order[next]!]! += 1;
    remainders[next] = -1;
  }
  return parts;
}

/** Amount x weight has to stay within 2^53 - 1, then product, quotient and remainder are exact. */
function plainWeights(weights: readonly bigint[], total: number): PlainWeights | undefined {
  if (total > Number.MAX_SAFE_INTEGER) return undefined;
  return { weights: weights.map(Number), total, exactUpTo: Math.floor(Number.MAX_SAFE_INTEGER / total) };
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return a * ratioOf(a, b).denominator;
}
