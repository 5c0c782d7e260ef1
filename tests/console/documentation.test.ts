// docs/console.md: its places and keys are those of the console.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listedPlaces } from './places.ts';

test('docs/console.md lists every place with its key, in order', () => {
  const rows = [...readFileSync('docs/console.md', 'utf8').matchAll(/^\| ([\w-]+) +\| G (\S) /gm)];
  expect(rows.map(([, name, key]) => `${name!.toLowerCase()} ${key!.toLowerCase()}`)).toEqual(
    listedPlaces().map(({ name, key }) => `${name} ${key}`),
  );
});
