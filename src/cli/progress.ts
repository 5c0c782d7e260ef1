import { printError } from './output.ts';

/** Shows how far long work is, on standard error. */
export interface Progress {
  /** What is done of how much (0: not known), in a unit such as "rows" or "bytes". Call it as often as you like. */
  update(done: number, total: number, unit: string): void;
  /** Says how much was done in all. */
  end(): void;
}

const TERMINAL_MILLISECONDS = 100;
const PLAIN_MILLISECONDS = 5_000;

/** Where progress is shown, and what time it is. */
export interface ProgressOutput {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
  /** Milliseconds from any fixed point. */
  now(): number;
}

/**
 * Begins to show work that may take long: on a terminal one line that is written over, with the rate and the time left;
 * otherwise a plain line every few seconds. Work that ends sooner shows nothing there, and quiet work never does.
 */
export function openProgress(
  label: string,
  quiet = false,
  output: ProgressOutput = standardError(),
): Progress {
  const started = output.now();
  let shownAt = output.isTerminal ? started - TERMINAL_MILLISECONDS : started;
  let last = { done: 0, total: 0, unit: '' };
  const show = (text: string) => {
    shownAt = output.now();
    output.write(output.isTerminal ? `\r\u001b[K${text.slice(0, output.columns - 1)}` : `${text}\n`);
  };
  return {
    update(done, total, unit) {
      last = { done, total, unit };
      const wait = output.isTerminal ? TERMINAL_MILLISECONDS : PLAIN_MILLISECONDS;
      if (quiet || output.now() - shownAt < wait) return;
      show(`${label}: ${progressText(last, (output.now() - started) / 1000)}`);
    },
    end() {
      if (quiet || last.unit === '') return;
      const seconds = (output.now() - started) / 1000;
      if (output.isTerminal) show('');
      else if (shownAt !== started)
        show(`${label}: ${quantity(last.done, last.unit)} in ${duration(seconds)}`);
    },
  };
}

/** "1,200 of 5,000 rows, 24 %, 600 rows/s, 6 s left". */
export function progressText(
  { done, total, unit }: { readonly done: number; readonly total: number; readonly unit: string },
  seconds: number,
): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts =
    total > 0
      ? [`${quantity(done, unit, total)}, ${Math.floor((100 * done) / total)} %`]
      : [quantity(done, unit)];
  if (rate > 0) {
    parts.push(`${quantity(Math.round(rate), unit)}/s`);
    if (total > done && seconds >= 1) parts.push(`${duration((total - done) / rate)} left`);
  }
  return parts.join(', ');
}

/** "5,000 rows"; bytes as megabytes. */
function quantity(done: number, unit: string, total?: number): string {
  const isBytes = unit === 'bytes';
  const number = (value: number) =>
    isBytes ? (value / 1e6).toFixed(value < 10e6 ? 1 : 0) : grouped(Math.round(value));
  const of = total === undefined ? '' : ` of ${number(total)}`;
  return `${number(done)}${of} ${isBytes ? 'MB' : unit}`;
}

/** "8 s", "3 min 20 s", "1 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function standardError(): ProgressOutput {
  return {
    isTerminal: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? 80,
    write: printError,
    now: () => performance.now(),
  };
}
