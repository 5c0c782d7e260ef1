/** What of a refusal is said to a person: where it is, what was expected there, and what was given. */
export interface Said {
  /** The label of the field that it is about, or its path; undefined where it is about the whole. */
  readonly at: string | undefined;
  readonly expected: string;
  /** Undefined where nothing was given. */
  readonly given: string | undefined;
}

/** Parts of a path that say where in a request something stands, which a person does not see. */
const NOT_SEEN = /^(body|query|params)(\.|$)/;

/** A refusal in its parts. `labels` are the names of the fields that the person filled in. */
export function saidOf(
  {
    path = '',
    expected,
    actual,
  }: { readonly path?: string; readonly expected: string; readonly actual?: string },
  labels: Readonly<Record<string, string>> = {},
): Said {
  const where = path.replace(NOT_SEEN, '');
  const field = where
    .split('.')
    .at(-1)!
    .replace(/\[\d+\]$/, '');
  return {
    at: labels[field] ?? (where === '' ? undefined : where),
    expected,
    given: actual === undefined || actual === '' || actual === 'nothing' ? undefined : textOf(actual),
  };
}

/** A value is given as JSON, which a person does not write: a text stands without its quotes. */
function textOf(actual: string): string {
  try {
    const value: unknown = JSON.parse(actual);
    return typeof value === 'string' ? value : actual;
  } catch {
    return actual;
  }
}
