import { expect, test } from 'vitest';
import { changesOf, type Draft, emptyLine, missingIn } from './draft.ts';

const line = { line: '1', serviceDate: '2025-03-01', service: 'visit', network: 'in', procedure: '' };
const draft: Draft = {
  ...{ claim: 'C1', person: 'anna', received: '2025-03-20', benefit: 'medical', provider: 'DR1' },
  lines: [
    { ...line, charge: '200.00', allowed: '150.00' },
    { ...line, line: '2', charge: '500.00', allowed: '300.00' },
  ],
};

test('what differs is told line by line; the day on which it came is no change', () => {
  const [first, second] = draft.lines as [(typeof draft.lines)[0], (typeof draft.lines)[0]];
  const after = {
    ...{ ...draft, received: '2025-04-01', provider: 'DR2' },
    lines: [
      { ...first, charge: '210.00' },
      { ...second, line: '3' },
    ],
  };
  expect(changesOf(draft, after)).toEqual([
    { kind: 'field', field: 'provider', before: 'DR1', after: 'DR2' },
    { kind: 'field', field: 'charge', line: '1', before: '200.00', after: '210.00' },
    { kind: 'added', line: '3', charge: '500.00' },
    { kind: 'removed', line: '2', charge: '500.00' },
  ]);
  expect(changesOf(draft, draft)).toEqual([]);
});

test('a draft is whole when nothing is empty that may not be, and amounts are amounts', () => {
  expect([...missingIn(draft)]).toEqual([]);
  const open = { ...draft, person: ' ', lines: [{ ...draft.lines[0]!, charge: '1,250', network: '' }] };
  expect([...missingIn(open)]).toEqual(['person', 'lines[0].network', 'lines[0].charge']);
});

test('a further line has the next number and the day of the last', () => {
  expect(emptyLine(draft.lines, 'in')).toMatchObject({ line: '3', serviceDate: '2025-03-01', network: 'in' });
  expect(emptyLine([], 'in').line).toBe('1');
});
