import type { ClaimLine, CostSharingInput } from '../../naive/cost-sharing.ts';
import { generateCostSharing } from '../../naive/generate.ts';
import type { PlanDocument, PoolDocument } from '../history.ts';
import type { Draw } from './draw.ts';

const TIERS = { employee: { coverage: 'individual' }, family: { coverage: 'family' } } as const;
/** No limit of a plan and no charge is higher, so that sums stay of an order in which limits are met. */
const MOST_CENTS = 5_000_000;

/** Services as they may be charged under a plan: with amounts of the order of its limits. */
export type Stock = readonly ClaimLine[];

/** A plan's terms, of any shape that the calculators' rules allow, and what may be charged under it. */
export function drawDesign(draw: Draw): {
  readonly planYear: CostSharingInput['planYear'];
  readonly design: CostSharingInput['plan'];
  readonly stock: Stock;
} {
  for (;;) {
    const { currency, coverage, planYear, plan, claims } = generateCostSharing(draw.numbers, 60);
    const lines = claims.flatMap((claim) => claim.lines);
    const stock = lines.filter(({ charge }) => Number(charge) * 100 <= MOST_CENTS);
    const limits = Object.values(plan.networks).map(({ deductible }) => Number(deductible.individual) * 100);
    // With family coverage all limits are given that either kind of coverage needs.
    const isFit = currency === 'USD' && coverage === 'family' && limits.every((limit) => limit <= MOST_CENTS);
    if (isFit && stock.length >= 30) return { planYear, design: plan, stock };
  }
}

/** A consortium of two or three members, with two plans adjudicated here and one paid elsewhere. */
export function drawDocument(draw: Draw): { document: PoolDocument; stocks: Map<string, Stock> } {
  const stocks = new Map<string, Stock>();
  const plan = (code: string, administration: PlanDocument['administration']): PlanDocument => {
    const { planYear, design, stock } = drawDesign(draw);
    stocks.set(code, stock);
    return { code, name: code, administration, planYear, design };
  };
  const members = ['town', 'school', 'mill'].slice(0, draw.whole(2, 3));
  const document: PoolDocument = {
    name: 'A simulated pool',
    currency: 'USD',
    fiscalYear: { start: draw.one(['01-01', '07-01', '07-15']) },
    tiers: TIERS,
    members: members.map((code) => ({ code, name: code })),
    plans: [
      plan('base', 'adjudicated here'),
      plan('high', 'adjudicated here'),
      plan('outside', 'paid elsewhere'),
    ],
    contributions: [{ from: '2020-01', rates: { employee: '450.00', family: '1210.50' } }],
    administration: draw.chance(0.8) ? [{ from: '2020-01', perEmployeePerMonth: '31.25' }] : [],
    stopLoss: ['2025', '2026', '2027', '2028'].map((year) => drawContract(draw, year)),
  };
  return { document, stocks };
}

function drawContract(draw: Draw, year: string): PoolDocument['stopLoss'][number] {
  const window = (from: string, to: string) => ({ from, to });
  const own = window(`${year}-01-01`, `${year}-12-31`);
  const next = String(Number(year) + 1);
  const [incurred, paid] = draw.one([
    [own, own],
    [own, window(own.from, `${next}-03-31`)],
    [window(`${Number(year) - 1}-01-01`, own.to), own],
  ])!;
  const amount = (most: number) => `${draw.whole(0, most)}.00`;
  const some = <T extends object>(value: T) => (draw.chance(0.4) ? value : {});
  return {
    contract: `contract-${year}`,
    carrier: 'Carrier',
    premiumPerEmployeePerMonth: draw.chance(0.8) ? '52.75' : '0.00',
    policy: {
      incurred: incurred!,
      paid: paid!,
      ...some({ runInMaximum: { perPerson: amount(2000), inAll: amount(5000), incurredBefore: own.from } }),
      specific: {
        deductible: amount(draw.chance(0.5) ? 500 : 20_000),
        reimbursement: draw.one(['1', '0.9', '1/3']),
        ...some({ benefits: ['medical'] }),
        ...some({ aggregatingDeductible: amount(1000) }),
        ...some({ maximum: amount(10_000) }),
      },
      aggregate: {
        factors: { employee: amount(80), family: amount(200) },
        period: draw.one(['annual', 'monthly'] as const),
        reimbursement: draw.one(['1', '0.9']),
        ...some({ minimum: { amount: amount(3000) } }),
        ...some({ accommodation: true }),
        ...some({ annualBasis: 'first-month' as const }),
      },
    },
  };
}
