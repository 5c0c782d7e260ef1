// What comes before and around a vote: notice, the meetings that are due, the agenda, and the life of a motion.
import { describe, expect, test } from 'vitest';
import { type Day, formatDay, parseDay } from '../calendar/day.ts';
import { type AgendaItem, consentItems, votedUnder } from './agenda.ts';
import { isOpenTo, type MotionStep, motionState } from './motion.ts';
import { lastDayOfNotice, periodWithoutMeeting } from './notice.ts';

const day = (text: string) => parseDay(text) as Day;

test('notice is counted in calendar days before the meeting, and an emergency needs none', () => {
  const last = (kind: 'regular' | 'special' | 'emergency') =>
    formatDay(lastDayOfNotice({ noticeDays: 10 }, kind, day('2026-03-11')));
  expect([last('regular'), last('special'), last('emergency')]).toEqual([
    '2026-03-01',
    '2026-03-01',
    '2026-03-11',
  ]);
});

describe('a period without a meeting', () => {
  const found = (
    on: string,
    held: string[],
    since = '2020-01-01',
    start = { month: 1, dayOfMonth: 1 },
    months = 3,
  ) => {
    const window = periodWithoutMeeting(
      { meetsEveryMonths: months },
      start,
      day(since),
      held.map(day),
      day(on),
    );
    return window && `${formatDay(window.from)} to ${formatDay(window.to)}`;
  };

  test.each([
    [
      'none was held in the last whole quarter',
      found('2026-05-20', ['2025-12-31']),
      '2026-01-01 to 2026-03-31',
    ],
    ['one was held on its first day', found('2026-05-20', ['2026-01-01']), undefined],
    ['one was held since', found('2026-05-20', ['2026-05-20']), undefined],
    ['one is held only later', found('2026-05-20', ['2026-05-21']), '2026-01-01 to 2026-03-31'],
    ['the board began within it', found('2026-05-20', [], '2026-01-02'), undefined],
    ['the year has just begun', found('2026-01-01', []), '2025-10-01 to 2025-12-31'],
    [
      'the fiscal year starts in the middle of a month',
      found('2026-05-20', [], '2020-01-01', { month: 6, dayOfMonth: 15 }),
      '2025-12-15 to 2026-03-14',
    ],
    [
      'a board meets once a year',
      found('2026-05-20', [], '2020-01-01', { month: 7, dayOfMonth: 1 }, 12),
      '2024-07-01 to 2025-06-30',
    ],
    [
      'a board meets every month',
      found('2026-03-31', [], '2020-01-01', { month: 1, dayOfMonth: 31 }, 1),
      '2026-02-28 to 2026-03-30',
    ],
  ])('%s', (_name, window, expected) => expect(window).toBe(expected));
});

test('an item on consent is voted on with the others until it is pulled, one for information never', () => {
  const item = (number: number, marking: AgendaItem['marking'], isPulled = false) =>
    ({ number, marking, title: '', motionId: number, isPulled }) satisfies AgendaItem;
  const items = [item(1, 'consent'), item(2, 'consent', true), item(3, 'action'), item(4, 'information')];
  expect(items.map(votedUnder)).toEqual([0, 2, 3, undefined]);
  expect(consentItems(items).map(({ number }) => number)).toEqual([1]);
});

test('a motion lives from being moved to being passed or failed', () => {
  expect(motionState(false, [])).toBe('moved');
  expect(motionState(true, [undefined])).toBe('seconded');
  expect(motionState(true, ['tabled'])).toBe('tabled');
  expect(motionState(true, ['tabled', undefined])).toBe('seconded');
  expect(motionState(true, ['no quorum'])).toBe('seconded');
  expect(motionState(true, ['tabled', 'passed'])).toBe('passed');
  expect(motionState(true, ['failed'])).toBe('failed');
});

test.each([
  ['moved', 'second table put on an agenda'],
  ['seconded', 'vote table put on an agenda'],
  ['tabled', 'put on an agenda'],
  ['passed', ''],
  ['failed', ''],
] as const)('a motion that is %s can be taken these steps: %s', (state, steps) => {
  const all: MotionStep[] = ['second', 'vote', 'table', 'put on an agenda'];
  expect(all.filter((step) => isOpenTo(state, step)).join(' ')).toBe(steps);
});
