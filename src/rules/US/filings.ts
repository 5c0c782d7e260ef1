import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread } from '../rule.ts';

/** What a private pool of several employers files with the federal government, and when. Public pools are exempt from the first two. */
const FORM_M_1 = unread(
  '29 CFR 2520.101-2(e): Form M-1',
  'https://www.ecfr.gov/current/title-29/section-2520.101-2',
  'the days, in stored notes of advisers on the form; not since when they hold',
);
const FORM_5500 = unread(
  '29 CFR 2520.104a-5(a)(2): Form 5500',
  'https://www.ecfr.gov/current/title-29/section-2520.104a-5',
  'not held against any copy',
);
const PCORI = unread(
  '26 CFR 46.4376-1, 26 CFR 40.6071(a)-1(c): Form 720',
  'https://www.ecfr.gov/current/title-26/section-46.4376-1',
  'the day, in stored notes of advisers on the fee',
);
const adjusted = (notice: string, checked: string) =>
  unread(
    `26 U.S.C. 4376(a), (d); IRS Notice ${notice}`,
    'https://www.irs.gov/affordable-care-act/patient-centered-outcomes-research-institute-fee',
    checked,
  );
const NOTES = 'amount, days and notice, in stored notes of advisers';
const AMOUNT = 'amount and days, in stored notes of advisers; not the number of the notice';
const NOTHING = 'not held against any copy';

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
      since('2013-04-01', { after: 'the end of the plan year', lastDayOfMonthAfter: 7 }, FORM_5500),
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
      since('2021-10-01', '2.79', adjusted('2022-04', NOTHING)),
      since('2022-10-01', '3.00', adjusted('2022-59', NOTHING)),
      since('2023-10-01', '3.22', adjusted('2023-70', AMOUNT)),
      since('2024-10-01', '3.47', adjusted('2024-83', AMOUNT)),
      since('2025-10-01', '3.84', adjusted('2025-61', NOTES)),
      since(
        '2026-10-01',
        {
          condition: 'a new amount is set each year; that of plan years ending from here on is not recorded',
        },
        adjusted('2025-61', NOTES),
      ),
    ),
  ],
]);
