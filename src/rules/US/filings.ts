import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule, unread } from '../rule.ts';

/** What a private pool of several employers files with the federal government, and when. Public pools are exempt from the first two. */
const FORM_M_1 = unread(
  '29 CFR 2520.101-2(e): Form M-1',
  'https://www.ecfr.gov/current/title-29/section-2520.101-2',
  'the days, in stored notes of advisers on the form; 1 March also in a release of the department of 20 April 2000; not since when they hold',
);
const FORM_5500 = read(
  '29 CFR 2520.104a-5(a)(2): Form 5500',
  'https://www.law.cornell.edu/cfr/text/29/2520.104a-5',
  'the paragraph, which says seven months; that it is the last day of the month, in notes of advisers on the instructions of the form',
);
const PCORI = read(
  '26 CFR 40.6071(a)-1(c)(2): Form 720',
  'https://codes.findlaw.com/cfr/title-26-internal-revenue/cfr-sect-26-40-6071-a-1/',
  'the paragraph, current there as of 2 October 2022; the first plan years, in 26 U.S.C. 4376(a) at law.cornell.edu',
);
const PCORI_ENDS = unread(
  '26 U.S.C. 4376(e)',
  'https://www.law.cornell.edu/uscode/text/26/4376',
  'the day, in a stored copy of IRS Notice 2022-4; the copy of the section ends before it',
);
const NO_FEE = { condition: 'no fee for plan years that end from here on' };
const FEE_ENDS = '2029-10-01';

const adjusted = (notice: string, checked: string) =>
  unread(
    `26 U.S.C. 4376(a), (d); IRS Notice ${notice}`,
    'https://www.irs.gov/affordable-care-act/patient-centered-outcomes-research-institute-fee',
    checked,
  );
const bulletin = (notice: string) =>
  read(
    `26 U.S.C. 4376(a), (d); IRS Notice ${notice}`,
    'https://irs.gov/irb/2022-48_IRB',
    'amount, days and notice, in the highlights of Internal Revenue Bulletin 2022-48',
  );
const AMOUNT =
  'amount, in stored notes of advisers; the notice and its plan years, in Internal Revenue Bulletin 2020-26';
const NOTES = 'amount, days and notice, in stored notes of advisers';
const ANNOUNCED = 'amount, days and notice, in two stored copies of the announcement of the IRS';

export const filingRules: Rules = new Map([
  [
    'form-m-1',
    rule(
      'annual Form M-1',
      'none',
      'A multiple-employer arrangement with medical benefits reports each calendar year.',
      since('2013-04-01', { after: 'the calendar year', nextYear: { month: 3, dayOfMonth: 1 } }, FORM_M_1),
    ),
  ],
  [
    'form-m-1-registration',
    rule(
      'Form M-1 before operating',
      'none',
      'It registers before it operates in a state.',
      since('2013-04-01', { after: 'beginning to operate in a state', days: -30 }, FORM_M_1),
    ),
  ],
  [
    'form-m-1-special',
    rule(
      'Form M-1 after an event',
      'none',
      'It registers a further state, a merger, half as many employees again, or a material change.',
      since('2013-04-01', { after: 'the event', days: 30 }, FORM_M_1),
    ),
  ],
  [
    'form-5500',
    rule(
      'annual Form 5500',
      'none',
      'The plan reports each plan year.',
      since('1976-01-01', { after: 'the end of the plan year', lastDayOfMonthAfter: 7 }, FORM_5500),
    ),
  ],
  [
    'pcori-fee',
    rule(
      'PCORI fee',
      'none',
      'The sponsor of a self-insured plan, public or private, pays the fee with Form 720.',
      since(
        '2012-10-01',
        { after: 'the end of the plan year', nextYear: { month: 7, dayOfMonth: 31 } },
        PCORI,
      ),
      since(FEE_ENDS, NO_FEE, PCORI_ENDS),
    ),
  ],
  [
    'pcori-fee-per-life',
    rule(
      'PCORI fee for each covered life',
      'USD',
      'Times the average number of lives covered, by the day on which the plan year ends.',
      since('2019-10-01', '2.54', adjusted('2020-44', AMOUNT)),
      since('2020-10-01', '2.66', adjusted('2020-84', NOTES)),
      since('2021-10-01', '2.79', bulletin('2022-4')),
      since('2022-10-01', '3.00', bulletin('2022-59')),
      since('2023-10-01', '3.22', adjusted('2023-70', ANNOUNCED)),
      since('2024-10-01', '3.47', adjusted('2024-83', NOTES)),
      since('2025-10-01', '3.84', adjusted('2025-61', NOTES)),
      since(
        '2026-10-01',
        {
          condition: 'a new amount is set each year; that of plan years ending from here on is not recorded',
        },
        adjusted('2025-61', NOTES),
      ),
      since(FEE_ENDS, NO_FEE, PCORI_ENDS),
    ),
  ],
]);
