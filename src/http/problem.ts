import { errorOf } from '../app/errors.ts';
import type { EnvironmentFailure } from '../app/failure.ts';
import { type Refusal, refusalMessage } from '../core/refusal.ts';

/** The media type of an error (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** An error as the API answers it (RFC 9457, section 3): `code` is stable, docs/errors.md lists all of them. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly path?: string;
  readonly expected?: string;
  readonly actual?: string;
}

export function problemOfRefusal(refusal: Refusal): Problem {
  const { code, path, expected, actual } = refusal;
  return { ...problem(code, refusalMessage(refusal)), path, expected, actual };
}

export function problemOfFailure({ code, message, advice }: EnvironmentFailure): Problem {
  return problem(code, `${message} ${advice}`);
}

/** A bug: it has no code of its own, and says nothing of itself to whoever asked. */
export function problemOfBug(requestId: string): Problem {
  return {
    type: 'about:blank',
    title: 'internal error',
    status: 500,
    detail: `Something is wrong with the program; please report it with the number of the request, ${requestId}.`,
    code: 'internal',
  };
}

function problem(code: string, detail: string): Problem {
  return {
    type: `/api/errors#${code}`,
    title: code.replaceAll('_', ' '),
    status: errorOf(code).http,
    detail,
    code,
  };
}
