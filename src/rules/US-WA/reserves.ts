import { type Condition, since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, unread, withDue } from '../rule.ts';

/**
 * Washington: programme reserves of local governments' health and welfare self-insurance. The rule as it stands from
 * 24 September 2022 (WSR 22-18-001) asks for more weeks and no longer for aggregate stop-loss.
 */
const before = (paragraph: string) =>
  unread(
    `WAC 200-110-040${paragraph} (WSR 17-22-048)`,
    'https://app.leg.wa.gov/wac/default.aspx?cite=200-110-040',
    'wording and numbers, in an undated copy that still names the rule by its number of before 17 November 2011, so that it may be older than this WSR; the day, in the history of the rule',
  );
const after = (paragraph: string) =>
  read(
    `WAC 200-110-040${paragraph} (WSR 22-18-001)`,
    'https://lawfilesext.leg.wa.gov/Law/WACArchive/2022/htm/WAC%20200%20%20TITLE/WAC%20200%20-110%20%20CHAPTER/WAC%20200%20-110%20-040.htm',
    'the whole rule and the day, in the archive of 2022 of the code reviser; not that nothing has changed since',
  );

const FROM = '2017-11-25';
const AMENDED = '2022-09-24';
const NO_LONGER: Condition = { condition: 'no longer asked for; the programme reserve is larger' };
const RECOMMENDED: Condition = { condition: 'no bound; aggregate stop-loss is recommended, not required' };
const ACTUARY: Condition = {
  condition: 'instead of weeks of expenses: the liability that an independent actuary determines',
};

export const washingtonReserves: Rules = new Map([
  [
    'programme-reserve',
    rule(
      'programme reserve, medical',
      'weeks',
      'Of programme expenses.',
      since(FROM, '8', before('(1)(a)')),
      since(AMENDED, '16', after('(1)')),
    ),
  ],
  [
    'contingency-reserve',
    rule(
      'contingency reserve of a joint programme, medical',
      'weeks',
      'Of programme expenses, beside the programme reserve.',
      since(FROM, '8', before('(1)(c)(i)')),
      since(AMENDED, NO_LONGER, after('(1)')),
    ),
  ],
  [
    'aggregate-most-of-expected',
    withDue(
      'aggregate stop-loss that attaches no higher, or funding by an actuary’s study',
      rule(
        'largest aggregate attachment',
        'ratio',
        'Of annual expected claim costs.',
        since(FROM, '1.25', before('(1)(b)')),
        since(AMENDED, RECOMMENDED, after('(1)')),
      ),
    ),
  ],
  [
    'other-programme-reserve',
    rule(
      'programme reserve, vision, dental or prescriptions',
      'weeks',
      'Of programme expenses, for each programme.',
      since(FROM, '8', before('(3)')),
      since(AMENDED, '8', after('(2)')),
    ),
  ],
  [
    'actuarial-liability',
    rule(
      'funding by an actuary’s study',
      'none',
      'What may stand in place of the weeks.',
      since(FROM, ACTUARY, before('(2)')),
      since(AMENDED, ACTUARY, after('(3)')),
    ),
  ],
  [
    'corrective-action-plan',
    rule(
      'corrective action plan',
      'none',
      'A programme that does not meet the reserves tells the state risk manager and submits a plan.',
      since(FROM, { after: 'the end of the fiscal year', days: 60 }, before('(5)')),
      since(AMENDED, { after: 'the end of the fiscal year', days: 60 }, after('(5)')),
    ),
  ],
]);
