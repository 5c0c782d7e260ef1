// Holds an answer to what the API's document declares of its operation.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { LightMyRequestResponse } from 'fastify';
import { ERRORS, type ErrorCode } from '../../src/app/errors.ts';
import { PROBLEM_TYPE, type Problem } from '../../src/http/problem.ts';
import type { ApiDocument, Placed } from './api-document.ts';
import type { Drawn } from './requests-at-random.ts';

/** Says what is wrong with an answer; undefined where nothing is. */
export type Judge = (operation: Placed, drawn: Drawn, answer: LightMyRequestResponse) => string | undefined;

export function judgeBy(document: ApiDocument): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  const compiled = new Map<string, ValidateFunction>();
  const faultOfBody = (pointer: string, body: unknown): string | undefined => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    compiled.set(pointer, validate);
    return validate(body) ? undefined : ajv.errorsText(validate.errors);
  };

  function faultOfProblem(answer: LightMyRequestResponse): string | undefined {
    const { statusCode: status, headers, body } = answer;
    if (!String(headers['content-type']).startsWith(PROBLEM_TYPE))
      return `an error is of ${headers['content-type']}: ${body.slice(0, 200)}`;
    const problem = answer.json<Problem>();
    const fault = faultOfBody('/components/schemas/Problem', problem);
    if (fault !== undefined) return `no problem document: ${fault}`;
    const known = Object.hasOwn(ERRORS, problem.code) ? ERRORS[problem.code as ErrorCode] : undefined;
    if (known === undefined) return `no code of the table: ${problem.code}`;
    return known.http === status && problem.status === status ? undefined : `${problem.code} with ${status}`;
  }

  function faultOfDeclared({ method, path, responses }: Placed, answer: LightMyRequestResponse) {
    const { statusCode: status, headers, body } = answer;
    const declared = responses[status];
    if (declared === undefined) return `the status is not declared: ${body.slice(0, 300)}`;
    if (status === 304) return body === '' ? undefined : `304 with a body: ${body.slice(0, 200)}`;
    if (status >= 400) return faultOfProblem(answer);
    const [media] = Object.keys(declared.content ?? {});
    const type = String(headers['content-type']);
    if (media === undefined || type.split(';')[0] !== media.split(';')[0])
      return `is of ${type}, not ${media}`;
    if (media !== 'application/json') return undefined;
    const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', media, 'schema'];
    return faultOfBody(pointer.map(inPointer).join(''), answer.json());
  }

  return (operation, drawn, answer) => {
    const { statusCode: status, body } = answer;
    if (status >= 500) return body;
    const isSeen = status < 400;
    if (isSeen && ['', 'nobody'].includes(drawn.who)) return 'nobody is answered';
    const isForeign =
      drawn.consortium !== '' && drawn.who !== 'operator' && !drawn.who.startsWith(`${drawn.consortium} `);
    // That a consortium is there is not even confirmed by 403.
    if (isForeign && (isSeen || status === 403)) return `${drawn.consortium} is shown to ${drawn.who}`;
    if (drawn.isOfOperation) return faultOfDeclared(operation, answer);
    return isSeen || body === '' ? undefined : faultOfProblem(answer);
  };
}

/** A step of a JSON pointer within an address (RFC 6901, section 6). */
const inPointer = (step: string | number) =>
  `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`;
