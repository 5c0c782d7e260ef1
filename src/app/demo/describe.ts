import { formatDay } from '../../core/calendar/day.ts';
import { FRAUDS } from './frauds.ts';
import { COVERED_TWICE, LASERED, PREMATURE } from './planted.ts';

/** What is planted in the demo, in sentences, so that whoever looks at it knows what there is to find. */
export function describeDemo(): string[] {
  const { impossibleHours, billedTwice } = FRAUDS;
  const days = impossibleHours.days.map(formatDay);
  return [
    'Every organisation, person and claim in this demo is made up.',
    'Eastmere Union Free School District stays well below its contributions; Corrow County is over 100 %.',
    `Fenwick Water Authority is small, and one premature birth (${PREMATURE}, 14 March 2025) takes its year over 100 %.`,
    `Person ${LASERED} of Corrow County has haemophilia and a laser of 500,000 in both stop-loss contracts.`,
    'Harrowgate pays three weeks late and has not paid its bills of November and December 2025.',
    `Fraud: counsellor ${impossibleHours.provider} bills an hour each with ${impossibleHours.sessions} people on one day, from ${days[0]} to ${days.at(-1)} on ${days.length} days.`,
    `Fraud: surgeon ${billedTwice.provider} bills one operation of ${formatDay(billedTwice.day)} through two members, for ${COVERED_TWICE.join(' and ')}, who are one human being.`,
    'About 2 % of claims are submitted twice, and about 1.5 % are for days without coverage.',
    'In the registers paid elsewhere 3 % of claims are adjusted and 0.7 % voided.',
  ];
}
