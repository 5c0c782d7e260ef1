// Requests at random by the API's document: right ones, and ones in which one thing is wrong.
import { ROLES } from '../../src/app/viewer.ts';
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { rows } from '../http/rows.ts';
import { nameOf, type Parameter, type Placed } from './api-document.ts';
import { bodyAtRandom, fileAtRandom } from './bodies-at-random.ts';
import type { KnownNames } from './known-names.ts';
import { hostile, oneIn, pick, spoilt, valueBy, wrongAtRandom } from './values-at-random.ts';

/** A request, with whom it is sent as and in which consortium ('' for none). */
export interface Drawn {
  readonly who: string;
  readonly consortium: string;
  readonly request: {
    readonly method: 'GET';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly payload?: string;
  };
  /** What is wrong with it; '' where nothing is meant to be. */
  readonly wrong: string;
  /** Whether it is of its operation; else of nothing that the document has. */
  readonly isOfOperation: boolean;
  /** Whether it is to name the version that there is. */
  readonly namesVersion: boolean;
}

const FILE_TYPES = ['text/csv', 'application/octet-stream'];
const OTHER_TYPES = [
  'application/xml',
  'text/plain',
  'multipart/form-data',
  'x',
  'application/x-www-form-urlencoded',
];
const NO_JSON = [
  '{"',
  '',
  'nul',
  '[1,',
  '\ufeff{',
  '{}{}',
  '{"__proto__":{}}',
  '[NaN]',
  `${'['.repeat(50_000)}`,
];
const NO_KEYS = ['a b', 'k'.repeat(201), 'é', ''];
const NO_VERSIONS = ['"x"', '*', 'W/"x"', '', 'x'];
const NO_PATHS = [
  '/%zz',
  '/%00',
  '/..%2f..',
  `/${'x'.repeat(5000)}`,
  '//',
  '/%E0%A4%A',
  '?%zz=%',
  '/%F0%9F%98%80',
];
const METHODS = ['PATCH', 'PUT', 'DELETE', 'POST', 'GET', 'HEAD', 'OPTIONS'];
const MOST_BODY_BYTES = 8 * 1024 * 1024;

/** What can be wrong with a request beside the values in it. */
const TRANSPORT = [
  ...['unknown parameter', 'repeated parameter', 'media type', 'no JSON', 'too many bytes', 'no key'],
  ...['no version', 'no path', 'other method', 'body that is not wanted', 'header'],
];

/** In three of five requests nothing is wrong. */
function wrongOf(random: RandomStream): 'value' | 'parameter' | (typeof TRANSPORT)[number] | '' {
  const drawn = random.below(20);
  if (drawn < 12) return '';
  if (drawn < 16) return 'value';
  return drawn < 18 ? 'parameter' : pick(random, TRANSPORT);
}

/** Whom a request is sent as: mostly somebody who may. */
function whoAtRandom(random: RandomStream, operation: Placed, consortium: string): string {
  const drawn = random.below(20);
  if (drawn === 0) return pick(random, ['', 'nobody']);
  const isOther = !['', 'one', 'two', 'none'].includes(consortium);
  if (drawn < 4 || (isOther && drawn < 14)) return 'operator';
  const allowed = rows[nameOf(operation)]?.roles ?? 'everybody';
  if (allowed === 'operator' && drawn < 12) return 'operator';
  const tenant = (consortium === 'two') === drawn < 19 ? 'two' : 'one';
  const roles = drawn < 7 || typeof allowed === 'string' ? ROLES : allowed;
  return `${tenant} ${pick(random, roles)}`;
}

function consortiumAtRandom(random: RandomStream, known: KnownNames): string {
  const drawn = random.below(20);
  if (drawn < 15) return 'one';
  if (drawn < 17) return 'two';
  if (drawn === 17 || known.founded.length === 0) return 'none';
  return pick(random, known.founded);
}

