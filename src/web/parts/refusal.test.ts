// What a refusal says to a person: once, by the label of what was filled in, without the marks of JSON.
import { expect, test } from 'vitest';
import { saidOf } from './refusal.ts';

const labels = { email: 'Email', month: 'Through month' };

test.each([
  [{ path: 'body.email', expected: 'an e-mail address', actual: '"dana"' }, ['Email', 'dana']],
  [{ path: 'body', expected: 'a document', actual: 'nothing' }, [undefined, undefined]],
  [{ path: 'query.month', expected: 'a month', actual: '"2026-13"' }, ['Through month', '2026-13']],
  [{ path: 'claims.csv:12:7', expected: 'a day', actual: '"31/12"' }, ['claims.csv:12:7', '31/12']],
  [{ path: 'body.lines[0].allowed', expected: 'an amount', actual: '-5' }, ['lines[0].allowed', '-5']],
  [{ path: 'body.email[2]', expected: 'one of them', actual: '["a"]' }, ['Email', '["a"]']],
  [
    { path: '', expected: 'a passed resolution', actual: '"cut in the mi...' },
    [undefined, '"cut in the mi...'],
  ],
  [{ expected: 'something' }, [undefined, undefined]],
])('%j', (problem, [at, given]) => {
  expect(saidOf(problem, labels)).toEqual({ at, expected: problem.expected, given });
});

test('an empty text that was given is nothing', () => {
  expect(saidOf({ path: 'name', expected: 'a name', actual: '' }).given).toBeUndefined();
});
