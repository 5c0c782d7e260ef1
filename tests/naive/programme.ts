/**
 * Naive twin of the calculator `programme`, written straight from the section "programme" of the rules: BigInt minor
 * units, shares as fractions over one denominator, everything looked up by name. It checks nothing.
 */
import {
  formatAmount,
  formatRatio,
  larger,
  parseAmount,
  parseRatio,
  type RatioInput,
  smaller,
} from './decimal.ts';

export interface PanelInsurer {
  insurer: string;
  share: RatioInput;
  lead?: boolean;
  limit?: string;
  deductible?: string;
}

export interface ProgrammeLayer {
  name: string;
  attachment: string;
  limit: string;
  aggregateLimit?: string;
  premium?: string;
  sign?: 'down';
  panel: PanelInsurer[];
}

export interface ProgrammeInput {
  currency: string;
  deductible?: string;
  annualRetentionStop?: string;
  layers: ProgrammeLayer[];
  losses: { id: string; date?: string; amount: string }[];
}

interface SignedShares {
  numerators: bigint[];
  denominator: bigint;
}

/** Signed shares as numerators over one denominator; what is left of the denominator is unplaced. */
function signedShares(layer: ProgrammeLayer): SignedShares {
  const shares = layer.panel.map(({ share }) => parseRatio(share));
  const denominator = shares.reduce((product, share) => product * share[1], 1n);
  const numerators = shares.map(([top, bottom]) => (top * denominator) / bottom);
  const sum = numerators.reduce((total, numerator) => total + numerator, 0n);
  return { numerators, denominator: larger(sum, denominator) };
}

/** The parts of the insurers in panel order, and the unplaced part behind them. */
function shareOut(
  layer: ProgrammeLayer,
  { numerators, denominator }: SignedShares,
  amount: bigint,
): bigint[] {
  const placed = numerators.reduce((total, numerator) => total + numerator, 0n);
  const all = [...numerators, denominator - placed];
  const parts = all.map((numerator) => (amount * numerator) / denominator);
  const isLead = (at: number): boolean => layer.panel[at]?.lead === true;
  const byRemainder = all.map((numerator, at) => ({ at, rest: (amount * numerator) % denominator }));
  byRemainder.sort((a, b) => {
    if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
    if (isLead(a.at) !== isLead(b.at)) return isLead(a.at) ? -1 : 1;
    return a.at - b.at;
  });
  const missing = amount - parts.reduce((total, part) => total + part, 0n);
  for (const { at } of byRemainder.slice(0, Number(missing))) parts[at] += 1n;
  return parts;
}

export function naiveProgramme(input: ProgrammeInput): object {
  const parse = (text: string | undefined): bigint => parseAmount(text ?? '0', input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);
  const insurers = [...new Set(input.layers.flatMap(({ panel }) => panel.map(({ insurer }) => insurer)))];
  const paidBy = new Map(insurers.map((insurer) => [insurer, 0n]));
  const signed = new Map(input.layers.map((layer) => [layer.name, signedShares(layer)]));
  const aggregateUsed = new Map(input.layers.map(({ name }) => [name, 0n]));
  let [kept, insuredInAll] = [0n, 0n];

  const undated = input.losses.filter(({ date }) => date === undefined);
  const dates = [
    ...new Set(input.losses.map(({ date }) => date).filter((date) => date !== undefined)),
  ].sort();
  const inOrder = [...undated, ...dates.flatMap((day) => input.losses.filter(({ date }) => date === day))];

  const answers = new Map<string, object>();
  for (const { id, amount: amountText } of inOrder) {
    const amount = parse(amountText);
    let deductible = smaller(parse(input.deductible), amount);
    if (input.annualRetentionStop !== undefined) {
      deductible = smaller(deductible, parse(input.annualRetentionStop) - kept);
    }
    kept += deductible;
    const climbing = amount - deductible;
    const paidHere = new Map(insurers.map((insurer) => [insurer, 0n]));

    const layers = input.layers.map((layer) => {
      let loss = smaller(larger(climbing - parse(layer.attachment), 0n), parse(layer.limit));
      const used = aggregateUsed.get(layer.name) ?? 0n;
      if (layer.aggregateLimit !== undefined) loss = smaller(loss, parse(layer.aggregateLimit) - used);
      aggregateUsed.set(layer.name, used + loss);
      const parts = shareOut(layer, signed.get(layer.name)!, loss);
      let unplaced = parts[layer.panel.length];
      const amounts = layer.panel.map((line, at) => {
        let pays = larger(parts[at] - parse(line.deductible), 0n);
        if (line.limit !== undefined) pays = smaller(pays, parse(line.limit));
        unplaced += parts[at] - pays;
        paidHere.set(line.insurer, (paidHere.get(line.insurer) ?? 0n) + pays);
        return { insurer: line.insurer, amount: write(pays) };
      });
      return { name: layer.name, loss: write(loss), insurers: amounts, unplaced: write(unplaced) };
    });

    let insured = amount;
    for (const [insurer, paid] of paidHere) {
      insured -= paid;
      paidBy.set(insurer, (paidBy.get(insurer) ?? 0n) + paid);
    }
    insuredInAll += insured;
    answers.set(id, {
      id,
      amount: write(amount),
      deductible: write(deductible),
      layers,
      insurers: [...paidHere].map(([insurer, paid]) => ({ insurer, amount: write(paid) })),
      insured: write(insured),
    });
  }

  return {
    losses: input.losses.map(({ id }) => answers.get(id)),
    insurers: insurers.map((insurer) => {
      let premium = 0n;
      for (const layer of input.layers) {
        const at = layer.panel.findIndex((line) => line.insurer === insurer);
        if (at >= 0) premium += shareOut(layer, signed.get(layer.name)!, parse(layer.premium))[at];
      }
      return { insurer, premium: write(premium), losses: write(paidBy.get(insurer) ?? 0n) };
    }),
    layers: input.layers.map((layer) => {
      const { numerators, denominator } = signed.get(layer.name)!;
      const used = aggregateUsed.get(layer.name) ?? 0n;
      return {
        name: layer.name,
        signed: layer.panel.map(({ insurer }, at) => ({
          insurer,
          share: formatRatio([numerators[at], denominator]),
        })),
        ...(layer.aggregateLimit === undefined
          ? {}
          : { remainingAggregate: write(parse(layer.aggregateLimit) - used) }),
      };
    }),
    insured: write(insuredInAll),
  };
}
