import { describe, expect, test } from 'vitest';
import { duration, openProgress, type ProgressOutput, progressText } from './progress.ts';

/** An output whose clock is set by hand. */
function output(isTerminal: boolean): ProgressOutput & { text: string; time: number } {
  const self = {
    ...{ isTerminal, columns: 60, text: '', time: 0 },
    write(text: string) {
      self.text += text;
    },
    now: () => self.time,
  };
  return self;
}

describe('on a terminal', () => {
  test('one line is written over, at most ten times a second, and taken away at the end', () => {
    const out = output(true);
    const progress = openProgress('importing', false, out);
    for (out.time = 0; out.time <= 300; out.time += 10) progress.update(out.time * 1000, 1_000_000, 'bytes');
    expect(out.text.split('\r\u001b[K').slice(1)).toEqual([
      'importing: 0.0 of 1.0 MB, 0 %',
      'importing: 0.1 of 1.0 MB, 10 %, 1.0 MB/s',
      'importing: 0.2 of 1.0 MB, 20 %, 1.0 MB/s',
      'importing: 0.3 of 1.0 MB, 30 %, 1.0 MB/s',
    ]);
    progress.end();
    expect(out.text.endsWith('\r\u001b[K')).toBe(true);
  });

  test('a line longer than the terminal is cut, so that it stays one line', () => {
    const out = output(true);
    openProgress('x'.repeat(100), false, out).update(1, 2, 'rows');
    expect(out.text).toBe(`\r\u001b[K${'x'.repeat(59)}`);
  });
});

describe('elsewhere', () => {
  test('a plain line every five seconds, and one at the end', () => {
    const out = output(false);
    const progress = openProgress('adjudicating', false, out);
    for (out.time = 0; out.time <= 12_000; out.time += 100) progress.update(out.time, 20_000, 'lines');
    progress.end();
    expect(out.text.split('\n')).toEqual([
      'adjudicating: 5,000 of 20,000 lines, 25 %, 1,000 lines/s, 15 s left',
      'adjudicating: 10,000 of 20,000 lines, 50 %, 1,000 lines/s, 10 s left',
      'adjudicating: 12,000 lines in 13 s',
      '',
    ]);
  });

  test('work that is soon done says nothing', () => {
    const out = output(false);
    const progress = openProgress('adjudicating', false, out);
    progress.update(5, 5, 'lines');
    out.time = 4000;
    progress.end();
    expect(out.text).toBe('');
  });
});

test('quiet work says nothing, nor does work that did nothing', () => {
  for (const isTerminal of [true, false]) {
    const out = output(isTerminal);
    const quiet = openProgress('quiet', true, out);
    out.time = 60_000;
    quiet.update(1, 2, 'rows');
    quiet.end();
    openProgress('idle', false, out).end();
    expect(out.text).toBe('');
  }
});

test('where the total is not known there is a rate and no time left', () => {
  expect(progressText({ done: 12_345, total: 0, unit: 'rows' }, 10)).toBe('12,345 rows, 1,235 rows/s');
});

test.each([
  [0, '0 s'],
  [59.1, '1 min 0 s'],
  [59, '59 s'],
  [200, '3 min 20 s'],
  [3900, '1 h 5 min'],
])('%s seconds', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
