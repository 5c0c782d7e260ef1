import { array, assert, bigInt, integer, maxSafeInteger, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { line } from '../../../tests/programmes.ts';
import { allocate } from '../money/allocate.ts';
import { formatRatio, type Ratio, ratioOf } from '../money/ratio.ts';
import { isRefusal } from '../refusal.ts';
import { type PanelLine, shareOverPanel, signPanel } from './panel.ts';

function signed(lines: readonly PanelLine[], signDown = false) {
  const panel = signPanel(lines, signDown);
  if (isRefusal(panel)) throw new Error(panel.path);
  return panel;
}

const thirds = (lead?: number): PanelLine[] =>
  ['A', 'B', 'C'].map((insurer, place) => ({
    ...line(insurer, 0),
    share: ratioOf(1, 3),
    lead: place === lead,
  }));

describe('written lines are', () => {
  test.each([
    ['signed as they are up to the whole', [60, 40], ['0.6', '0.4']],
    ['and below it', [30, 30], ['0.3', '0.3']],
    ['scaled down to the whole beyond it', [90, 30], ['0.75', '0.25']],
    ['none', [], []],
  ])('%s', (_what, percents, shares) => {
    const lines = percents.map((percent, at) => line(String(at), percent));
    expect(signed(lines, true).signed.map(formatRatio)).toEqual(shares);
  });

  test.each([
    ['over the whole', [line('A', 70), line('B', 40)], ''],
    ['of two leads', [line('A', 50, { lead: true }), line('B', 50, { lead: true })], '[1].lead'],
    ['of one insurer twice', [line('A', 10), line('B', 10), line('A', 10)], '[2].insurer'],
  ])('refused %s', (_what, lines, path) => {
    expect(signPanel(lines, false)).toMatchObject({ code: 'inconsistent', path });
  });
});

describe('an amount is shared', () => {
  test.each([
    ['as the shares say', [line('A', 40), line('B', 35), line('C', 25)], 50_000, [20_000, 17_500, 12_500, 0]],
    ['a tie going to the earlier', thirds(), 10_000, [3334, 3333, 3333, 0]],
    ['a tie going to the lead', thirds(1), 10_000, [3333, 3334, 3333, 0]],
    ['two units going to the lead and the earlier', thirds(2), 5, [2, 1, 2, 0]],
    ['the unplaced share being a party', [line('A', 30), line('B', 30)], 99, [30, 30, 39]],
    ['the unplaced share being the last in a tie', [line('A', 50)], 1, [1, 0]],
    ['all of it unplaced in a panel of nobody', [], 7, [7]],
    ['nothing going where nothing is written', [line('A', 0), line('B', 100)], 7, [0, 7, 0]],
    [
      'exactly beyond plain arithmetic',
      [line('A', 50), line('B', 50)],
      2 ** 53 - 1,
      [2 ** 52, 2 ** 52 - 1, 0],
    ],
  ])('%s', (_what, lines, amount, parts) => {
    expect(shareOverPanel(signed(lines), amount)).toEqual(parts);
  });

  const weights = array(integer({ min: 0, max: 997 }), { maxLength: 6 });
  const lines = (all: readonly number[], whole: bigint, lead: number): PanelLine[] =>
    all.map((weight, at) => ({
      insurer: String(at),
      share: ratioOf(BigInt(weight), whole) as Ratio,
      lead: at === lead,
      deductible: minor(0),
    }));

  test('to the very unit, as allocate shares it with the lead first', () => {
    const wholes = bigInt({ min: 6000n, max: 10n ** 18n });
    assert(
      property(weights, wholes, integer({ min: -1, max: 5 }), maxSafeInteger(), (all, whole, lead, any) => {
        const amount = Math.abs(any);
        const parts = shareOverPanel(signed(lines(all, whole, lead)), amount);
        const order = [...all.keys()].sort((a, b) => Number(b === lead) - Number(a === lead));
        const rest = whole - all.reduce((sum, weight) => sum + BigInt(weight), 0n);
        const expected = allocate(BigInt(amount), [...order.map((at) => BigInt(all[at]!)), rest]);
        expect([...order.map((at) => parts[at]), parts.at(-1)]).toEqual(expected.map(Number));
      }),
      { numRuns: 2000 },
    );
  });
});
