/**
 * Seeded documents of `programme`: layers with gaps and in any order, panels under, at and over the whole (signed down
 * then), leads anywhere, own limits and deductibles, aggregate limits, retention stops, losses with and without a day.
 */
import type { RatioInput } from './decimal.ts';
import {
  chance,
  currencies,
  dayBetween,
  pick,
  type Random,
  shuffled,
  some,
  units,
  whole,
  written,
} from './generate.ts';
import type { PanelInsurer, ProgrammeInput, ProgrammeLayer } from './programme.ts';

const names = ['A', 'B', 'C', 'D', 'constructor', '1', 'Lloyd’s', 'E', 'F'];

/** Shares of so many insurers, in one of the forms in which they may be written, and whether they may be over 1. */
function shares(random: Random, count: number): { shares: RatioInput[]; isOver: boolean } {
  if (chance(random, 0.3)) return { shares: new Array(count).fill(`1/${count}`), isOver: false };
  const pieces = Array.from({ length: count }, () => whole(random, chance(random, 0.1) ? 0 : 1, 40));
  const total = pieces.reduce((sum, piece) => sum + piece, 0);
  const denominator = Math.max(
    pick(random, [total, total, 100, total + whole(random, 0, 30), total * 1000 - 7]),
    40,
  );
  const form = whole(random, 0, 2);
  return {
    shares: pieces.map((piece) =>
      form === 0 ? `${piece}/${denominator}` : form === 1 ? (piece / 100).toFixed(2) : piece / 100,
    ),
    isOver: total > (form === 0 ? denominator : 100),
  };
}

export function generateProgramme(random: Random): ProgrammeInput {
  const currency = pick(random, currencies);
  const amount = (value: number): string => written(random, value, currency);
  const scale = pick(random, [20, 1000, 5_000_000, 2 ** 46]);
  const layers: ProgrammeLayer[] = [];
  let top = 0;
  for (let left = whole(random, 0, 4); left > 0; left -= 1) {
    const attachment = top + (chance(random, 0.3) ? units(random, scale / 3) : 0);
    const limit = units(random, scale);
    top = attachment + limit;
    const insurers = some(random, names, 0);
    const written = shares(random, Math.max(1, insurers.length));
    const panel = insurers.map((insurer, at): PanelInsurer => {
      const line: PanelInsurer = { insurer, share: written.shares[at] };
      if (chance(random, 0.2)) line.limit = amount(units(random, limit));
      if (chance(random, 0.2)) line.deductible = amount(units(random, limit / 5));
      if (chance(random, 0.2)) line.lead = false;
      return line;
    });
    if (panel.length > 0 && chance(random, 0.7)) pick(random, panel).lead = true;
    const layer: ProgrammeLayer = {
      name: `layer ${left}`,
      attachment: amount(attachment),
      limit: amount(limit),
      panel,
    };
    if (chance(random, 0.4)) layer.aggregateLimit = amount(units(random, scale * 2));
    if (chance(random, 0.6)) layer.premium = amount(units(random, scale));
    if (written.isOver || chance(random, 0.2)) layer.sign = 'down';
    layers.push(layer);
  }
  const losses = Array.from({ length: whole(random, 0, 6) }, (_, at) => ({
    id: `loss ${at}`,
    ...(chance(random, 0.6) && { date: dayBetween(random, '2026-01-01', '2026-01-06') }),
    amount: amount(units(random, pick(random, [scale, top * 1.2, top * 1.2]))),
  }));
  const input: ProgrammeInput = { currency, layers: shuffled(random, layers), losses };
  if (chance(random, 0.6)) input.deductible = amount(units(random, scale / 4));
  if (chance(random, 0.4)) input.annualRetentionStop = amount(units(random, scale / 2));
  return input;
}
