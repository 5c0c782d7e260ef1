import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread } from '../rule.ts';

/** Joint self-insurance of health benefits by Ohio's political subdivisions. No share is fixed: an actuary's judgement is. */
const cited = (division: string, checked: string) =>
  unread(
    `Ohio Revised Code § 9.833${division}`,
    'https://codes.ohio.gov/ohio-revised-code/section-9.833',
    checked,
  );
const LIKE_WORDS =
  'the like words of §§ 2744.081 and 3345.203, in stored copies; not the words of this section';
const FIRST_DIVISIONS =
  'divisions (A) and (B)(1) to (3), in bills of 2003 to 2006 at the archive of the legislature; not the admission of an association';

/** Since when was not found. Act H.B. 153 of 2011 is thought to have changed the section on this day. */
const FROM = '2011-09-29';

export const ohioReserves: Rules = new Map([
  [
    'reserve',
    rule(
      'reserve',
      'none',
      'What is reserved for the cost of health care benefits.',
      since(
        FROM,
        { condition: 'as much as is necessary in the exercise of sound and prudent actuarial judgement' },
        cited('(C)(1)', LIKE_WORDS),
      ),
    ),
  ],
  [
    'actuarial-report',
    rule(
      'report of reserves, certified by an actuary',
      'none',
      'Amounts reserved and disbursed, with the written report of a member of the American Academy of Actuaries.',
      since(FROM, { after: 'the end of the fiscal year', days: 90 }, cited('(C)(1)', LIKE_WORDS)),
    ),
  ],
  [
    'association-as-group',
    rule(
      'who may take part',
      'none',
      'Who joins a joint self-insurance programme.',
      since(
        FROM,
        { condition: 'political subdivisions, and an association of them admitted as a group' },
        cited('(B)', FIRST_DIVISIONS),
      ),
    ),
  ],
]);
