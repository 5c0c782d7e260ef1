// `poolbook calc` as it is run: standard input, standard output, standard error and exit status.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function calc(input: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/poolbook.cjs', 'calc', ...options], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const document = { currency: 'USD', incurredClaims: '700.00', earnedPremium: '1000.00' };

test('an answer is one JSON document on standard output, with status 0', () => {
  const { status, stdout, stderr } = calc(JSON.stringify(document), 'loss-ratio');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({ lossRatio: '0.7', netLossRatio: '0.7', margin: '0.3', alerts: [] });
});

test('a refusal is one JSON document on standard error, nothing on standard output, with status 2', () => {
  const { status, stdout, stderr } = calc(
    JSON.stringify({ ...document, earnedPremium: '1.234' }),
    'loss-ratio',
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({
    code: 'too_precise',
    path: 'earnedPremium',
    expected: 'at most 2 decimals (USD)',
    actual: '"1.234"',
    message: 'earnedPremium: expected at most 2 decimals (USD), got "1.234"',
  });
});

test('what is no JSON, no calculator or nothing at all is refused the same way', () => {
  const codes = [calc('{', 'loss-ratio'), calc('', 'loss-ratio'), calc('{}', 'tarot')].map(
    ({ status, stdout, stderr }) => [status, stdout, JSON.parse(stderr).code],
  );
  expect(codes).toEqual([
    [2, '', 'wrong_type'],
    [2, '', 'wrong_type'],
    [2, '', 'unknown_reference'],
  ]);
});

test('--schema prints both sides without reading anything, --explain adds the steps', () => {
  const schema = calc('', 'loss-ratio', '--schema');
  expect(schema.status).toBe(0);
  expect(Object.keys(JSON.parse(schema.stdout))).toEqual(['input', 'output']);
  expect(
    JSON.parse(calc(JSON.stringify(document), 'loss-ratio', '--explain').stdout).explanation,
  ).toHaveLength(3);
});
