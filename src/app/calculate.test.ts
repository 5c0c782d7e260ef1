import { describe, expect, test } from 'vitest';
import { parseDay } from '../core/calendar/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { calculate, calculatorNames, calculatorSchema } from './calculate.ts';
import { listRules } from './list-rules.ts';

describe('a calculation', () => {
  test('is by a calculator that is known', () => {
    expect(calculatorNames()).toEqual(expect.arrayContaining(['cost-sharing', 'stop-loss', 'loss-ratio']));
    for (const name of ['', 'constructor', 'Loss-Ratio']) {
      expect(calculate(name, '{}', false)).toMatchObject({ code: 'unknown_reference', path: 'calculator' });
      expect(calculatorSchema(name)).toMatchObject({ code: 'unknown_reference' });
    }
  });

  test.each(['', '{', 'null', '[]', '"text"', '1', '{} {}', '\ufeff{}'])('of %j is refused', (text) => {
    expect(calculate('loss-ratio', text, false)).toMatchObject({
      refused: true,
      code: 'wrong_type',
      path: '',
    });
  });

  test('of a document with odd names neither breaks nor answers', () => {
    const odd = '{"currency":"USD","__proto__":{"incurredClaims":"1"},"earnedPremium":"1"}';
    expect(calculate('loss-ratio', odd, false)).toMatchObject({ code: 'unknown_field', path: '__proto__' });
  });

  test('of a large document is answered whole', () => {
    const line = { serviceDate: '2026-01-01', network: 'in', charge: '1.00', allowed: '1.00' };
    const lines = Array.from({ length: 20_000 }, (_, index) => ({ id: String(index), ...line }));
    const limit = { individual: '10.00' };
    const answer = calculate(
      'cost-sharing',
      JSON.stringify({
        currency: 'USD',
        planYear: { start: '01-01' },
        plan: {
          networks: { in: { coinsurance: '1', deductible: limit, outOfPocketMax: limit } },
          services: {},
        },
        coverage: 'individual',
        claims: [{ id: 'c', person: 'p', lines }],
      }),
      true,
    );
    expect(isRefusal(answer) ? answer : answer.totals).toMatchObject({
      charge: '20000.00',
      memberPays: '10.00',
    });
  });
});

describe('the rules', () => {
  const day = (text: string) => parseDay(text) as number;

  test('are listed by place and topic, each with its law and whether it was read', () => {
    const rules = listRules('US', 'loss-ratio');
    expect(rules.map(({ line, value }) => `${line} ${value}`)).toEqual([
      'health-individual 0.8',
      'health-small-group 0.8',
      'health-large-group 0.85',
    ]);
    for (const rule of rules) {
      expect(rule.citation).toMatch(/^45 CFR 158\.210/);
      expect(rule.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(listRules('XX')).toEqual([]);
    expect(listRules(undefined, 'other')).toEqual([]);
  });

  test('are on a day those then in force', () => {
    expect(listRules('US', 'loss-ratio', day('2010-12-31'))).toEqual([]);
    expect(listRules('US', 'loss-ratio', day('2011-01-01'))).toHaveLength(3);
  });
});
