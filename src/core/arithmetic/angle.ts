/**
 * Sine, cosine and the angle of a point from additions, multiplications and divisions alone: those of `Math` differ in
 * the last bit from one engine to another, these never do. Angles are in radians.
 * Source: fdlibm 5.3, k_sin.c, k_cos.c, e_rem_pio2.c and s_atan.c (Sun 1993).
 */

/** Half of pi in pieces of 33 bits: up to 2^20 of them the first two products are exact. */
const QUARTER_TURN = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
const MOST_QUARTER_TURNS = 2 ** 20;

/** The cosine and sine of an angle, each to 2e-16 of 1; of one beyond 1.6 million to half a unit in its own last place. */
export function cosineAndSine(angle: number): readonly [cosine: number, sine: number] {
  const turns = Math.abs(angle) < MOST_QUARTER_TURNS ? angle : angle % (2 * Math.PI);
  const quarters = Math.floor(turns * (2 / Math.PI) + 0.5);
  const [high, middle, low] = QUARTER_TURN;
  const rest = turns - quarters * high - quarters * middle - quarters * low;
  const cosine = smallCosine(rest);
  const sine = smallSine(rest);
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return [cosine, sine];
    case 1:
      return [-sine, cosine];
    case 2:
      return [-cosine, -sine];
    default:
      return [sine, -cosine];
  }
}

/** The angle of the point (x, y) seen from the origin, above -pi and up to pi; 0 for the origin. */
export function angleOf(x: number, y: number): number {
  if (y === 0) return x < 0 ? Math.PI : 0;
  if (x === 0) return y > 0 ? Math.PI / 2 : -Math.PI / 2;
  const slope = arctangent(Math.abs(y / x));
  const above = x > 0 ? slope : Math.PI - (slope - PI_LOW);
  return y > 0 ? above : -above;
}

/** What pi is more than `Math.PI`. */
const PI_LOW = 1.2246467991473532e-16;

function smallSine(x: number): number {
  const z = x * x;
  const series =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x + z * x * (-0.16666666666666632 + z * series);
}

function smallCosine(x: number): number {
  const z = x * x;
  const series =
    0.0416666666666666 +
    z *
      (-0.001388888888887411 +
        z *
          (2.480158728947673e-5 +
            z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11))));
  // 1 - z / 2 is rounded; what was lost is brought back.
  const rounded = 1 - z / 2;
  return rounded + (1 - rounded - z / 2 + z * z * series);
}

/** Points of which the arctangent is known to twice the digits: it is taken from the nearest, up to where each ends. */
const KNOWN = [
  { to: 0.6875, tangent: 0.5, high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { to: 1.1875, tangent: 1, high: 0.7853981633974483, low: 3.061616997868383e-17 },
  { to: 2.4375, tangent: 1.5, high: 0.982793723247329, low: 1.3903311031230998e-17 },
] as const;

/** The arctangent of x of 0 or more. */
function arctangent(x: number): number {
  if (x < 0.4375) return x - smallDifference(x);
  for (const { to, tangent, high, low } of KNOWN) {
    if (x >= to) continue;
    const t = (x - tangent) / (1 + tangent * x);
    return high - (smallDifference(t) - low - t);
  }
  const t = -1 / x;
  return Math.PI / 2 - (smallDifference(t) - PI_LOW / 2 - t);
}

/** x less its arctangent, for x up to 0.4375 in size. */
function smallDifference(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 +
              w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const even =
    w *
    (-0.19999999999876483 +
      w *
        (-0.11111110405462356 +
          w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  return x * (odd + even);
}
