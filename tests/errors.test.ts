// The codes of errors: what the code uses, what src/app/errors.ts knows, and what docs/errors.md says are the same.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode, errorOf } from '../src/app/errors.ts';

const files = globSync('src/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('app/errors.ts'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const isCode = (literal: string) => /^[a-z]+(_[a-z]+)*$/.test(literal);
/** Codes of one word; every other code has an underscore, by which it is told from a name of a field. */
const ONE_WORD = ['inconsistent', 'unbalanced', 'busy', 'overloaded', 'withheld'];
/** What the schemas' library calls a problem, which is not what we call it. */
const OF_SCHEMAS = ['unrecognized_keys', 'invalid_type', 'too_small', 'too_big'];
const looksLikeCode = (literal: string) =>
  isCode(literal) && !OF_SCHEMAS.includes(literal) && (literal.includes('_') || ONE_WORD.includes(literal));

/** The arguments of a call, as text, from just behind its parenthesis. */
function argumentsFrom(text: string, from: number): string[] {
  const found: string[] = [];
  let [depth, current, quote] = [0, '', ''];
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (quote !== '') {
      current += character;
      if (character === '\\') current += text[++at];
      else if (character === quote) quote = '';
      continue;
    }
    if ('\'"`'.includes(character)) quote = character;
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) {
      if (depth === 0) return [...found, current.trim()];
      depth -= 1;
    }
    if (character === ',' && depth === 0) {
      found.push(current.trim());
      current = '';
    } else current += character;
  }
  return found;
}

const literalsIn = (text: string) => [...text.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]!);

/** The codes that a file gives to `refuse`, to a `refuse` of its own kind, or to `EnvironmentFailure`. */
function codesOf({ text }: { text: string }): string[] {
  const codes: string[] = [];
  let passesOn = false;
  for (const call of text.matchAll(/(?<!function )(?<!#)([.\w]*)\b(refuse|new EnvironmentFailure)\(/g)) {
    const all = argumentsFrom(text, call.index + call[0].length);
    if (call[1]!.endsWith('.'))
      codes.push(
        ...all
          .filter((one) => /^'\w+'$/.test(one))
          .flatMap(literalsIn)
          .filter(looksLikeCode),
      );
    else if (/^'\w+'$/.test(all[0]!)) codes.push(...literalsIn(all[0]!));
    else passesOn = true;
  }
  // A file that passes a code on has it from somewhere in itself: all that looks like one is taken for one.
  if (passesOn) codes.push(...literalsIn(text).filter(looksLikeCode));
  for (const made of text.matchAll(/refused: true,\s*code: '(\w+)'/g)) codes.push(made[1]!);
  for (const problem of text.matchAll(/export type \w*Problem = ([^;]*);/g))
    codes.push(...literalsIn(problem[1]!));
  return codes;
}

const used = new Map<string, string>();
for (const source of files) for (const code of codesOf(source)) used.set(code, source.file);

interface Row {
  readonly code: string;
  readonly means: string;
  readonly advice: string;
  readonly exit: number;
  readonly http: number;
}

const documented = readFileSync('docs/errors.md', 'utf8')
  .split('\n')
  .map((line) => /^\| `(\w+)` +\| (.*?) +\| (.*?) +\| +(\d) +\| +(\d+) +\|$/.exec(line))
  .filter((row) => row !== null)
  .map(
    ([, code, means, advice, exit, http]): Row => ({
      code: code!,
      means: means!,
      advice: advice!,
      exit: Number(exit),
      http: Number(http),
    }),
  );

describe('error codes', () => {
  test('that the code uses are in src/app/errors.ts', () => {
    const unknown = [...used].filter(([code]) => !Object.hasOwn(ERRORS, code));
    expect(unknown, 'add these to src/app/errors.ts and docs/errors.md').toEqual([]);
  });

  test('that are in src/app/errors.ts are used', () => {
    const everything = files.map(({ text }) => text).join('\n');
    const isUsed = (code: string) => used.has(code) || everything.includes(`\`${code}\``);
    const unused = Object.keys(ERRORS).filter((code) => !isUsed(code));
    expect(
      unused,
      'the code does not use these: take them out of src/app/errors.ts and docs/errors.md',
    ).toEqual([]);
  });

  test('stand in docs/errors.md once each, in the same order, with the same status', () => {
    expect(documented.map(({ code, exit, http }) => [code, exit, http])).toEqual(
      Object.entries(ERRORS).map(([code, { exit, http }]) => [code, exit, http]),
    );
  });

  test('are each explained with what to do', () => {
    for (const { code, means, advice } of documented) {
      expect(means.length, `what ${code} means`).toBeGreaterThan(15);
      expect(advice.length, `what to do about ${code}`).toBeGreaterThan(5);
      expect([means, advice].every((text) => text.endsWith('.'))).toBe(true);
    }
  });

  test('of the environment end with 1, refusals with 2; a code that nobody knows is a bug', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const { kind, exit, http } = errorOf(code);
      expect([exit, kind]).toEqual(kind === 'refusal' ? [2, 'refusal'] : [1, 'environment']);
      expect(kind === 'refusal' ? [401, 403, 404, 409, 412, 413, 415, 422, 428, 429] : [503]).toContain(http);
    }
    expect(() => errorOf('no_such_code')).toThrow('no_such_code');
    expect(() => errorOf('constructor')).toThrow('constructor');
  });

  test('are found where they are used', () => {
    // The search itself: that it finds codes of each form in which they are written.
    expect(used.size).toBeGreaterThan(20);
    for (const code of ['undefined_result', 'too_precise', 'disk_full', 'not_enrolled', 'busy']) {
      expect([...used.keys()]).toContain(code);
    }
  });
});
