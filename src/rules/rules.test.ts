import { describe, expect, test } from 'vitest';
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

test('no value counts as read at its address unless it was', () => {
  const read = all.filter(({ rule }) => rule.values.some(({ citation }) => citation.verified));
  expect(read.map(({ at }) => at)).toEqual([]);
});
