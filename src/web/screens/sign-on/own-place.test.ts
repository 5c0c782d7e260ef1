// Where somebody goes after signing on: never to another site.
import { expect, test } from 'vitest';
import { ownPlace } from './own-place.ts';

test.each([
  ['/pools/one/members?tab=bills', '/pools/one/members?tab=bills'],
  ['/pools/one/calculators/renewal#abc', '/pools/one/calculators/renewal#abc'],
  [undefined, '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/\t/evil.example/', '/'],
  ['javascript:alert(1)', '/'],
])('%j goes to %s', (to, expected) => {
  expect(ownPlace(to, 'https://pool.example')).toBe(expected);
});
