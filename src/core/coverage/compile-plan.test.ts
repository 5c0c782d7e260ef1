import { describe, expect, test } from 'vitest';
import { compiled, design, limit, network, service, serviceNetwork } from '../../../tests/designs.ts';
import { ratioOf } from '../money/ratio.ts';
import { compilePlan } from './compile-plan.ts';
import type { CoverageKind, PlanDesign } from './plan-design.ts';

const aggregate = limit(10_000, undefined, 'aggregate');

describe('a design is refused', () => {
  const rows: readonly [why: string, PlanDesign, CoverageKind, code: string, path: string][] = [
    [
      'a network is named "covered"',
      design({ covered: network() }),
      'individual',
      'inconsistent',
      'networks.covered',
    ],
    [
      'a network feeds one that is not there',
      design({ in: network({ feedsInto: ['out'] }) }),
      'individual',
      'unknown_reference',
      'networks.in.feedsInto[0]',
    ],
    [
      'a network feeds itself',
      design({ in: network({ feedsInto: ['in'] }) }),
      'individual',
      'inconsistent',
      'networks.in.feedsInto[0]',
    ],
    [
      'a network feeds one twice',
      design({ in: network({ feedsInto: ['out', 'out'] }), out: network() }),
      'individual',
      'inconsistent',
      'networks.in.feedsInto[1]',
    ],
    [
      'an aggregate deductible has no family amount',
      design({ in: network({ deductible: aggregate }) }),
      'family',
      'missing_field',
      'networks.in.deductible.family',
    ],
    [
      'an aggregate maximum has no family amount',
      design({ in: network({ outOfPocketMax: aggregate }) }),
      'family',
      'missing_field',
      'networks.in.outOfPocketMax.family',
    ],
    [
      'a service has terms in a network that is not there',
      design({ in: network() }, { visit: { covered: true, networks: new Map([['out', serviceNetwork()]]) } }),
      'individual',
      'unknown_reference',
      'services.visit.out',
    ],
  ];

  test.each(rows)('where %s', (_why, terms, coverage, code, path) => {
    expect(compilePlan(terms, coverage)).toMatchObject({ refused: true, code, path });
  });
});

test('an aggregate rule without a family amount is no matter to one person', () => {
  const plan = compiled(design({ in: network({ deductible: aggregate }) }));
  expect(plan.networks[0]!.deductible).toEqual({ individual: 10_000, family: Infinity });
});

test('the limits that bind depend on coverage and rule', () => {
  const terms = design({
    embedded: network({ deductible: limit(100, 250) }),
    aggregate: network({ deductible: limit(100, 250, 'aggregate') }),
    alone: network({ deductible: limit(100) }),
  });
  const limits = (coverage: CoverageKind) =>
    compiled(terms, coverage).networks.map(({ deductible }) => [deductible.individual, deductible.family]);
  expect(limits('individual')).toEqual([
    [100, Infinity],
    [100, Infinity],
    [100, Infinity],
  ]);
  expect(limits('family')).toEqual([
    [100, 250],
    [Infinity, 250],
    [100, Infinity],
  ]);
});

test('a service takes the network terms it does not change; service 0 changes nothing', () => {
  const plan = compiled(
    design(
      { in: network(), out: network({ coinsurance: ratioOf(2, 5) }) },
      {
        visit: service({ copay: 2500 as never, deductibleApplies: false, coinsurance: ratioOf(0) }),
        cosmetic: { covered: false, networks: new Map() },
      },
    ),
  );
  const terms = plan.terms.map(({ covered, copay, rate, deductibleApplies, annualLimit }) => [
    covered,
    copay,
    rate.ratio,
    deductibleApplies,
    annualLimit,
  ]);
  const [fifth, twoFifths] = [ratioOf(1, 5), ratioOf(2, 5)];
  expect(terms).toEqual([
    [true, 0, fifth, true, Infinity],
    [true, 0, twoFifths, true, Infinity],
    [true, 2500, ratioOf(0), false, Infinity],
    [true, 0, twoFifths, true, Infinity],
    [false, 0, fifth, true, Infinity],
    [false, 0, twoFifths, true, Infinity],
  ]);
  expect(plan.hasAnnualLimits).toBe(false);
  expect([...plan.serviceIndex]).toEqual([
    ['visit', 1],
    ['cosmetic', 2],
  ]);
});

test('feedsInto becomes indexes in the order of the networks', () => {
  const plan = compiled(
    design({ a: network({ feedsInto: ['c'] }), b: network({ feedsInto: ['c', 'a'] }), c: network() }),
  );
  expect(plan.networks.map(({ feedsInto }) => feedsInto)).toEqual([[2], [2, 0], []]);
});
