// The fields of a fact as rows: amounts as amounts, and nothing that commands a terminal.
import { expect, test } from 'vitest';
import { fieldRows, visible } from './field-rows.ts';

test('are told one below the other, with the place of each', () => {
  const rows = fieldRows({
    leaf: 3,
    kind: 'claim-decision',
    id: 'C-1',
    fields: {
      money: { currency: 'USD', plan: '1234567.50', refund: '-1113.80', lines: [{ charge: '0.00' }] },
      person: null,
      rest: { codes: ['CO-45', 'PR-2'], none: [], network: true, service: null, number: '1234567' },
    },
  });
  expect(rows.map(({ group, name, text, isAmount }) => [group, name, text, isAmount])).toEqual([
    ['money', 'currency', 'USD', false],
    ['money', 'plan', '1,234,567.50', true],
    ['money', 'refund', '−1,113.80', true],
    ['money', 'lines[0].charge', '0.00', true],
    ['rest', 'codes[0]', 'CO-45', false],
    ['rest', 'codes[1]', 'PR-2', false],
    ['rest', 'none', 'none', false],
    ['rest', 'network', 'yes', false],
    ['rest', 'service', 'none', false],
    ['rest', 'number', '1234567', false],
  ]);
});

test('cannot command a terminal or turn the order of a line', () => {
  expect(visible('a\u001b[2Jb\u009b\n\u202ec')).toBe('a\\u001b[2Jb\\u009b\\u000a\\u202ec');
  const fields = { money: { '\u001b': '\u0007' }, person: null, rest: null };
  expect(fieldRows({ leaf: 0, kind: 'claim', id: '1', fields })).toMatchObject([
    { name: '\\u001b', text: '\\u0007' },
  ]);
});
