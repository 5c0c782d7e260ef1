import { type Day, formatDay } from '../calendar/day.ts';
import { type Amount, sumOfAmounts } from '../money/amount.ts';
import type { Ratio } from '../money/ratio.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { adjustedLoss, clauseRatio, requiredInsurance } from './coinsurance-clause.ts';
import type { Programme } from './programme.ts';
import { type SharedLoss, takeLoss, type YearLeft } from './programme-year.ts';

/** What an expert held a location to be worth on a day. */
export interface Appraisal {
  readonly day: Day;
  readonly value: Amount;
  /** Who held it to be worth that, and how. */
  readonly source?: string | undefined;
}

/** A location of an insured property: its appraisals, in any order, and the amount it is insured for. */
export interface Location {
  readonly location: string;
  readonly appraisals: readonly Appraisal[];
  readonly insured: Amount;
  readonly agreedValue: boolean;
}

/** A location on a day: its value in force, what the requirement asks for, and how much insurance is short of it. */
export interface LocationValue {
  readonly location: string;
  readonly appraisedOn: Day;
  readonly value: Amount;
  readonly source: string | undefined;
  readonly required: Amount;
  readonly insured: Amount;
  readonly gap: Amount;
  /** The ratio in which a loss counts; 1 under an agreed value, whatever the gap. */
  readonly ratio: Ratio;
}

/** All locations, in the order given, and their sums. One location's gap is not filled by another's excess. */
export interface StatementOfValues {
  readonly locations: readonly LocationValue[];
  readonly value: Amount;
  readonly required: Amount;
  readonly insured: Amount;
  readonly gap: Amount;
}

/**
 * The statement of values on a day, each location at its latest appraisal up to that day, against one coinsurance
 * requirement (from 0 to 1). Refused: `inconsistent` where a location comes twice, or has two appraisals of one day;
 * `missing_field` where it has none by the day; `undefined_result` where nothing is required; `too_large`.
 */
export function statementOfValues(
  locations: readonly Location[],
  requirement: Ratio,
  on: Day,
): StatementOfValues | Refusal {
  const values: LocationValue[] = [];
  for (const [place, location] of locations.entries()) {
    const at = `locations[${place}]`;
    if (values.some((before) => before.location === location.location))
      return refuse('inconsistent', `${at}.location`, 'each location once', location.location);
    const appraisal = appraisalOn(location.appraisals, on, `${at}.appraisals`);
    if (isRefusal(appraisal)) return appraisal;
    const { insured, agreedValue } = location;
    const required = requiredInsurance(appraisal.value, requirement);
    const ratio = clauseRatio(required, insured, agreedValue);
    if (isRefusal(ratio)) return { ...ratio, path: at };
    values.push({
      location: location.location,
      appraisedOn: appraisal.day,
      value: appraisal.value,
      source: appraisal.source,
      required,
      insured,
      gap: Math.max(0, required - insured) as Amount,
      ratio,
    });
  }
  const [value, insured] = [
    sumOfAmounts(values.map((of) => of.value)),
    sumOfAmounts(values.map((of) => of.insured)),
  ];
  if (value === undefined || insured === undefined)
    return refuse('too_large', 'locations', 'sums up to 2^53 - 1 minor units', locations.length);
  // No location requires more than its value, so these sums are below that of the values.
  const required = sumOfAmounts(values.map((of) => of.required))!;
  const gap = sumOfAmounts(values.map((of) => of.gap))!;
  return { locations: values, value, required, insured, gap };
}

/**
 * A location's loss: as much of it as the clause lets count, shared by the programme, and all that the insured bears. The
 * penalty is what the insurers would pay more were the clause suspended.
 */
export interface LocationLoss {
  readonly counted: Amount;
  readonly penalty: Amount;
  readonly shared: SharedLoss;
  readonly insuredBears: Amount;
}

/**
 * Takes a location's loss through the clause, then through the programme, whose deductible comes off after the clause
 * (ISO CP 00 10); no more than the amount insured climbs the layers. The year has that much less left.
 */
export function takeLocationLoss(
  programme: Programme,
  left: YearLeft,
  { ratio, insured }: LocationValue,
  loss: Amount,
): LocationLoss {
  const counted = adjustedLoss(loss, ratio);
  const suspended = takeLoss(programme, { ...left, aggregate: [...left.aggregate] }, loss, insured);
  const shared = takeLoss(programme, left, counted, insured);
  const insuredBears = (loss - counted + shared.insured) as Amount;
  return { counted, penalty: (insuredBears - suspended.insured) as Amount, shared, insuredBears };
}

function appraisalOn(appraisals: readonly Appraisal[], on: Day, at: string): Appraisal | Refusal {
  let latest: Appraisal | undefined;
  const days = new Set<Day>();
  for (const [place, appraisal] of appraisals.entries()) {
    if (days.has(appraisal.day))
      return refuse('inconsistent', `${at}[${place}].day`, 'one appraisal a day', formatDay(appraisal.day));
    days.add(appraisal.day);
    const isLater = latest === undefined || appraisal.day > latest.day;
    if (appraisal.day <= on && isLater) latest = appraisal;
  }
  return latest ?? refuse('missing_field', at, `an appraisal by ${formatDay(on)}`, undefined);
}
