import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import {
  anyLosses,
  anyProgrammeTerms,
  layer,
  line,
  loss,
  programme,
  year,
} from '../../../tests/programmes.ts';
import { explainYear } from './explain.ts';

test('the steps tell each loss from the deductible to the insured, in the order taken, then the premium', () => {
  const of = programme(
    [
      layer({
        aggregateLimit: minor(1500),
        premium: minor(90),
        panel: [line('A', 50, { deductible: minor(5), limit: minor(300) }), line('B', 40)],
      }),
      layer({ name: 'second', attachment: minor(1000) }),
    ],
    { deductible: minor(100), annualRetentionStop: minor(150) },
  );
  const losses = [loss('late', 1000, '2026-02-01'), loss('early', 1100, '2026-01-01')];
  const steps = explainYear(of, losses, year(of, losses), String);
  expect(steps.map(({ about, term, formula, result }) => [about, term, formula, result])).toEqual([
    ['early', 'deductible', 'smaller of 100, the loss of 1100 and 150 left of the retention stop', '100'],
    [
      'early',
      'layer first',
      '1100 - 100 - 0, at most 1000 and at most 1500 left of the aggregate limit',
      '1000',
    ],
    [
      'early',
      'A in layer first',
      '0.5 x 1000 by largest remainder - 5 of its own deductible, at least 0, at most 300',
      '300',
    ],
    ['early', 'B in layer first', '0.4 x 1000 by largest remainder', '400'],
    ['early', 'unplaced in layer first', '1000 - 700 from its insurers', '300'],
    ['early', 'borne by the insured', '1100 - 700 from the insurers', '400'],
    ['late', 'deductible', 'smaller of 100, the loss of 1000 and 50 left of the retention stop', '50'],
    ['late', 'layer first', '1000 - 50 - 0, at most 1000 and at most 500 left of the aggregate limit', '500'],
    [
      'late',
      'A in layer first',
      '0.5 x 500 by largest remainder - 5 of its own deductible, at least 0, at most 300',
      '245',
    ],
    ['late', 'B in layer first', '0.4 x 500 by largest remainder', '200'],
    ['late', 'unplaced in layer first', '500 - 445 from its insurers', '55'],
    ['late', 'borne by the insured', '1000 - 445 from the insurers', '555'],
    ['first', 'premium of A', '0.5 x 90 by largest remainder', '45'],
    ['first', 'premium of B', '0.4 x 90 by largest remainder', '36'],
  ]);
});

test('every step of every year is filled, and tells what each loss leaves to the insured', () => {
  assert(
    property(anyProgrammeTerms, anyLosses, (terms, losses) => {
      const of = programme(terms.layers, terms);
      const found = year(of, losses);
      const steps = explainYear(of, losses, found, String);
      for (const step of steps) {
        expect(step.source).toBe('CALCULATORS.md, programme');
        for (const text of Object.values(step)) expect(text).not.toMatch(/^$|NaN|undefined|Infinity/);
      }
      for (const [at, { id }] of losses.entries()) {
        const last = steps.find(({ about, term }) => about === id && term === 'borne by the insured');
        expect(last).toMatchObject({ result: String(found.losses[at]!.insured) });
      }
    }),
    { numRuns: 300 },
  );
});
