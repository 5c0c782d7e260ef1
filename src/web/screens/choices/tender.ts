import type { paths } from '../../../client/api-types.ts';

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
  const plain = typed.replace(/[,\s$]/g, '').replace(/^0+(?=\d)/, '');
  if (kind === 'enrolled') return /^\d+$/.test(plain) ? plain : undefined;
  const [, whole, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  return whole === undefined ? undefined : `${whole}.${cents.padEnd(2, '0')}`;
}

/** The tender with another employer's share of a tier's rate, in whole percent. */
export function withShare(tender: Tender, tier: string, percent: number): Tender {
  const employerShare = `${Math.floor(percent / 100)}.${String(percent % 100).padStart(2, '0')}`;
  return { ...tender, contributions: { ...tender.contributions, [tier]: { employerShare } } };
}
