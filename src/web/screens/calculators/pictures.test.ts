import { expect, test } from 'vitest';
import { barsOf, falling } from './pictures.ts';

test('bars fall from the whole to nothing, and parts of nothing are left out', () => {
  const of = (name: string, length: number) => ({
    name,
    text: `${length}.00`,
    length,
    kind: 'settled' as const,
  });
  const bars = falling(of('charge', 100), [of('writeOff', 30), of('notCovered', 0), of('planPays', 70)]);
  expect(bars.map(({ name, before }) => [name, before])).toEqual([
    ['charge', undefined],
    ['writeOff', 70],
    ['planPays', 0],
  ]);
});

test('a charge falls to what the plan pays', () => {
  const totals = {
    ...{ charge: '300.00', writeOff: '100.00', balanceBill: '0.00', notCovered: '0.00' },
    ...{ memberPays: '50.00', planPays: '150.00' },
  };
  expect(barsOf('cost-sharing', {}, { totals }).at(-1)).toMatchObject({ text: '150.00', before: 0 });
});

test('shares of members are held against their cost alone', () => {
  const shares = [{ member: 'Brannock', amount: '90.00', standalone: '140.00' }];
  expect(barsOf('administration-cost', {}, { shares })).toEqual([
    { name: 'amount', text: '90.00', length: 90, kind: 'settled', label: 'Brannock', mark: 140 },
  ]);
});
