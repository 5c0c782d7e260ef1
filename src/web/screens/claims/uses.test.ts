import { expect, test } from 'vitest';
import { usesOf } from './uses.ts';

const use = { of: 'deductible', by: 'person', network: 'in', limit: '400.00' } as const;

test('lines of a claim use a limit together, each limit of its own', () => {
  const lines = [
    { uses: [{ ...use, before: '10.00', after: '60.00' }] },
    { uses: [] },
    {
      uses: [
        { ...use, before: '60.00', after: '400.00' },
        { ...use, network: 'out', before: '0.00', after: '1.00' },
      ],
    },
  ];
  expect(usesOf(lines)).toEqual([
    { ...use, before: '10.00', after: '400.00' },
    { ...use, network: 'out', before: '0.00', after: '1.00' },
  ]);
});
