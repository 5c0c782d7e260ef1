import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, withDue } from '../rule.ts';
import { FROM, section } from './article-47.ts';

const LOWER =
  'stop-loss that attaches no higher, or the superintendent’s waiver: § 4707(b), as with 150 % of the amounts of § 4706';

/** Stop-loss that New York’s municipal cooperative health benefit plans have to carry. */
export const newYorkStopLoss: Rules = new Map([
  [
    'both-required',
    rule(
      'aggregate and specific stop-loss',
      'none',
      'A plan has both.',
      since(
        FROM,
        { condition: 'the plan carries aggregate and specific stop-loss of a licensed insurer' },
        section(4707, '(a)'),
      ),
    ),
  ],
  [
    'aggregate-most-of-expected',
    withDue(
      LOWER,
      rule(
        'largest aggregate attachment',
        'ratio',
        'Of expected claims of the fiscal year as an actuary certifies them.',
        since(FROM, '1.25', section(4707, '(a)(1)')),
      ),
    ),
  ],
  [
    'specific-most-of-expected',
    withDue(
      LOWER,
      rule(
        'largest specific deductible',
        'ratio',
        'Of expected claims of the fiscal year as an actuary certifies them.',
        since(FROM, '0.04', section(4707, '(a)(2)')),
      ),
    ),
  ],
  [
    'waivable-from',
    rule(
      'reserves and surplus for a waiver',
      'ratio',
      'Of the amounts of § 4706(a)(1) and (5): a plan that holds so much may apply to the superintendent to be excused or to retain more.',
      since(FROM, '1.5', section(4707, '(b)(1)')),
    ),
  ],
]);
