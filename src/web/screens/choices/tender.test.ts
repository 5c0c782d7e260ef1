import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../core/refusal.ts';
import { readTender } from '../../../exchange/json/tender.ts';
import {
  FORMS,
  figureRows,
  newBid,
  type Tender,
  typedFigure,
  withBid,
  withoutBid,
  withShare,
} from './tender.ts';

const tender = JSON.parse(
  readFileSync(new URL('../../../../demo/tender.json', import.meta.url), 'utf8'),
) as Tender;

test('every bid has its row, and a figure that is typed changes that one alone', () => {
  const rows = figureRows(tender);
  expect(rows.map(({ kind }) => kind)).toEqual([
    ...[
      'enrolled',
      'claims',
      'currentRate',
      'rateOf',
      'rateOf',
      'rateOf',
      'premiumOf',
      'premiumOf',
      'rateOf',
    ],
  ]);
  for (const row of rows) {
    const typed = row.kind === 'enrolled' ? '7' : '7.00';
    const changed = row.with('family', typed);
    const places = figureRows(changed).map(({ byTier }) => String(byTier.family));
    const before = rows.map(({ byTier }) => String(byTier.family));
    expect(places).toEqual(before.map((value, place) => (rows[place] === row ? typed : value)));
  }
});

test('amounts are written with their cents, employees as whole numbers', () => {
  expect(typedFigure('claims', '$1,250.5')).toBe('1250.50');
  expect(typedFigure('rateOf', '007')).toBe('7.00');
  expect(typedFigure('rateOf', '1.234')).toBeUndefined();
  expect(typedFigure('enrolled', '12')).toBe('12');
  expect(typedFigure('enrolled', '1.5')).toBeUndefined();
});

test('a share in percent is written exactly', () => {
  const shares = [0, 7, 85, 100].map(
    (percent) => withShare(tender, 'family', percent).contributions.family?.employerShare,
  );
  expect(shares).toEqual(['0.00', '0.07', '0.85', '1.00']);
});

test('a bid of each form begins as one that can be compared', () => {
  for (const form of FORMS) {
    const bids = [...tender.bids, newBid(tender, form, 'New')];
    expect(isRefusal(readTender({ ...tender, bids }))).toBe(false);
  }
});

test('what speaks of a bid follows its name, and goes with it', () => {
  const [renewal, pool] = [tender.rise!.bid, tender.rise!.pool!];
  const placeOf = (name: string) => tender.bids.findIndex((bid) => bid.name === name);
  const renamed = withBid(tender, placeOf(renewal), { ...tender.bids[placeOf(renewal)]!, name: 'Renewal' });
  expect(renamed.rise).toMatchObject({ bid: 'Renewal', pool });
  expect(withoutBid(tender, placeOf(renewal)).rise).toBeUndefined();
  expect(withoutBid(tender, placeOf(pool)).rise).toMatchObject({ bid: renewal });
  expect(withoutBid(tender, placeOf(pool)).rise).not.toHaveProperty('pool');
  expect(withoutBid(tender, placeOf('Meridian Life')).rise).toEqual(tender.rise);
});
