import { expect, test } from 'vitest';
import { streamOf } from '../simulation/random.ts';
import { angleOf, cosineAndSine } from './angle.ts';

const COUNT = 200_000;

/** Each angle that is further off than it may be. What is looked at a million times is told to `expect` once. */
class Wrong {
  readonly found: unknown[] = [];
  unlessWithin(allowed: number, difference: number, ...at: readonly number[]): void {
    if (!(Math.abs(difference) <= allowed)) this.found.push({ at, difference, allowed });
  }
}

test.each([1, 100, 1e6, 1e9, 1e15])('cosine and sine of angles up to %d agree with the platform', (most) => {
  const random = streamOf(7);
  // Beyond 1.6 million the angle itself is known to half a unit in its last place, and so is what comes of it.
  const wrong = new Wrong();
  const allowed = most < 1.6e6 ? 2.3e-16 : most * 1.2e-16;
  for (let index = 0; index < COUNT; index += 1) {
    const angle = (random.uniform() * 2 - 1) * most;
    const [cosine, sine] = cosineAndSine(angle);
    wrong.unlessWithin(allowed, cosine - Math.cos(angle), angle);
    wrong.unlessWithin(allowed, sine - Math.sin(angle), angle);
  }
  expect(wrong.found).toEqual([]);
});

test('they lie on the circle at every quarter turn, and at 0 they are exact', () => {
  expect(cosineAndSine(0)).toEqual([1, 0]);
  for (let quarter = -9; quarter <= 9; quarter += 1) {
    const [cosine, sine] = cosineAndSine((quarter * Math.PI) / 2);
    expect(Math.abs(cosine - [1, 0, -1, 0][((quarter % 4) + 4) % 4]!)).toBeLessThan(2e-15);
    expect(Math.abs(sine - [0, 1, 0, -1][((quarter % 4) + 4) % 4]!)).toBeLessThan(2e-15);
  }
});

test('the angle of a point agrees with the platform all around, also far out and close by', () => {
  const random = streamOf(8);
  const wrong = new Wrong();
  for (let index = 0; index < COUNT; index += 1) {
    const [x, y] = [random.uniform() * 2 - 1, random.uniform() * 2 - 1];
    for (const far of [1, 1e-150, 1e150])
      for (const flat of [1, 1e-9]) {
        const [across, up] = [x * far, y * far * flat];
        wrong.unlessWithin(4.5e-16, angleOf(across, up) - Math.atan2(up, across), across, up);
      }
  }
  expect(wrong.found).toEqual([]);
});

test('the angle of a point on an axis is that of the axis', () => {
  expect([angleOf(0, 0), angleOf(2, 0), angleOf(-2, 0), angleOf(0, 2), angleOf(0, -2)]).toEqual([
    0,
    0,
    Math.PI,
    Math.PI / 2,
    -Math.PI / 2,
  ]);
  expect([angleOf(1e-320, 1), angleOf(1e-300, 1e300), angleOf(1, 1)]).toEqual([
    Math.PI / 2,
    Math.PI / 2,
    Math.PI / 4,
  ]);
});
