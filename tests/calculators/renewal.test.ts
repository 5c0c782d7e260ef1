// renewal: how its documents are refused, and what its explanation says.
import { describe, expect, test } from 'vitest';
import * as rows from './changes.ts';
import { ask, changed, NOTHING, type Refused, refusal } from './changes.ts';

const document = {
  currency: 'USD',
  experience: {
    memberMonths: 12000,
    paidClaims: '4650000.00',
    completion: '0.93',
    claimsOverPooling: '200000.00',
  },
  trend: { annual: '0.08', months: 24 },
  poolingCharge: '22.00',
  manual: { perMemberPerMonth: '480.00' },
  credibility: '0.75',
  loads: { administration: '35.00', stopLoss: '40.00', margin: '10.00', reserve: '1.00' },
  current: { perMemberPerMonth: '540.00' },
};

const LOADS = ['administration', 'stopLoss', 'margin', 'reserve'].map((name) => `loads.${name}`);

const table: readonly Refused[] = [
  ...rows.objectRows('', 'experience', 'trend', 'manual', 'loads', 'current'),
  ...rows.missingRows(
    ...['currency', 'experience', 'trend', 'manual', 'current'],
    ...['memberMonths', 'paidClaims', 'completion'].map((name) => `experience.${name}`),
    ...['trend.annual', 'trend.months', 'manual.perMemberPerMonth', 'current.perMemberPerMonth'],
  ),
  ...rows.amountRows(
    ...['experience.paidClaims', 'experience.claimsOverPooling', 'poolingCharge'],
    ...['manual.perMemberPerMonth', 'current.perMemberPerMonth'],
    ...LOADS,
  ),
  ...rows.ratioRows('at most 1', 'experience.completion', 'credibility'),
  ...rows.ratioRows('unbounded', 'trend.annual'),
  ...rows.choiceRows('currency'),
  ['member months are broken', 'experience.memberMonths', 0.5, 'wrong_type'],
  ['member months are negative', 'experience.memberMonths', -1, 'out_of_range'],
  ['there are no member months', 'experience.memberMonths', 0, 'undefined_result'],
  ['nothing is complete', 'experience.completion', '0', 'undefined_result'],
  ['there is no current rate', 'current.perMemberPerMonth', '0.00', 'undefined_result'],
  [
    'more is over the pooling point than was paid',
    'experience.claimsOverPooling',
    '4650000.01',
    'inconsistent',
  ],
  ['months are a text', 'trend.months', '24', 'wrong_type'],
  ['months are a third', 'trend.months', 24.333, 'wrong_type'],
  ['months are negative', 'trend.months', -0.5, 'out_of_range'],
  ['months are more than a century', 'trend.months', 1200.5, 'out_of_range'],
  [
    'incurred claims leave the safe range',
    'experience.completion',
    '1/9007199254740991',
    'too_large',
    'experience.paidClaims',
  ],
  ['the trend leaves the safe range', 'trend.annual', 1e20, 'too_large', 'trend'],
];

describe('a document is refused where', () => {
  test.each(rows.named(table))('$why', ({ at, value, code, path }) => {
    expect(refusal('renewal', changed(document, at, value))).toEqual({ code, path });
  });
});

test('the document that the table changes is answered', () => {
  expect(ask('renewal', document)).toEqual({
    pooled: '4450000.00',
    incurred: '4784946.24',
    experiencePerMemberPerMonth: '398.75',
    trended: '465.10',
    blended: '485.33',
    required: '571.33',
    change: '0.0580185185',
  });
});

test('half months are taken: midpoints of whole months lie half a month apart', () => {
  expect(ask('renewal', changed(document, 'trend.months', 18.5))).toMatchObject({ trended: '448.98' });
});

test.each(['experience.claimsOverPooling', 'poolingCharge', 'credibility', 'loads', ...LOADS])(
  '%s may be missing',
  (at) => {
    expect(refusal('renewal', changed(document, at, NOTHING))).toBeUndefined();
  },
);

test('--explain adds steps, filled, and changes nothing else', () => {
  const { explanation, ...explained } = ask('renewal', document, true) as {
    explanation: Record<string, string>[];
  };
  expect(explained).toEqual(ask('renewal', document));
  expect(explanation.map(({ term, formula, result }) => [term, formula, result])).toEqual([
    ['pooled claims', '4650000.00 - 200000.00', '4450000.00'],
    ['incurred claims', '4450000.00 / 0.93', '4784946.24'],
    ['experience per member per month', '4784946.24 / 12000', '398.75'],
    ['trended', '398.75 x (1 + 0.08) ^ (24 / 12)', '465.10'],
    ['blended', '0.75 x (465.10 + 22.00) + 0.25 x 480.00', '485.33'],
    ['required', '485.33 + 35.00 + 40.00 + 10.00 + 1.00', '571.33'],
    ['change', '571.33 / 540.00 - 1', '0.0580185185'],
  ]);
  for (const { source } of explanation) expect(source).toBe('CALCULATORS.md, renewal');
});
