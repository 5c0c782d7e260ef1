/**
 * A refusal: input that cannot be accepted, as a value. It is one of three kinds of error that are never mixed:
 * a bug throws, a refusal is returned, and a failure of the environment is an exception (`EnvironmentFailure`).
 *
 * `code` is stable (docs/errors.md lists all of them), `path` says where ("claims[0].lines[1].allowed", or
 * "file.csv:12:3" for a line and column of a file), `expected` and `actual` what was wanted and what came.
 */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** Makes a refusal. `actual` is shown as JSON, cut to 120 characters, so that a message stays one line. */
export function refuse(code: string, path: string, expected: string, actual: unknown): Refusal {
  return { refused: true, code, path, expected, actual: shown(actual) };
}

/** True where a result is a refusal rather than the value asked for. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as Refusal).refused === true;
}

/** The refusal one level further out: the path `at` is put before its own. */
export function within(at: string, refusal: Refusal): Refusal {
  return { ...refusal, path: joinPath(at, refusal.path) };
}

/** Joins two pieces of a path: "a" and "b" to "a.b", "a" and "[0]" to "a[0]". */
export function joinPath(at: string, path: string): string {
  if (at === '' || path === '') return at + path;
  return path.startsWith('[') ? at + path : `${at}.${path}`;
}

/** The one sentence that a person reads. */
export function refusalMessage(refusal: Refusal): string {
  const where = refusal.path === '' ? '' : `${refusal.path}: `;
  return `${where}expected ${refusal.expected}, got ${refusal.actual}`;
}

function shown(actual: unknown): string {
  if (actual === undefined) return 'nothing';
  const text = written(actual);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

/** A value of a program need not be one of JSON: it is shown as near to it as can be, and never breaks a refusal. */
function written(actual: unknown): string {
  if (typeof actual === 'bigint' || (typeof actual === 'number' && !Number.isFinite(actual)))
    return String(actual);
  try {
    return JSON.stringify(actual) ?? String(actual);
  } catch {
    return 'what cannot be written as JSON';
  }
}
