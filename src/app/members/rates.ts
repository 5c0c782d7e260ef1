import { formatMonth, type Month } from '../../core/calendar/month.ts';
import { splitCharge } from '../../core/contributions/bill-split.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal } from '../../core/refusal.ts';
import { contributionRate, employerRule } from '../contribution-rate.ts';
import { ratesOfPool } from '../month-charges.ts';
import type { Consortium } from '../ports/consortium.ts';

/**
 * The rates in force in a month: what a subscriber of each member, plan and tier costs, as employer and employee bear it, and
 * what the pool itself owes for a subscriber. A tier without a rate is left out.
 */
export function ratesDocument(consortium: Consortium, month: Month, members: ReadonlyMap<string, number>) {
  const { document } = consortium;
  const write = (minor: number) => formatAmount(minor, document.currency);
  const rates = [...members.keys()].flatMap((member) =>
    document.plans.flatMap(({ code: plan }) =>
      [...document.tiers].flatMap(([tier, { status }]) => {
        const contributor = { member, plan, tier };
        const found = contributionRate(document, month, contributor);
        if (isRefusal(found)) return [];
        const rate = found.rates.get(tier)!;
        const split = splitCharge(1, rate, employerRule(document, month, contributor));
        return {
          ...{ member, plan, tier, status, since: formatMonth(found.from), rate: write(rate) },
          ...{ employer: write(split.employer), employee: write(split.employee) },
        };
      }),
    ),
  );
  const [[, administration], [, stopLossPremium]] = ratesOfPool(consortium, month);
  return {
    ...{ month: formatMonth(month), currency: document.currency.code, rates },
    ...{ administration: write(administration), stopLossPremium: write(stopLossPremium) },
  };
}
