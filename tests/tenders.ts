// Tenders for tests: one plain group and bids of each form to build examples on, in minor units.
import type {
  Bid,
  FullyInsuredBid,
  Group,
  LevelFundedBid,
  PoolBid,
  SelfFundedBid,
} from '../src/core/contributions/tender.ts';
import { parseRatio, type Ratio } from '../src/core/money/ratio.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { readTender, type Tender } from '../src/exchange/json/tender.ts';
import { minor } from './designs.ts';
import { seeded } from './naive/generate.ts';
import { generateTender } from './naive/generate-tender.ts';
import type { TenderInput } from './naive/tender.ts';

/** "0.15" as an exact ratio. */
export function exactly(text: string): Ratio {
  return parseRatio(text)!;
}

/** Amounts for the tiers employee and family. */
export function byTier(employee: number, family: number) {
  return new Map([
    ['employee', minor(employee)],
    ['family', minor(family)],
  ]);
}

/** 3 employees alone and 2 with a family, of 8 who could; 500.00 and 1,200.00 of claims a month; 80 % and 600.00 paid. */
export function group(changes: Partial<Group> = {}): Group {
  return {
    planYearFrom: 684 as Group['planYearFrom'],
    enrolment: new Map([
      ['employee', 3],
      ['family', 2],
    ]),
    eligibleEmployees: 8,
    waivedWithOtherCoverage: 0,
    expectedClaims: byTier(50_000, 120_000),
    goodYearClaimsShare: exactly('0.80'),
    contributions: new Map([
      ['employee', { employerShare: exactly('0.80') }],
      ['family', { employerAmountPerMonth: minor(60_000) }],
    ]),
    returnsTo: 'as-contributed',
    ...changes,
  };
}

const common = { commissionIncluded: true, volumeDiscounts: [] };

/** 600.00 and 1,400.00 a month. */
export function insured(changes: Partial<FullyInsuredBid> = {}): FullyInsuredBid {
  return { ...common, name: 'insurer', form: 'fully-insured', rates: byTier(60_000, 140_000), ...changes };
}

const stopLoss = {
  administration: [{ perEmployeePerMonth: minor(4000) }],
  specificPremium: byTier(7000, 15_000),
  aggregatePremium: minor(1000),
};

/** 40.00 of fee, 70.00 and 150.00 specific, 10.00 aggregate; the fund at 110 %, of which half comes back. */
export function levelFunded(changes: Partial<LevelFundedBid> = {}): LevelFundedBid {
  return {
    ...common,
    ...stopLoss,
    name: 'level',
    form: 'level-funded',
    attachmentMultiplier: exactly('1.10'),
    returnedShare: exactly('0.50'),
    runOutMonths: 3,
    ...changes,
  };
}

/** The same premium; the attachment at 125 %. */
export function selfFunded(changes: Partial<SelfFundedBid> = {}): SelfFundedBid {
  return {
    ...common,
    ...stopLoss,
    name: 'self',
    form: 'self-funded',
    attachmentMultiplier: exactly('1.25'),
    lasersAboveDeductible: minor(0),
    ...changes,
  };
}

/** 550.00 and 1,300.00 a month, 30.00 of fee up to 100 employees and 20.00 above, 99 in the pool, 10 % assessed at most. */
export function pool(changes: Partial<PoolBid> = {}): PoolBid {
  return {
    ...common,
    name: 'pool',
    form: 'pool',
    rates: byTier(55_000, 130_000),
    administration: [{ upTo: 100, perEmployeePerMonth: minor(3000) }, { perEmployeePerMonth: minor(2000) }],
    employeesInPool: 99,
    assessmentMostShare: exactly('0.10'),
    ...changes,
  };
}

/** One bid of each form. */
export function everyForm(): Bid[] {
  return [insured(), levelFunded(), selfFunded(), pool()];
}

/** A value; a refusal is a bug of the test. */
export function answered<T>(value: T): Exclude<T, { refused: true }> {
  if (isRefusal(value)) throw new Error(`${value.code} ${value.path}: ${value.expected}`);
  return value as Exclude<T, { refused: true }>;
}

/** A generated tender by its seed, as document and in the core's terms. */
export function tenderOf(seed: number): { document: TenderInput; tender: Tender } {
  const document = generateTender(seeded(seed));
  return { document, tender: answered(readTender(document)) };
}
