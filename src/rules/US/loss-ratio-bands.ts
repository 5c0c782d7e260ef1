import { ratioOf } from '../../core/money/ratio.ts';
import type { Parameter, RuleValue } from '../../core/parameters/parameter.ts';
import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread, withDue } from '../rule.ts';

/** The ranges in which loss ratios usually lie, by line: practice, not law. A ratio outside asks for an explanation. */
const PRACTICE = unread(
  'Encyclopaedias of insurance, after Robinson, Health Affairs 16(4), 1997, and National Underwriter, 8 January 2007',
  'https://en.wikipedia.org/wiki/Loss_ratio',
  'both ranges, in a stored copy of the article; the sources that it names were not read',
);

function band(line: string, from: number, to: number): Parameter<RuleValue> {
  const value = { from: ratioOf(from, 100), to: ratioOf(to, 100) };
  return withDue(
    'an explanation',
    rule(
      `usual loss ratios, ${line}`,
      'ratio',
      `Where the loss ratios of ${line} insurance usually lie.`,
      since('2011-01-01', value, PRACTICE),
    ),
  );
}

export const lossRatioBands: Rules = new Map([
  ['health-individual', band('health', 60, 110)],
  ['health-small-group', band('health', 60, 110)],
  ['health-large-group', band('health', 60, 110)],
  ['property-casualty', band('property and casualty', 40, 60)],
]);
