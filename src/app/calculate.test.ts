import { describe, expect, test } from 'vitest';
import { parseDay } from '../core/calendar/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { calculate } from './calculate.ts';
import { listRules } from './list-rules.ts';

describe('a calculation', () => {
  test('is by a calculator that is known', () => {
    for (const name of ['', 'constructor', 'Loss-Ratio']) {
      expect(calculate(name, '{}', false)).toMatchObject({ code: 'unknown_reference', path: 'calculator' });
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

  const listed = (...asked: Parameters<typeof listRules>) => {
    const rules = listRules(...asked);
    if (isRefusal(rules)) throw new Error(rules.expected);
    return rules;
  };

  test('are listed by place and topic, each with its law and whether it was read', () => {
    const rules = listed('US', 'loss-ratio');
    expect(rules.map(({ rule: line, value }) => `${line} ${value}`)).toEqual([
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
    expect(listed('US', 'loss-ratio', day('2011-01-01'))).toHaveLength(3);
    expect(listed('US', 'filings', day('2012-12-31')).map(({ rule }) => rule)).toEqual([
      'form-5500',
      'pcori-fee',
    ]);
  });

  test('are refused on a day before the first of those asked for, and unknown ones are none', () => {
    for (const asked of [['US', 'loss-ratio'], ['US-WA', 'reserves'], ['US-WA']] as const) {
      const [jurisdiction, topic] = asked;
      expect(listRules(jurisdiction, topic, day('2010-12-31'))).toMatchObject({
        refused: true,
        code: 'out_of_range',
        path: '--on',
      });
    }
    expect(listed('XX', 'reserves', day('2010-12-31'))).toEqual([]);
  });

  test('of Washington’s reserves differ before and from 24 September 2022, each with its citation', () => {
    const on = (text: string) =>
      Object.fromEntries(
        listed('US-WA', 'reserves', day(text)).map(({ rule, value, citation }) => [
          rule,
          `${value} ${citation}`,
        ]),
      );
    const [before, after] = [on('2022-09-23'), on('2022-09-24')];
    expect(on('2021-06-30')).toEqual(before);
    expect(on('2023-06-30')).toEqual(after);
    expect(before).toMatchObject({
      'programme-reserve': '8 WAC 200-110-040(1)(a) (WSR 17-22-048)',
      'contingency-reserve': '8 WAC 200-110-040(1)(c)(i) (WSR 17-22-048)',
      'aggregate-most-of-expected': '1.25 WAC 200-110-040(1)(b) (WSR 17-22-048)',
    });
    expect(after).toMatchObject({
      'programme-reserve': '16 WAC 200-110-040(1) (WSR 22-18-001)',
      'contingency-reserve': expect.stringMatching(/^no longer asked for/),
      'aggregate-most-of-expected': expect.stringMatching(/^no bound/),
    });
  });

  test('are written with what they are: numbers, tables, bands, due dates and conditions', () => {
    const value = (jurisdiction: string, topic: string, rule: string) =>
      listed(jurisdiction, topic, day('2026-01-01')).find((one) => one.rule === rule)?.value;
    expect(value('US', 'mlr-rebate', 'deductible-factors')).toBe(
      'below: 1; 2500: 1.164; 5000: 1.402; 10000: 1.736',
    );
    expect(value('US', 'loss-ratio-bands', 'property-casualty')).toBe('0.4 to 0.6');
    expect(value('US', 'filings', 'form-m-1')).toBe(
      'by 1 March of the calendar year after the calendar year',
    );
    expect(value('US', 'filings', 'form-m-1-registration')).toBe(
      '30 days before beginning to operate in a state',
    );
    expect(value('US', 'filings', 'form-5500')).toBe(
      'by the last day of month 7 after the end of the plan year',
    );
    expect(value('US-NY', 'filings', 'annual-report')).toBe(
      'within 120 days after the close of the plan year',
    );
    expect(value('EU', 'coinsurance', 'place')).toBe('within the Community');
    expect(value('GB', 'claims-agreement', 'single-agreement-party-most')).toBe('250000');
  });
});
