import type { paths } from '../../../client/api-types.ts';
import { typedAmount } from '../../parts/typed.ts';

type Comparing = paths['/api/v1/comparisons']['post'];

/** A tender as its document has it, and the comparison of its bids. */
export type Tender = Comparing['requestBody']['content']['application/json'];
export type Comparison = Comparing['responses'][200]['content']['application/json'];
export type Bid = Comparison['bids'][number];

/** A figure by tier that is changed in place: where it stands in the tender. */
export interface FigureRow {
  readonly kind: 'enrolled' | 'claims' | 'rateOf' | 'premiumOf' | 'currentRate';
  readonly bid?: string;
  readonly byTier: Readonly<Record<string, string | number>>;
  /** The tender with one of the row's figures as it was typed. */
  with(tier: string, value: string): Tender;
}

/** All figures by tier: the group's, and of each bid its rates or its stop-loss premium. */
export function figureRows(tender: Tender): readonly FigureRow[] {
  const { group, expectedClaimsPerEmployeePerMonth: claims, bids, rise } = tender;
  return [
    {
      ...{ kind: 'enrolled', byTier: group.enrolment },
      with: (tier, value) => ({
        ...tender,
        group: { ...group, enrolment: { ...group.enrolment, [tier]: Number(value) } },
      }),
    },
    {
      ...{ kind: 'claims', byTier: claims },
      with: (tier, value) => ({
        ...tender,
        expectedClaimsPerEmployeePerMonth: { ...claims, [tier]: value },
      }),
    },
    ...(rise === undefined
      ? []
      : [
          {
            ...{ kind: 'currentRate' as const, byTier: rise.currentRatesPerMonth },
            with: (tier: string, value: string) => ({
              ...tender,
              rise: { ...rise, currentRatesPerMonth: { ...rise.currentRatesPerMonth, [tier]: value } },
            }),
          },
        ]),
    ...bids.map((bid, place): FigureRow => {
      const put = (changed: Tender['bids'][number]) => ({ ...tender, bids: bids.with(place, changed) });
      if ('ratesPerMonth' in bid) {
        const { ratesPerMonth } = bid;
        return {
          ...{ kind: 'rateOf', bid: bid.name, byTier: ratesPerMonth },
          with: (tier, value) => put({ ...bid, ratesPerMonth: { ...ratesPerMonth, [tier]: value } }),
        };
      }
      const { stopLossPremiumPerEmployeePerMonth: premium } = bid;
      return {
        ...{ kind: 'premiumOf', bid: bid.name, byTier: premium.specific },
        with: (tier, value) =>
          put({
            ...bid,
            stopLossPremiumPerEmployeePerMonth: {
              ...premium,
              specific: { ...premium.specific, [tier]: value },
            },
          }),
      };
    }),
  ];
}

/** What was typed as the tender writes it: a whole number of employees, an amount of cents; undefined where it is neither. */
export function typedFigure(kind: FigureRow['kind'], typed: string): string | undefined {
  if (kind !== 'enrolled') return typedAmount(typed);
  const plain = typed.replace(/[,\s]/g, '').replace(/^0+(?=\d)/, '');
  return /^\d+$/.test(plain) ? plain : undefined;
}

/** A bid as the tender has it, and the forms in which one is made. */
export type Bidding = Tender['bids'][number];
export const FORMS = ['fully-insured', 'level-funded', 'self-funded', 'pool'] as const;

/** The tender with a bid as it was changed; where it was renamed, what speaks of it follows. */
export function withBid(tender: Tender, place: number, bid: Bidding): Tender {
  const before = tender.bids[place]!.name;
  const { rise } = tender;
  const named = (name: string) => (name === before ? bid.name : name);
  return {
    ...tender,
    bids: tender.bids.with(place, bid),
    ...(rise && { rise: { ...rise, bid: named(rise.bid), ...(rise.pool && { pool: named(rise.pool) }) } }),
  };
}

/** The tender without a bid, and without the answers to its rise or to joining it. */
export function withoutBid(tender: Tender, place: number): Tender {
  const { name } = tender.bids[place]!;
  const { rise, ...others } = tender;
  const bids = tender.bids.toSpliced(place, 1);
  if (rise === undefined || rise.bid === name) return { ...others, bids };
  const { pool, ...rest } = rise;
  return { ...others, bids, rise: pool === undefined || pool === name ? rest : rise };
}

/** A bid to begin with: what claims are expected to cost, and nothing on top of it yet. */
export function newBid(tender: Tender, form: Bidding['form'], name: string): Bidding {
  const claims = tender.expectedClaimsPerEmployeePerMonth;
  const nothing = Object.fromEntries(Object.keys(claims).map((tier) => [tier, '0.00']));
  const terms = { name, commissionIncluded: true };
  const administration = [{ perEmployeePerMonth: '0.00' }];
  const stopLoss = {
    administration,
    stopLossPremiumPerEmployeePerMonth: { specific: nothing, aggregate: '0.00' },
    attachmentMultiplier: '1.25',
  };
  switch (form) {
    case 'fully-insured':
      return { ...terms, form, ratesPerMonth: claims };
    case 'level-funded':
      return { ...terms, form, ...stopLoss, returnedShare: '0.50', runOutMonths: 3 };
    case 'self-funded':
      return { ...terms, form, ...stopLoss };
    case 'pool':
      return {
        ...{ ...terms, form, ratesPerMonth: claims, administration },
        ...{ employeesInPool: 0, assessmentMostShare: '0.00' },
      };
  }
}

/** The tender with another employer's share of a tier's rate, in whole percent. */
export function withShare(tender: Tender, tier: string, percent: number): Tender {
  const employerShare = `${Math.floor(percent / 100)}.${String(percent % 100).padStart(2, '0')}`;
  return { ...tender, contributions: { ...tender.contributions, [tier]: { employerShare } } };
}
