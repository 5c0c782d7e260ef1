import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread, withDue } from '../rule.ts';

/**
 * Arkansas: stop-loss may not attach below these amounts (NAIC model act 92). Act 760 of 2011 brought them; act 383 of
 * 2021 left a small group with 120 % of expected claims alone.
 */
const cited = (paragraph: string, act: string, checked: string) =>
  unread(
    `Arkansas Code § 23-62-111${paragraph}, as amended by act ${act}`,
    'https://law.justia.com/codes/arkansas/title-23/subtitle-3/chapter-62/subchapter-1/section-23-62-111/',
    checked,
  );
const before = (paragraph: string) =>
  cited(
    paragraph,
    '760 of 2011',
    'wording and numbers, in a stored copy of the code of 2018; a stored bulletin of the department has the act in force on 26 July 2011, the day before',
  );
const after = (paragraph: string) =>
  cited(paragraph, '383 of 2021', 'wording, numbers and the day, in stored copies of the code since');

const RAISE = 'an insurer may not issue the contract: it has to attach higher';
const FROM = '2011-07-27';
const AMENDED = '2021-07-28';
const GONE = { condition: 'no longer part of the least attachment of a small group' };

export const arkansasStopLoss: Rules = new Map([
  [
    'specific-least',
    withDue(
      RAISE,
      rule(
        'least specific deductible',
        'USD',
        'For the claims of one person in a year.',
        since(FROM, '20000', before('(c)(1)')),
      ),
    ),
  ],
  [
    'small-group-most',
    rule(
      'size of a small group',
      'count',
      'A group of so many or fewer is small.',
      since(FROM, '50', before('(c)(2)')),
    ),
  ],
  [
    'aggregate-least-of-expected-small-group',
    withDue(
      RAISE,
      rule(
        'least aggregate attachment of a small group',
        'ratio',
        'Of expected claims.',
        since(FROM, '1.20', before('(c)(2)(B)')),
        since(AMENDED, '1.20', after('(c)(2)')),
      ),
    ),
  ],
  [
    'aggregate-least-per-member-small-group',
    withDue(
      RAISE,
      rule(
        'least aggregate attachment of a small group, per member',
        'USD',
        'Times the number of group members.',
        since(FROM, '4000', before('(c)(2)(A)')),
        since(AMENDED, GONE, after('(c)(2)')),
      ),
    ),
  ],
  [
    'aggregate-least-small-group',
    withDue(
      RAISE,
      rule(
        'least aggregate attachment of a small group, in any case',
        'USD',
        'In a year.',
        since(FROM, '20000', before('(c)(2)(C)')),
        since(AMENDED, GONE, after('(c)(2)')),
      ),
    ),
  ],
  [
    'aggregate-least-of-expected',
    withDue(
      RAISE,
      rule(
        'least aggregate attachment of other groups',
        'ratio',
        'Of expected claims.',
        since(FROM, '1.10', before('(c)(3)')),
      ),
    ),
  ],
]);
