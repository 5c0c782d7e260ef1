import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { anyProgrammeTerms, layer, line, programme } from '../../../tests/programmes.ts';
import { ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import type { LayerTerms } from './layer.ts';
import { premiumByInsurer, signProgramme } from './programme.ts';

const MOST = Number.MAX_SAFE_INTEGER;

describe('a programme is refused where', () => {
  const second = (changes: Partial<LayerTerms>) =>
    layer({ name: 'second', attachment: minor(1000), ...changes });
  test.each([
    ['a layer comes twice', [layer(), second({ name: 'first' })], 'layers[1].name'],
    ['layers overlap', [layer(), second({ attachment: minor(999) })], 'layers[1].attachment'],
    ['layers overlap in another order', [second({}), layer({ limit: minor(1001) })], 'layers[1].attachment'],
    [
      'layers overlap far up',
      [second({ limit: minor(600) }), layer({ attachment: minor(1599) })],
      'layers[1].attachment',
    ],
    ['layers are the same slice', [layer(), second({ attachment: minor(0) })], 'layers[1].attachment'],
    ['shares are over 1', [layer(), second({ panel: [line('A', 60), line('B', 41)] })], 'layers[1].panel'],
    [
      'an insurer is twice in a panel',
      [layer({ panel: [line('A', 1), line('A', 1)] })],
      'layers[0].panel[1].insurer',
    ],
  ])('%s', (_why, layers, path) => {
    const refused = signProgramme({ deductible: minor(0), layers });
    expect(refused).toMatchObject({ code: 'inconsistent', path });
  });

  test('but layers may touch, leave gaps, hold nothing, and reach beyond what an amount holds', () => {
    const layers = [
      layer({ name: 'top', attachment: minor(MOST), limit: minor(MOST) }),
      layer({ name: 'nothing', attachment: minor(500), limit: minor(0) }),
      layer(),
      second({ limit: minor(5) }),
      layer({ name: 'over a gap', attachment: minor(1010), limit: minor(MOST - 1010) }),
    ];
    expect(programme(layers).insurers).toEqual(['A', 'B']);
  });
});

describe('premium', () => {
  test('is shared as losses are, unplaced to nobody, and summed by insurer', () => {
    const layers = [
      layer({ premium: minor(100), panel: [line('A', 40), line('B', 35), line('C', 25)] }),
      layer({
        name: 'second',
        attachment: minor(1000),
        premium: minor(10),
        panel: [
          { ...line('C', 0), share: ratioOf(1, 3) },
          { ...line('A', 0), share: ratioOf(1, 3), lead: true },
        ],
      }),
      layer({ name: 'third', attachment: minor(2000) }),
    ];
    expect(premiumByInsurer(programme(layers))).toEqual([44, 35, 28]);
  });

  test('of one insurer is refused beyond 2^53 - 1', () => {
    const all = { panel: [line('A', 100)], premium: minor(MOST) };
    const more = { ...all, premium: minor(1) };
    const layers = [layer(all), layer({ name: 'second', attachment: minor(1000), ...more })];
    expect(premiumByInsurer(programme(layers))).toMatchObject({ code: 'too_large', path: 'layers' });
    expect(premiumByInsurer(programme(layers.slice(0, 1)))).toEqual([MOST]);
  });

  test('is never more than what the layers ask for, and all of it where they are placed whole', () => {
    assert(
      property(anyProgrammeTerms, (terms) => {
        const premiums = premiumByInsurer(programme(terms.layers));
        if (isRefusal(premiums)) throw new Error(premiums.path);
        const asked = (all: readonly LayerTerms[]) => all.reduce((sum, { premium = 0 }) => sum + premium, 0);
        const paid = premiums.reduce((sum, premium) => sum + premium, 0);
        expect(paid).toBeLessThanOrEqual(asked(terms.layers));
        const placed = terms.layers.filter(
          ({ panel }) =>
            panel.reduce((sum, { share }) => sum + Number(share.numerator) / Number(share.denominator), 0) >
            0.999999,
        );
        expect(paid).toBeGreaterThanOrEqual(asked(placed));
      }),
    );
  });
});
