import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule } from '../rule.ts';
import { FROM, section } from './article-47.ts';

/** What New York’s municipal cooperative health benefit plans file with the superintendent. */
export const newYorkFilings: Rules = new Map([
  [
    'annual-report',
    rule(
      'annual report',
      'none',
      'Financial condition, independent audit and actuarial opinion.',
      since(FROM, { after: 'the close of the plan year', days: 120 }, section(4710, '(a)(2)')),
    ),
  ],
  [
    'quarterly-report',
    rule(
      'quarterly report',
      'none',
      'Current financial status.',
      since(FROM, { condition: 'each quarter' }, section(4710, '(a)(3)')),
    ),
  ],
]);
