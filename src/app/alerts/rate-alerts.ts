import { formatMonth, type Month, monthOf } from '../../core/calendar/month.ts';
import { formatAmount } from '../../core/money/amount.ts';
import { isRefusal } from '../../core/refusal.ts';
import { type ConsortiumDocument, contributionRates } from '../../exchange/json/consortium-document.ts';
import { contributionRate } from '../contribution-rate.ts';
import type { BilledRate, Board } from '../ports/board.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Alert, AlertSource } from './alert.ts';

type Rates = ConsortiumDocument['contributions'];

/** Rates that the board has passed. */
interface VotedRates {
  readonly resolutionId: number;
  /** The version of the document by which they took effect; undefined where they have not. */
  readonly documentVersion: number | undefined;
  readonly rates: Rates;
}

/**
 * Rates billed are rates voted: rates that have passed and begun but are not on record, and months that were billed at
 * other rates than those voted. Voted are the rates of the last resolution that took effect; before there is any, those of
 * the document, which were in force when the board began.
 */
export async function rateAlerts({ stores, consortium, on }: AlertSource): Promise<Alert[]> {
  const { consortiumId, document } = consortium;
  if (document.board === undefined) return [];
  const voted = votedRates(await stores.boards.read(consortiumId), document);
  const inEffect = voted.filter(({ documentVersion }) => documentVersion !== undefined);
  const used = inEffect.sort((a, b) => a.documentVersion! - b.documentVersion!).at(-1);
  const unused = voted.findLast(
    ({ documentVersion, resolutionId }) =>
      documentVersion === undefined && resolutionId > (used?.resolutionId ?? 0),
  );
  const billed = await stores.boards.billedRates(consortiumId);
  return [
    ...(unused === undefined ? [] : notBilled(unused, document.contributions, monthOf(on))),
    ...notVoted(consortium, billed, used?.rates ?? document.contributions),
  ];
}

function votedRates({ motions, resolutions }: Board, document: ConsortiumDocument): VotedRates[] {
  return resolutions.flatMap(({ resolutionId, motionId, outcome, effect }) => {
    const motion = motions.find((one) => one.motionId === motionId);
    if (outcome !== 'passed' || motion?.kind !== 'rates') return [];
    const { contributions } = JSON.parse(motion.content) as { readonly contributions?: unknown };
    const rates = contributionRates.read(contributions, 'contributions', document.currency);
    // A motion on something else than rates as a document writes them can bring no rates about.
    if (isRefusal(rates)) return [];
    return { resolutionId, documentVersion: effect?.factId, rates };
  });
}

/** Of interest from the month on in which the first rate begins that the document does not have, or has and should not. */
function notBilled({ resolutionId, rates }: VotedRates, onRecord: Rates, month: Month): Alert[] {
  const isMissingIn = (others: Rates) => {
    const known = new Set(others.map(rateText));
    return (rate: Rates[number]) => !known.has(rateText(rate));
  };
  const differing = [...rates.filter(isMissingIn(onRecord)), ...onRecord.filter(isMissingIn(rates))];
  const begun = differing.map(({ from }) => from).filter((from) => from <= month);
  if (begun.length === 0) return [];
  const from = formatMonth(Math.min(...begun));
  return [
    {
      ...{ code: 'voted_rate_not_billed', severity: 'urgent', about: `resolution ${resolutionId}` },
      figure: `what was voted from ${from} on is not in the document on record`,
      values: { resolution: String(resolutionId), from },
      next: `Record the document with it: \`poolbook import consortium FILE --resolution ${resolutionId}\`.`,
    },
  ];
}

function rateText({ rates, ...rate }: Rates[number]): string {
  return JSON.stringify([rate.from, rate.plan, rate.member, [...rates].sort()]);
}

function notVoted(
  { document, members, plans }: Consortium,
  billed: readonly BilledRate[],
  rates: Rates,
): Alert[] {
  const codeOf = (codes: ReadonlyMap<string, number>, id: number) =>
    [...codes].find(([, one]) => one === id)![0];
  const write = (minor: number | undefined) =>
    minor === undefined ? 'none' : formatAmount(minor, document.currency);
  const differing = billed.flatMap(({ month, memberId, planId, tier, rate }) => {
    const [member, plan] = [codeOf(members, memberId), codeOf(plans, planId)];
    const inForce = contributionRate({ ...document, contributions: rates }, month, { member, plan, tier });
    const voted = isRefusal(inForce) ? undefined : inForce.rates.get(tier);
    return voted === rate ? [] : { month, member, plan, tier, rate, voted };
  });
  const [first] = differing;
  if (first === undefined) return [];
  const months = [...new Set(differing.map(({ month }) => month))].map(formatMonth);
  const { member, plan, tier, rate, voted } = first;
  const month = formatMonth(first.month);
  return [
    {
      ...{
        code: 'billed_rate_not_voted',
        severity: 'urgent',
        about: months.join(', '),
      },
      figure: `${differing.length} rates, the first of ${month}: ${member}, ${plan}, ${tier}: billed ${write(rate)}, voted ${write(voted)}`,
      values: {
        ...{ months: months.join(','), rates: String(differing.length) },
        ...{ month, member, plan, tier, billed: write(rate) },
        ...(voted !== undefined && { voted: write(voted) }),
      },
      next: 'Have the rates voted that were billed, or bill the difference.',
    },
  ];
}
