import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule } from '../rule.ts';
import { FROM, section } from './article-47.ts';

/** How New York’s municipal cooperative health benefit plans assess their members. */
export const newYorkAssessment: Rules = new Map([
  [
    'order-within',
    rule(
      'time to order an assessment',
      'days',
      'From the day on which admitted assets are below liabilities, reserves and minimum surplus.',
      since(FROM, '30', section(4708, '(b)')),
    ),
  ],
  [
    'pay-within',
    rule(
      'time to pay an assessment',
      'days',
      'From the issuance of the order, by each that is notified.',
      since(FROM, '90', section(4708, '(c)')),
    ),
  ],
  [
    'look-back',
    rule(
      'who is assessed',
      'none',
      'Participants of the time before the order.',
      since(
        FROM,
        {
          condition:
            'each municipal corporation that took part at any time in the two years before the order',
        },
        section(4708, '(c)'),
      ),
    ),
  ],
  [
    'pro-rata',
    rule(
      'share of an assessment',
      'none',
      'How the amount is shared.',
      since(
        FROM,
        { condition: 'in proportion to premium equivalents earned in the period assessed' },
        section(4708, '(d)'),
      ),
    ),
  ],
]);
