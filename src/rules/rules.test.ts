import { describe, expect, test } from 'vitest';
import { formatDay } from '../core/calendar/day.ts';
import { compareRatios } from '../core/money/ratio.ts';
import { ruleSet, ruleSets } from './index.ts';

const all = ruleSets.flatMap(({ jurisdiction, topic, rules }) =>
  [...rules].map(([key, rule]) => ({ at: `${jurisdiction} ${topic} ${key}`, rule })),
);

describe('every rule', () => {
  test('stands once, under a jurisdiction and a topic that stand once', () => {
    const sets = ruleSets.map(({ jurisdiction, topic }) => `${jurisdiction} ${topic}`);
    expect(new Set(sets).size).toBe(sets.length);
    for (const { jurisdiction, topic } of ruleSets) expect(ruleSet(jurisdiction, topic)).toBeDefined();
    expect(ruleSet('US', 'tarot')).toBeUndefined();
  });

  test.each(all)('$at says what it is, with values in order of their days', ({ rule }) => {
    expect(rule.name).toMatch(/\w/);
    expect(rule.description).toMatch(/^[A-Z].*\.$/);
    expect(rule.values.length).toBeGreaterThan(0);
    const days = rule.values.map(({ from }) => from);
    expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
  });

  test.each(all)('$at cites its law for each value, and says against what it was held', ({ rule }) => {
    for (const { citation } of rule.values) {
      expect(citation.text).toMatch(/\w/);
      expect(citation.address).toMatch(/^https?:\/\//);
      expect(citation.checked).toMatch(/\w/);
      expect(citation.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(citation.text).not.toMatch(/undefined|\n/);
    }
  });

  test.each(all)('$at has a unit where it has a number, and none where it has only words', ({ rule }) => {
    const hasNumbers = rule.values.some(({ value }) => !('condition' in value) && !('after' in value));
    expect(rule.unit === 'none').toBe(!hasNumbers);
  });

  test('that is a table ascends, and one that is a band does not end before it begins', () => {
    for (const { rule } of all) {
      for (const { value } of rule.values) {
        if ('points' in value) {
          const places = value.points.map(({ at }) => at);
          expect(places).toEqual([...places].sort(compareRatios));
        }
        if ('to' in value) expect(compareRatios(value.from, value.to)).toBeLessThanOrEqual(0);
      }
    }
  });
});

/** Who publishes the text at the addresses where it was read: governments and markets' own bodies first, then publishers of law. */
const PUBLISHERS = [
  'irs.gov',
  'lawfilesext.leg.wa.gov',
  'webserver.rilin.state.ri.us',
  'www.lloyds.com',
  'www.lmalloyds.com',
  'codes.findlaw.com',
  'judict.eu',
  'law.lawstack.com',
  'law.uslawyerdatabase.com',
  'lexace.ai',
  'ny.elaws.us',
  'www.law.cornell.edu',
  'www.lawserver.com',
  'www.legalfix.com',
];

test('what was read was read at addresses of these publishers of the text itself', () => {
  const read = all.flatMap(({ rule }) => rule.values.map(({ citation }) => citation));
  const hosts = read.filter(({ verified }) => verified).map(({ address }) => new URL(address).host);
  expect([...new Set(hosts)].sort()).toEqual([...PUBLISHERS].sort());
});

/** The values whose paragraph was in reach at no address of its text: a rule, and the days from which its values hold. */
const UNREAD = {
  'US loss-ratio-bands health-individual': ['2011-01-01'],
  'US loss-ratio-bands health-small-group': ['2011-01-01'],
  'US loss-ratio-bands health-large-group': ['2011-01-01'],
  'US loss-ratio-bands property-casualty': ['2011-01-01'],
  'US mlr-rebate deductible-factors': ['2011-01-01'],
  'US mlr-rebate de-minimis-group': ['2012-01-01'],
  'US mlr-rebate de-minimis-subscriber': ['2012-01-01'],
  'US filings form-m-1': ['2013-04-01'],
  'US filings form-m-1-registration': ['2013-04-01'],
  'US filings form-m-1-special': ['2013-04-01'],
  'US filings pcori-fee': ['2029-10-01'],
  'US filings pcori-fee-per-life': [
    '2019-10-01',
    '2020-10-01',
    '2023-10-01',
    '2024-10-01',
    '2025-10-01',
    '2026-10-01',
    '2029-10-01',
  ],
  'US-AR stop-loss specific-least': ['2011-07-27'],
  'US-AR stop-loss small-group-most': ['2011-07-27'],
  'US-AR stop-loss aggregate-least-of-expected-small-group': ['2011-07-27'],
  'US-AR stop-loss aggregate-least-per-member-small-group': ['2011-07-27'],
  'US-AR stop-loss aggregate-least-small-group': ['2011-07-27'],
  'US-AR stop-loss aggregate-least-of-expected': ['2011-07-27'],
  'US-OH reserves reserve': ['2011-09-29'],
  'US-OH reserves actuarial-report': ['2011-09-29'],
  'US-OH reserves association-as-group': ['2011-09-29'],
  'US-RI loss-ratio property-casualty': ['2011-01-01'],
  'US-WA reserves programme-reserve': ['2017-11-25'],
  'US-WA reserves contingency-reserve': ['2017-11-25'],
  'US-WA reserves aggregate-most-of-expected': ['2017-11-25'],
  'US-WA reserves other-programme-reserve': ['2017-11-25'],
  'US-WA reserves actuarial-liability': ['2017-11-25'],
  'US-WA reserves corrective-action-plan': ['2017-11-25'],
};

test('every other value was read at its address', () => {
  const unread = all.map(({ at, rule }): [string, string[]] => [
    at,
    rule.values.filter(({ citation }) => !citation.verified).map(({ from }) => formatDay(from)),
  ]);
  expect(Object.fromEntries(unread.filter(([, days]) => days.length > 0))).toEqual(UNREAD);
});
