import { formatDay } from '../../core/calendar/day.ts';
import { periodWithoutMeeting } from '../../core/governance/notice.ts';
import type { Alert, AlertSource } from './alert.ts';

/** A board that has not met for a whole period (a quarter, where its rules say nothing else), nor since. */
export async function boardAlerts({ stores, consortium, on }: AlertSource): Promise<Alert[]> {
  const { board: rules, fiscalYear } = consortium.document;
  if (rules === undefined) return [];
  const { directors, meetings } = await stores.boards.read(consortium.consortiumId);
  const [since] = directors.map(({ from }) => from).sort((a, b) => a - b);
  if (since === undefined) return [];
  const held = meetings.filter(({ state }) => state === 'opened' || state === 'adjourned');
  const days = held.map(({ meetingDay }) => meetingDay);
  const period = periodWithoutMeeting(rules, fiscalYear.start, since, days, on);
  if (period === undefined) return [];
  const last = days.filter((day) => day <= on).sort((a, b) => b - a)[0];
  const values = {
    ...{ from: formatDay(period.from), to: formatDay(period.to) },
    ...(last !== undefined && { last: formatDay(last) }),
  };
  const figure = last === undefined ? 'no meeting at all' : `the last meeting was on ${formatDay(last)}`;
  return [
    {
      ...{ code: 'period_without_meeting', severity: 'urgent' },
      about: `${formatDay(period.from)} to ${formatDay(period.to)}`,
      ...{ figure, values },
      next: 'Call a meeting: `poolbook board call DAY`.',
    },
  ];
}
