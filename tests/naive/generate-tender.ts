/**
 * A seeded generator of random valid tenders, of every shape that docs/compare.md allows. The same seed gives the same
 * document. Every sum stays under 2^53 minor units.
 */
import { currencyDecimals, formatAmount, type RatioInput } from './decimal.ts';
import type { Random } from './generate.ts';
import type { Band, BidInput, TenderInput } from './tender.ts';

const tierNames = ['employee', 'employee-spouse', 'family', 'retiree', 'constructor', 'a.b', '2', 'é'];
const currencies = ['USD', 'USD', 'EUR', 'JPY', 'KWD', 'CLF'];
const shares: RatioInput[] = ['0', '1', 0, 1, '0.5', '0.85', '1/3', '2/3', 0.9, '0.0125', 1e-7, '5/6'];

function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[whole(random, 0, items.length - 1)];
}

function shareOf(random: Random): RatioInput {
  if (chance(random, 0.4)) return pick(random, shares);
  if (chance(random, 0.5)) return `0.${String(whole(random, 0, 9999)).padStart(4, '0')}`;
  const denominator = whole(random, 1, 300);
  return `${whole(random, 0, denominator)}/${denominator}`;
}

/** Bands that ascend and hold a group of so many; the values in any order, or falling in price. */
function bands<B extends object>(random: Random, employees: number, value: () => B): (Band & B)[] {
  const edges = new Set<number>();
  for (let count = whole(random, 0, 3); count > 0; count -= 1)
    edges.add(Math.max(1, employees + pick(random, [-40, -1, 0, 1, 7, 60])));
  const list = [...edges].sort((a, b) => a - b).map((upTo) => ({ upTo, ...value() }));
  const last = list.at(-1)?.upTo ?? 0;
  if (last >= employees && chance(random, 0.3)) return list;
  return [...list, value() as Band & B];
}

/** A tender of one to five bids of any form, mostly with a rise to answer. */
export function generateTender(random: Random): TenderInput {
  const currency = pick(random, currencies);
  const scale = pick(random, [100, 10_000, 150_000, 1_000_000]);
  const amount = (most = scale): string => {
    const units = chance(random, 0.05) ? 0 : Math.floor(random() * most);
    const text = formatAmount(BigInt(units), currency);
    return currencyDecimals(currency) > 0 && chance(random, 0.05) ? text.replace(/\.?0+$/, '') : text;
  };
  const names = tierNames.filter(() => chance(random, 0.4)).slice(0, 4);
  const tiers = names.length === 0 ? ['employee'] : names;
  const enrolment = Object.fromEntries(
    tiers.map((tier) => [tier, chance(random, 0.1) ? 0 : whole(random, 1, pick(random, [3, 60, 900]))]),
  );
  if (Object.values(enrolment).every((count) => count === 0)) enrolment[tiers[0]] = 1;
  const enrolled = Object.values(enrolment).reduce((sum, count) => sum + count, 0);
  const waived = chance(random, 0.5) ? whole(random, 0, 20) : undefined;
  const byTier = (most?: number) => Object.fromEntries(tiers.map((tier) => [tier, amount(most)]));

  const bid = (place: number): BidInput => {
    const form = pick(random, ['fully-insured', 'level-funded', 'self-funded', 'pool'] as const);
    const employeesInPool = form === 'pool' ? whole(random, 0, 3000) : 0;
    const volume = enrolled + employeesInPool;
    const terms: BidInput = {
      name: `${pick(random, ['Harbor', 'Meridian', 'a', 'B', 'é'])} ${place}`,
      form,
      commissionIncluded: chance(random, 0.5),
      ...(chance(random, 0.5) && {
        volumeDiscounts: bands(random, volume, () => ({ discount: shareOf(random) })),
      }),
      ...(chance(random, 0.7) && {
        rateGuarantee: {
          months: pick(random, [12, 12, 15, 18, 23, 24, 25, 36]),
          ...(chance(random, 0.6) && { renewalCap: pick(random, ['0', '0.09', 0.15, '1/3', '1.5']) }),
        },
      }),
      ...(chance(random, 0.5) && {
        minimumParticipation: {
          ...(chance(random, 0.8) && { share: pick(random, ['0.5', '0.75', '0.9', 1, '2/3']) }),
          ...(chance(random, 0.4) && { employees: Math.max(0, enrolled + whole(random, -3, 2)) }),
        },
      }),
    };
    if (form === 'fully-insured') return { ...terms, ratesPerMonth: byTier() };
    const administration = bands(random, volume, () => ({ perEmployeePerMonth: amount(scale / 10) }));
    if (form === 'pool')
      return {
        ...terms,
        ratesPerMonth: byTier(),
        administration,
        employeesInPool,
        assessmentMostShare: pick(random, ['0', '0.1', '1/4', 1.5]),
      };
    const stopLoss = {
      administration,
      stopLossPremiumPerEmployeePerMonth: { specific: byTier(scale / 5), aggregate: amount(scale / 20) },
      attachmentMultiplier: pick(random, ['1', 1, '1.10', '1.25', '4/3', 1.15]),
    };
    if (form === 'level-funded')
      return { ...terms, ...stopLoss, returnedShare: shareOf(random), runOutMonths: whole(random, 0, 24) };
    return {
      ...terms,
      ...stopLoss,
      ...(chance(random, 0.5) && { lasersAboveDeductible: amount(scale * 100) }),
    };
  };

  const bids = Array.from({ length: whole(random, 1, 5) }, (_, place) => bid(place));
  const leavesOut = bids.some(({ commissionIncluded }) => !commissionIncluded);
  const eligible = enrolled + (waived ?? 0) + (chance(random, 0.3) ? 0 : whole(random, 0, enrolled));
  const holds = ({ minimumParticipation }: BidInput) => {
    const { share, employees } = minimumParticipation ?? {};
    const [part, of = '1'] = String(share ?? 0).split('/');
    // Cut at whole numbers, so that no rounding decides.
    const isEnough = Number(of) * enrolled * 1000 >= Number(part) * 1000 * (eligible - (waived ?? 0));
    return isEnough && enrolled >= (employees ?? 0);
  };
  const risen = bids.find((each) => each.form !== 'pool' && holds(each));
  const pool = bids.find((each) => each.form === 'pool' && holds(each));
  return {
    currency,
    planYearFrom: `20${whole(random, 20, 40)}-${String(whole(random, 1, 12)).padStart(2, '0')}`,
    group: {
      enrolment,
      eligibleEmployees: eligible,
      ...(waived !== undefined && { waivedWithOtherCoverage: waived }),
    },
    expectedClaimsPerEmployeePerMonth: byTier(),
    ...(chance(random, 0.6) && { goodYearClaimsShare: shareOf(random) }),
    contributions: Object.fromEntries(
      tiers.map((tier) => [
        tier,
        chance(random, 0.6) ? { employerShare: shareOf(random) } : { employerAmountPerMonth: amount() },
      ]),
    ),
    ...(chance(random, 0.5) && { returnsTo: pick(random, ['as-contributed', 'employer'] as const) }),
    ...((leavesOut || chance(random, 0.3)) && {
      commission: chance(random, 0.5)
        ? { share: pick(random, ['0', '0.03', '1/7', 0.5]) }
        : { perEmployeePerMonth: amount(scale / 20) },
    }),
    bids,
    ...(risen !== undefined &&
      chance(random, 0.7) && {
        rise: {
          bid: risen.name,
          ...(pool !== undefined && { pool: pool.name }),
          currentRatesPerMonth: byTier(),
          benefitFactor: shareOf(random),
        },
      }),
  };
}
