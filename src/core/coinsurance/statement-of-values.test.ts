import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../tests/contracts.ts';
import { minor } from '../../../tests/designs.ts';
import { anyProgrammeTerms, layer, line, programme } from '../../../tests/programmes.ts';
import { formatRatio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { coinsuranceClause } from './coinsurance-clause.ts';
import { openYear } from './programme-year.ts';
import { type Location, statementOfValues, takeLocationLoss } from './statement-of-values.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const EIGHTY = ratioOf(4, 5);
const ON = day('2026-06-30');

/** A location appraised once, on the first day of 2026; changed as given. */
const place = (name: string, value: number, insured: number, changes: Partial<Location> = {}): Location => ({
  location: name,
  appraisals: [{ day: day('2026-01-01'), value: minor(value) }],
  insured: minor(insured),
  agreedValue: false,
  ...changes,
});

function statement(locations: readonly Location[], requirement = EIGHTY, on = ON) {
  const found = statementOfValues(locations, requirement, on);
  if (isRefusal(found)) throw new Error(`${found.code} ${found.path}`);
  return found;
}

describe('a statement of values', () => {
  test('shows of each location what is required and the gap to it, and the sums', () => {
    const found = statement([place('works', 100_000, 60_000), place('store', 50_000, 45_000)]);
    expect(found.locations.map(({ ratio, ...of }) => ({ ...of, ratio: formatRatio(ratio) }))).toEqual([
      {
        location: 'works',
        appraisedOn: day('2026-01-01'),
        value: 100_000,
        required: 80_000,
        insured: 60_000,
        gap: 20_000,
        ratio: '0.75',
      },
      {
        location: 'store',
        appraisedOn: day('2026-01-01'),
        value: 50_000,
        required: 40_000,
        insured: 45_000,
        gap: 0,
        ratio: '1',
      },
    ]);
    expect(found).toMatchObject({ value: 150_000, required: 120_000, insured: 105_000, gap: 20_000 });
    expect(statement([])).toEqual({ locations: [], value: 0, required: 0, insured: 0, gap: 0 });
  });

  test('takes the latest appraisal up to the day, in whatever order they stand', () => {
    const appraisals = [
      { day: day('2026-06-30'), value: minor(300) },
      { day: day('2025-01-01'), value: minor(100) },
      { day: day('2026-07-01'), value: minor(400) },
      { day: day('2026-06-29'), value: minor(200) },
    ];
    const on = (text: string) => statement([place('works', 0, 1, { appraisals })], EIGHTY, day(text)).value;
    expect(['2025-01-01', '2026-06-29', '2026-06-30', '2027-01-01'].map(on)).toEqual([100, 200, 300, 400]);
  });

  test('shows the gap under an agreed value as well, though a loss counts in full', () => {
    const found = statement([place('works', 100, 40, { agreedValue: true })]);
    expect(found.locations[0]).toMatchObject({ gap: 40, ratio: ratioOf(1) });
  });

  test.each([
    ['a location comes twice', [place('a', 1, 1), place('a', 1, 1)], 'inconsistent', 'locations[1].location'],
    [
      'a location has no appraisal yet',
      [place('a', 1, 1, { appraisals: [{ day: day('2026-07-01'), value: minor(1) }] })],
      'missing_field',
      'locations[0].appraisals',
    ],
    [
      'a day has two appraisals',
      [
        place('a', 1, 1, {
          appraisals: [1, 2].map((value) => ({ day: day('2026-07-01'), value: minor(value) })),
        }),
      ],
      'inconsistent',
      'locations[0].appraisals[1].day',
    ],
    ['nothing is required', [place('a', 1, 1), place('b', 0, 1)], 'undefined_result', 'locations[1]'],
    ['values sum too high', [place('a', MOST, 1), place('b', 1, 1)], 'too_large', 'locations'],
    ['insured amounts sum too high', [place('a', 1, MOST), place('b', 1, 1)], 'too_large', 'locations'],
  ])('is refused where %s', (_why, locations, code, path) => {
    expect(statementOfValues(locations, EIGHTY, ON)).toMatchObject({ code, path });
  });
});

describe('a location’s loss', () => {
  const tower = programme(
    [
      layer({ limit: minor(10_000), panel: [line('A', 60, { lead: true }), line('B', 40)] }),
      layer({ name: 'second', attachment: minor(10_000), limit: minor(40_000), panel: [line('B', 50)] }),
    ],
    { deductible: minor(500) },
  );

  test('counts in the ratio of the clause, then keeps the deductible and climbs the layers', () => {
    const { locations } = statement([place('works', 100_000, 60_000)]);
    const found = takeLocationLoss(tower, openYear(tower), locations[0]!, minor(20_000));
    expect(found).toMatchObject({
      counted: 15_000,
      penalty: 2500,
      shared: { deductible: 500, insurers: [6000, 6250], insured: 2750 },
      insuredBears: 7750,
    });
    expect(found.shared.layers.map((part) => part.loss)).toEqual([10_000, 4500]);
  });

  test('climbs no further than the amount insured, which the deductible does not lessen', () => {
    const { locations } = statement([place('works', 10_000, 8000)]);
    const found = takeLocationLoss(tower, openYear(tower), locations[0]!, minor(9000));
    expect(found).toMatchObject({ counted: 9000, shared: { insurers: [4800, 3200] }, insuredBears: 1000 });
  });

  test('leaves the year less', () => {
    const left = openYear(programme([layer({ aggregateLimit: minor(1000) })]));
    const limited = programme([layer({ aggregateLimit: minor(1000) })]);
    const { locations } = statement([place('works', 100, 80)]);
    takeLocationLoss(limited, left, locations[0]!, minor(70));
    expect(left.aggregate).toEqual([930]);
  });

  const amounts = constantFrom(1, 20, 999, 60_000).chain((most) => integer({ min: 1, max: most }));
  const anyPlace = record({ value: amounts, insured: amounts, agreedValue: boolean() }).map(
    ({ value, insured, agreedValue }) => place('works', value, insured, { agreedValue }),
  );

  test('through one layer without end pays what the clause alone would', () => {
    assert(
      property(anyPlace, amounts, integer({ min: 0, max: 900 }), (location, loss, kept) => {
        const whole = programme([layer({ limit: minor(MOST), panel: [line('A', 100)] })], {
          deductible: minor(kept),
        });
        const { locations } = statement([location], ratioOf(1));
        const found = takeLocationLoss(whole, openYear(whole), locations[0]!, minor(loss));
        const alone = coinsuranceClause({
          ...location,
          value: location.appraisals[0]!.value,
          requirement: ratioOf(1),
          loss: minor(loss),
          deductible: minor(kept),
          deductibleOrder: 'after',
        });
        if (isRefusal(alone)) throw new Error(alone.path);
        expect(found.shared.insurers).toEqual([alone.payment]);
        expect(found.insuredBears).toBe(alone.insuredBears);
        expect(found.penalty).toBe(alone.penalty);
      }),
    );
  });

  test('through any programme is paid by the insurers and borne by the insured, and nothing is lost', () => {
    assert(
      property(anyProgrammeTerms, anyPlace, array(amounts, { maxLength: 4 }), (terms, location, losses) => {
        const of = programme(terms.layers, terms);
        const left = openYear(of);
        const { locations } = statement([location], ratioOf(1));
        for (const loss of losses) {
          const found = takeLocationLoss(of, left, locations[0]!, minor(loss));
          const paid = found.shared.insurers.reduce((sum, amount) => sum + amount, 0);
          expect(paid + found.insuredBears).toBe(loss);
          expect(paid).toBeLessThanOrEqual(location.insured);
          expect(found.counted).toBeLessThanOrEqual(loss);
        }
      }),
    );
  });
});
