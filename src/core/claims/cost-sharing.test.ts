import { describe, expect, test } from 'vitest';
import { compiled, design, limit, minor, network, service } from '../../../tests/designs.ts';
import { dayOf } from '../calendar/day.ts';
import { accumulate, openFamilyBook, personYearIn } from '../coverage/accumulators.ts';
import { isRefusal } from '../refusal.ts';
import { costSharing, type SubmittedClaim, type SubmittedLine } from './cost-sharing.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const day = dayOf(2026, 3, 31)!;
const line = (changes: Partial<SubmittedLine> = {}): SubmittedLine => ({
  id: '1',
  serviceDate: day,
  network: 'in',
  charge: minor(10_000),
  allowed: minor(10_000),
  ...changes,
});
const claim = (...lines: SubmittedLine[]): SubmittedClaim => ({ id: 'c', person: 'p', lines });
const plan = compiled(design({ in: network() }, { visit: service({ copay: minor(1000) }) }));

describe('claims are refused', () => {
  const rows: readonly [string, SubmittedClaim[], string, string][] = [
    [
      'an unknown network',
      [claim(line({ network: 'out' }))],
      'unknown_reference',
      'claims[0].lines[0].network',
    ],
    [
      'an unknown service',
      [claim(line()), claim(line(), line({ service: 'x' }))],
      'unknown_reference',
      'claims[1].lines[1].service',
    ],
    [
      'a service named like none',
      [claim(line({ service: '' }))],
      'unknown_reference',
      'claims[0].lines[0].service',
    ],
    [
      'allowed above the charge',
      [claim(line({ allowed: minor(10_001) }))],
      'inconsistent',
      'claims[0].lines[0].allowed',
    ],
    [
      'charges that sum too high',
      [
        claim(
          line({ charge: minor(MOST), allowed: minor(0) }),
          line({ charge: minor(1), allowed: minor(0) }),
        ),
      ],
      'too_large',
      'claims',
    ],
    [
      'allowed amounts that sum too high',
      [
        claim(
          line({ charge: minor(MOST), allowed: minor(MOST) }),
          line({ charge: minor(1), allowed: minor(1) }),
        ),
      ],
      'too_large',
      'claims',
    ],
  ];

  test.each(rows)('for %s', (_why, claims, code, path) => {
    expect(costSharing(openFamilyBook(plan), claims)).toMatchObject({ refused: true, code, path });
  });

  test('for accumulators that leave the safe range', () => {
    const book = openFamilyBook(compiled(design({ in: network({ outOfPocketMax: limit(MOST) }) })));
    accumulate(personYearIn(book, 'other', 2026), 0, 0, MOST);
    expect(costSharing(book, [claim(line({ charge: minor(1), allowed: minor(1) }))])).toMatchObject({
      code: 'too_large',
      path: 'accumulators',
    });
  });
});

test('sums to the largest amount there is', () => {
  const result = costSharing(openFamilyBook(plan), [
    claim(
      line({ charge: minor(MOST - 1), allowed: minor(0) }),
      line({ charge: minor(1), allowed: minor(0) }),
    ),
  ]);
  expect(isRefusal(result) ? result : result.totals).toMatchObject({ charge: MOST, writeOff: MOST });
});

test('each line is taken in the plan year of its day, in the order given', () => {
  const years = compiled({ ...design(), planYearStart: { month: 7, dayOfMonth: 1 } });
  const result = costSharing(openFamilyBook(years), [
    claim(
      line({ serviceDate: dayOf(2026, 6, 30)! }),
      line({ serviceDate: dayOf(2026, 7, 1)! }),
      line({ serviceDate: dayOf(2026, 6, 30)! }),
    ),
  ]);
  expect(isRefusal(result) ? result : result.lines.map(({ deductible }) => deductible)).toEqual([
    10_000, 10_000, 0,
  ]);
});

test('steps come only where they are asked for', () => {
  const decide = (write?: (amount: number) => string) => {
    const result = costSharing(openFamilyBook(plan), [claim(line({ service: 'visit' }))], write);
    return isRefusal(result)
      ? result
      : result.lines.map(({ steps, ...decision }) => ({ count: steps.length, ...decision }));
  };
  expect(decide()).toMatchObject([{ claim: 'c', line: '1', copay: 1000, deductible: 9000, count: 0 }]);
  expect(decide(String)).toMatchObject([{ claim: 'c', line: '1', copay: 1000, deductible: 9000, count: 6 }]);
});
