import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, withDue } from '../rule.ts';

/** Rhode Island: stop-loss may not attach below these amounts (NAIC model act 92). */
const cited = (paragraph: string) =>
  read(
    `Rhode Island General Laws § 27-8.2-3${paragraph} (P.L. 2013, ch. 86, 92)`,
    'http://webserver.rilin.state.ri.us/Statutes/title27/27-8.2/27-8.2-3.htm',
    'the whole section, at the legislature; the day of enactment, in chapter 86 there; not that it took effect upon passage',
  );

const RAISE = 'an insurer may not issue the contract: it has to attach higher';
const ENACTED = '2013-06-17';

export const rhodeIslandStopLoss: Rules = new Map([
  [
    'specific-least',
    withDue(
      RAISE,
      rule(
        'least specific deductible',
        'USD',
        'For the claims of one person in a year.',
        since(ENACTED, '20000', cited('(a)(1)')),
      ),
    ),
  ],
  [
    'aggregate-least-of-expected',
    withDue(
      RAISE,
      rule(
        'least aggregate attachment',
        'ratio',
        'Of expected claims.',
        since(ENACTED, '1.20', cited('(a)(2)')),
      ),
    ),
  ],
]);
