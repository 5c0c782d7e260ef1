import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule } from '../rule.ts';

/** European Union: when insurers of several states that share one contract are a Community co-insurance, and what the lead then does. */
const cited = (paragraph: string) =>
  read(
    `Directive 2009/138/EC (Solvency II), article 190${paragraph}`,
    'https://judict.eu/en/hla/32009L0138-X/article-190',
    'the whole article, as of 17 January 2025, in the same words as another copy of CELEX 02009L0138-20250117; not the day of application',
  );

const APPLIED = '2016-01-01';
const condition = (text: string, paragraph: string) => since(APPLIED, { condition: text }, cited(paragraph));

export const europeanCoinsurance: Rules = new Map([
  [
    'risk',
    rule('risk', 'none', 'Which risks.', condition('a large risk of classes 3 to 16', '(1) and (1)(a)')),
  ],
  [
    'contract',
    rule(
      'contract',
      'none',
      'How the risk is covered.',
      condition(
        'one contract at one premium for one period by two or more insurers, each for its own part, one of them the lead',
        '(1)(b)',
      ),
    ),
  ],
  ['place', rule('place', 'none', 'Where the risk is.', condition('within the Community', '(1)(c)'))],
  [
    'lead',
    rule(
      'lead',
      'none',
      'How the lead is seen.',
      condition('as if it were the insurer of the whole risk', '(1)(d)'),
    ),
  ],
  [
    'other-state',
    rule(
      'insurers of several states',
      'none',
      'Where the insurers are.',
      condition('at least one takes part from a state other than that of the lead', '(1)(e)'),
    ),
  ],
  [
    'terms',
    rule(
      'who sets the terms',
      'none',
      'What the lead does.',
      condition('the lead fully assumes its role and determines terms and rating', '(1)(f)'),
    ),
  ],
  [
    'notification',
    rule(
      'who notifies services across borders',
      'none',
      'For whom the rules on the freedom to provide services hold.',
      condition('articles 147 to 152 apply to the lead alone', '(2)'),
    ),
  ],
]);
