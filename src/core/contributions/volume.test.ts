import { describe, expect, test } from 'vitest';
import { bandFor, checkBands } from './volume.ts';

const bands = [{ upTo: 50 }, { upTo: 100 }, {}];

describe('the band of a whole group', () => {
  test.each([
    [1n, 0],
    [50n, 0],
    [51n, 1],
    [100n, 1],
    [101n, 2],
    [10n ** 18n, 2],
  ])('of %d employees is band %d, its end included', (employees, band) => {
    expect(bandFor(bands, employees, 'bands')).toBe(bands[band]);
  });

  test.each([[bands.slice(0, 2)], [[]]])('is refused where none reaches it', (few) => {
    expect(bandFor(few, 101n, 'bands')).toMatchObject({ code: 'undefined_result', path: 'bands' });
  });
});

describe('bands that do not ascend are refused', () => {
  test.each([
    ['one as the one before', [{ upTo: 50 }, { upTo: 50 }], 1],
    ['one below', [{ upTo: 50 }, { upTo: 60 }, { upTo: 40 }], 2],
    ['one behind the open one', [{}, { upTo: 40 }], 1],
    ['two open ones', [{ upTo: 1 }, {}, {}], 2],
  ])('%s', (_what, wrong, place) => {
    expect(checkBands(wrong, 'fees')).toMatchObject({ code: 'inconsistent', path: `fees[${place}].upTo` });
  });

  test('and ascending ones are not', () => {
    for (const right of [bands, [], [{}], [{ upTo: 1 }]]) expect(checkBands(right, 'fees')).toBeUndefined();
  });
});
