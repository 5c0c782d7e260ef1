import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule } from '../rule.ts';
import { FROM, section } from './article-47.ts';

/** Reserve and surplus that New York’s municipal cooperative health benefit plans have to hold. */
export const newYorkReserves: Rules = new Map([
  [
    'reserve',
    rule(
      'reserve',
      'ratio',
      'Of expected incurred claims and expenses of the plan year; a lesser share where the superintendent accepts an actuary’s showing.',
      since(FROM, '0.25', section(4706, '(a)(1)')),
    ),
  ],
  [
    'further-reserves',
    rule(
      'further reserves',
      'none',
      'What is held beside the reserve for claims, without a least share.',
      since(
        FROM,
        {
          condition:
            'a reserve for unearned premium equivalents, one for claim stabilisation, one for other obligations',
        },
        section(4706, '(a)(2) to (4)'),
      ),
    ),
  ],
  [
    'surplus-large',
    rule(
      'surplus of a large plan',
      'ratio',
      'Of annualised earned premium equivalents of the fiscal year.',
      since(FROM, '0.05', section(4706, '(a)(5)(A)')),
    ),
  ],
  [
    'surplus-small',
    rule(
      'surplus of a small plan',
      'ratio',
      'Of annualised earned premium equivalents of the fiscal year.',
      since(FROM, '0.07', section(4706, '(a)(5)(B)')),
    ),
  ],
  [
    'large-municipalities',
    rule(
      'municipal corporations of a large plan',
      'count',
      'A large plan has so many or more, and as many employees and retirees as it needs.',
      since(FROM, '5', section(4706, '(a)(5)(A)')),
    ),
  ],
  [
    'large-employees-and-retirees',
    rule(
      'employees and retirees of a large plan',
      'count',
      'A large plan covers so many or more.',
      since(FROM, '2000', section(4706, '(a)(5)(A)')),
    ),
  ],
  [
    'phase-in-reserve',
    rule(
      'reserve in the first year of a phase-in',
      'ratio',
      'Of expected incurred claims and expenses, for plans that were there on 1 January 1993; in up to five years to § 4706.',
      since(FROM, '0.12', section(4714, '(a)(1)')),
    ),
  ],
  [
    'phase-in-surplus',
    rule(
      'surplus in the first year of a phase-in',
      'ratio',
      'Of annualised earned premium equivalents, for plans that were there on 1 January 1993; in up to five years to § 4706.',
      since(FROM, '0.02', section(4714, '(b)(1)')),
    ),
  ],
]);
