import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, unread, withDue } from '../rule.ts';

/**
 * Arkansas: stop-loss may not attach below these amounts (NAIC model act 92). Act 760 of 2011 brought them; act 383 of
 * 2021 left a small group with 120 % of expected claims alone.
 */
const CODE = 'Arkansas Code § 23-62-111';
const before = (paragraph: string) =>
  unread(
    `${CODE}${paragraph}, as amended by act 760 of 2011`,
    'https://law.justia.com/codes/arkansas/title-23/subtitle-3/chapter-62/subchapter-1/section-23-62-111/',
    'wording and numbers, in one copy of the code of 2018; a stored bulletin of the department has the act in force on 26 July 2011, the day before',
  );
const after = (paragraph: string) =>
  read(
    `${CODE}${paragraph}, as amended by act 383 of 2021`,
    'https://codes.findlaw.com/ar/title-23-public-utilities-and-regulated-industries/ar-code-sect-23-62-111/',
    'the paragraph, current there as of 28 March 2024; the day of the act, in another copy of the section',
  );

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
        since(AMENDED, '20000', after('(c)(1)')),
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
      since(AMENDED, '50', after('(c)(2)')),
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
        since(AMENDED, '1.10', after('(c)(3)')),
      ),
    ),
  ],
]);