/** Draws a request to an operation. */
export function requestAtRandom(random: RandomStream, known: KnownNames, operation: Placed): Drawn {
  const consortium = operation.path.includes('{consortium}') ? consortiumAtRandom(random, known) : '';
  const wrong = wrongOf(random);
  const given = (parameter: Parameter) => parameterAtRandom(random, known, operation, parameter);
  const parameters = operation.parameters ?? [];
  const values = new Map<Parameter, string>();
  for (const parameter of parameters) {
    if (parameter.name === 'consortium') values.set(parameter, consortium);
    else if (parameter.in === 'path') values.set(parameter, given(parameter));
    else if (parameter.in === 'query' && (parameter.required === true || oneIn(random, 4)))
      values.set(parameter, given(parameter));
  }
  const ofUrl = parameters.filter((parameter) => parameter.in !== 'header');
  const isParameterWrong = wrong === 'parameter' && ofUrl.length > 0;
  if (isParameterWrong) values.set(pick(random, ofUrl), inUrl(hostile(random)));
  const query = new URLSearchParams();
  let path = operation.path;
  for (const [{ name, in: place }, value] of values) {
    if (place === 'path') path = path.replace(`{${name}}`, () => encodeURIComponent(value));
    else query.append(name, value);
  }
  if (wrong === 'unknown parameter') query.append(pick(random, ['x', '__proto__', 'limit', 'a[b]']), 'y');
  if (wrong === 'repeated parameter') for (const _ of [1, 2]) query.append([...query.keys()][0] ?? 'x', '1');
  const url = query.size > 0 ? `${path}?${query}` : path;
  const headers = headersAtRandom(random, parameters);
  const content = contentAtRandom(random, known, operation, consortium, wrong);
  const drawn: Drawn = {
    ...{ who: whoAtRandom(random, operation, consortium), consortium },
    request: {
      ...{ method: operation.method as 'GET', url },
      headers: { ...headers, ...content.headers },
      ...(content.payload !== undefined && { payload: content.payload }),
    },
    wrong: wrong === 'value' ? content.wrong : wrong,
    isOfOperation: true,
    namesVersion: parameters.some(({ name }) => name === 'If-Match'),
  };
  return inTransport(random, drawn, wrong);
}

/** What is wrong with the request as it travels. */
function inTransport(random: RandomStream, drawn: Drawn, wrong: string): Drawn {
  const { request } = drawn;
  const withHeader = (name: string, value: string) => ({
    ...drawn,
    request: { ...request, headers: { ...request.headers, [name]: value } },
  });
  if (wrong === 'no key') return withHeader('idempotency-key', pick(random, NO_KEYS));
  if (wrong === 'header')
    return withHeader(
      pick(random, ['last-event-id', 'if-none-match', 'cookie', 'accept', 'x-forwarded-for']),
      '\u00e9"x',
    );
  if (wrong === 'no version')
    return {
      ...(oneIn(random, 4) ? drawn : withHeader('if-match', pick(random, NO_VERSIONS))),
      namesVersion: false,
    };
  if (wrong === 'no path')
    return {
      ...drawn,
      isOfOperation: false,
      request: { ...request, url: request.url + pick(random, NO_PATHS) },
    };
  if (wrong === 'other method')
    return {
      ...drawn,
      isOfOperation: false,
      request: { ...request, method: pick(random, METHODS) as 'GET' },
    };
  return drawn;
}

function parameterAtRandom(
  random: RandomStream,
  known: KnownNames,
  operation: Placed,
  { name, schema }: Parameter,
): string {
  const ofTable = rows[nameOf(operation)]?.params?.[name];
  return ofTable !== undefined && oneIn(random, 2) ? ofTable : inUrl(valueBy(random, known, schema, name));
}

/** A lone surrogate has no form in an address. */
function inUrl(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function headersAtRandom(random: RandomStream, parameters: readonly Parameter[]): Record<string, string> {
  const takesKey = parameters.some(({ name }) => name === 'Idempotency-Key');
  if (!takesKey || oneIn(random, 2)) return {};
  // Among so many some come a second time, with other content.
  return { 'idempotency-key': `k-${random.below(500)}` };
}

interface Content {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly wrong: string;
}

function contentAtRandom(
  random: RandomStream,
  known: KnownNames,
  operation: Placed,
  consortium: string,
  wrong: string,
): Content {
  const content = operation.requestBody?.content;
  const type = (value: string) => ({ 'content-type': value });
  const JSON_TYPE = type('application/json');
  if (content === undefined) {
    const isGiven = wrong === 'body that is not wanted' && operation.method !== 'GET';
    return isGiven ? { headers: JSON_TYPE, payload: '{"x":1}', wrong } : { headers: {}, wrong };
  }
  const takesFile = content['application/json'] === undefined;
  if (wrong === 'media type') {
    const other = pick(
      random,
      takesFile ? [...OTHER_TYPES, 'application/json'] : [...OTHER_TYPES, ...FILE_TYPES],
    );
    return { headers: type(other), payload: '{}', wrong };
  }
  if (takesFile) return { headers: type(pick(random, FILE_TYPES)), payload: fileAtRandom(random), wrong };
  if (wrong === 'no JSON') return { headers: JSON_TYPE, payload: pick(random, NO_JSON), wrong };
  if (wrong === 'too many bytes')
    return { headers: JSON_TYPE, payload: `{"x":"${'x'.repeat(MOST_BODY_BYTES)}"}`, wrong };
  const body = bodyAtRandom(random, known, operation, consortium);
  if (wrong !== 'value') return { headers: JSON_TYPE, payload: JSON.stringify(body), wrong };
  const kind = wrongAtRandom(random);
  // A body that is missing altogether is no JSON text.
  return { headers: JSON_TYPE, payload: JSON.stringify(spoilt(random, body, kind)) ?? '', wrong: kind };
}
