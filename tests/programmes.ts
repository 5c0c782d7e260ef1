// Programmes for tests: one plain layer to build examples on, and arbitrary programmes for properties.
import {
  type Arbitrary,
  array,
  boolean,
  constantFrom,
  integer,
  option,
  record,
  uniqueArray,
} from 'fast-check';
import type { LayerTerms } from '../src/core/coinsurance/layer.ts';
import type { PanelLine } from '../src/core/coinsurance/panel.ts';
import { type Programme, type ProgrammeTerms, signProgramme } from '../src/core/coinsurance/programme.ts';
import { type Loss, type ProgrammeYear, shareYear } from '../src/core/coinsurance/programme-year.ts';
import { ratioOf } from '../src/core/money/ratio.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { day } from './contracts.ts';
import { minor } from './designs.ts';

/** An insurer's line in percent, changed as given. */
export function line(insurer: string, percent: number, changes: Partial<PanelLine> = {}): PanelLine {
  return { insurer, share: ratioOf(percent, 100), lead: false, deductible: minor(0), ...changes };
}

/** A layer of 1,000 from the ground up that A and B share by halves, changed as given. */
export function layer(changes: Partial<LayerTerms> = {}): LayerTerms {
  return {
    name: 'first',
    attachment: minor(0),
    limit: minor(1000),
    signDown: false,
    panel: [line('A', 50), line('B', 50)],
    ...changes,
  };
}

/** Layers over a deductible of 0, signed. */
export function programme(layers: readonly LayerTerms[], terms: Partial<ProgrammeTerms> = {}): Programme {
  const signed = signProgramme({ deductible: minor(0), ...terms, layers });
  if (isRefusal(signed)) throw new Error(`${signed.code} ${signed.path}`);
  return signed;
}

/** A loss, without a day where none is given. */
export function loss(id: string, amount: number, on?: string): Loss {
  return { id, amount: minor(amount), day: on === undefined ? undefined : day(on) };
}

/** The year that is not refused. */
export function year(of: Programme, losses: readonly Loss[]): ProgrammeYear {
  const shared = shareYear(of, losses);
  if (isRefusal(shared)) throw new Error(`${shared.code} ${shared.path}`);
  return shared;
}

const amounts = constantFrom(0, 1, 7, 100, 999, 1000, 54_321).chain((most) => integer({ min: 0, max: most }));

const anyPanel: Arbitrary<PanelLine[]> = record({
  lines: uniqueArray(
    record({
      insurer: constantFrom('A', 'B', 'C', 'D', 'E'),
      weight: integer({ min: 0, max: 30 }),
      limit: option(amounts, { freq: 4, nil: undefined }),
      deductible: constantFrom(0, 0, 0, 1, 20),
    }),
    { selector: ({ insurer }) => insurer, maxLength: 5 },
  ),
  rest: integer({ min: -20, max: 30 }),
  lead: integer({ min: -1, max: 4 }),
}).map(({ lines, rest, lead }) => {
  const total = lines.reduce((sum, { weight }) => sum + weight, 0);
  const whole = Math.max(total + rest, 30);
  return lines.map(({ insurer, weight, limit, deductible }, place) => ({
    insurer,
    share: ratioOf(weight, whole),
    lead: place === lead,
    limit: limit === undefined ? undefined : minor(limit),
    deductible: minor(deductible),
  }));
});

/** Terms of any programme that can be signed: layers with gaps, all of them signed down where over the whole. */
export const anyProgrammeTerms: Arbitrary<ProgrammeTerms> = record({
  deductible: amounts,
  annualRetentionStop: option(amounts, { nil: undefined }),
  layers: array(
    record({
      gap: constantFrom(0, 0, 13),
      limit: amounts,
      aggregateLimit: option(amounts, { nil: undefined }),
      premium: option(amounts, { nil: undefined }),
      panel: anyPanel,
    }),
    { maxLength: 4 },
  ),
}).map(({ deductible, annualRetentionStop, layers }) => {
  let top = 0;
  return {
    deductible: minor(deductible),
    annualRetentionStop: annualRetentionStop === undefined ? undefined : minor(annualRetentionStop),
    layers: layers.map(({ gap, limit, aggregateLimit, premium, panel }, place) => {
      const attachment = top + gap;
      top = attachment + limit;
      return {
        name: `layer ${place}`,
        attachment: minor(attachment),
        limit: minor(limit),
        aggregateLimit: aggregateLimit === undefined ? undefined : minor(aggregateLimit),
        premium: premium === undefined ? undefined : minor(premium),
        signDown: true,
        panel,
      };
    }),
  };
});

/** Some losses, in any order, with and without days. */
export const anyLosses: Arbitrary<Loss[]> = array(
  record({
    amount: amounts,
    isDated: boolean(),
    on: constantFrom('2026-01-01', '2026-01-02', '2026-12-31'),
  }),
  { maxLength: 6 },
).map((all) =>
  all.map(({ amount, isDated, on }, at) => loss(`loss ${at}`, amount, isDated ? on : undefined)),
);
