import type { Bid } from '../../core/contributions/tender.ts';
import { checkBands } from '../../core/contributions/volume.ts';
import { compareRatios, ratioOf } from '../../core/money/ratio.ts';
import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';

const { amount, byName, defaulting, flag, list, object, oneOf, optional, ratio, text, whole } = shape;

const common = {
  name: text,
  commissionIncluded: flag,
  volumeDiscounts: defaulting(list(object({ upTo: optional(whole(1)), discount: ratio(1) })), []),
  rateGuarantee: optional(object({ months: whole(12), renewalCap: optional(ratio()) })),
  minimumParticipation: optional(object({ share: optional(ratio(1)), employees: optional(whole()) })),
};
const administration = list(object({ upTo: optional(whole(1)), perEmployeePerMonth: amount() }));
const stopLoss = {
  administration,
  stopLossPremiumPerEmployeePerMonth: object({ specific: byName(amount()), aggregate: amount() }),
  attachmentMultiplier: ratio(),
};

const forms = {
  'fully-insured': object({ ...common, form: oneOf('fully-insured'), ratesPerMonth: byName(amount()) }),
  'level-funded': object({
    ...common,
    form: oneOf('level-funded'),
    ...stopLoss,
    returnedShare: ratio(1),
    runOutMonths: whole(),
  }),
  'self-funded': object({
    ...common,
    form: oneOf('self-funded'),
    ...stopLoss,
    lasersAboveDeductible: defaulting(amount(), '0'),
  }),
  pool: object({
    ...common,
    form: oneOf('pool'),
    ratesPerMonth: byName(amount()),
    administration,
    employeesInPool: whole(),
    assessmentMostShare: ratio(),
  }),
};

type Written = { [form in keyof typeof forms]: shape.Read<(typeof forms)[form]> }[keyof typeof forms];

const form = oneOf('fully-insured', 'level-funded', 'self-funded', 'pool');

/** The most months after the year in which a fund may still pay its claims. */
const LONGEST_RUN_OUT = 120;

/** A bid of any form: `form` says which fields stand beside it. */
export const tenderBid: shape.Shape<Bid> = {
  schema: { anyOf: Object.values(forms).map(({ schema }) => schema) },
  read(value, path, currency) {
    if (!shape.isObject(value)) return refuse('wrong_type', path, 'an object', value);
    const at = joinPath(path, 'form');
    if (!Object.hasOwn(value, 'form')) return refuse('missing_field', at, 'a form of funding', undefined);
    const known = form.read(value.form, at, currency);
    if (isRefusal(known)) return known;
    const read = (forms[known] as shape.Shape<Written>).read(value, path, currency);
    if (isRefusal(read)) return read;
    return checkBid(read, path) ?? bidOf(read);
  },
};

function checkBid(bid: Written, path: string): Refusal | undefined {
  const discounts = checkBands(bid.volumeDiscounts, joinPath(path, 'volumeDiscounts'));
  if (discounts !== undefined || bid.form === 'fully-insured') return discounts;
  const fees = checkBands(bid.administration, joinPath(path, 'administration'));
  if (fees !== undefined || bid.form === 'pool') return fees;
  if (compareRatios(bid.attachmentMultiplier, ratioOf(1)) < 0) {
    const wanted = '1 or more, as no attachment lies below the claims expected';
    return refuse('out_of_range', joinPath(path, 'attachmentMultiplier'), wanted, 'less');
  }
  if (bid.form === 'level-funded' && bid.runOutMonths > LONGEST_RUN_OUT) {
    return refuse(
      'out_of_range',
      joinPath(path, 'runOutMonths'),
      `at most ${LONGEST_RUN_OUT}`,
      bid.runOutMonths,
    );
  }
  return undefined;
}

function bidOf(read: Written): Bid {
  if (read.form === 'fully-insured' || read.form === 'pool') {
    const { ratesPerMonth: rates, ...terms } = read;
    return { ...terms, rates };
  }
  const { stopLossPremiumPerEmployeePerMonth: premium, ...terms } = read;
  return { ...terms, specificPremium: premium.specific, aggregatePremium: premium.aggregate };
}

/** The maps by tier of a bid, each with its path within the bid. */
export function byTierOf(bid: Bid): [path: string, amounts: ReadonlyMap<string, number>] {
  return bid.form === 'fully-insured' || bid.form === 'pool'
    ? ['ratesPerMonth', bid.rates]
    : ['stopLossPremiumPerEmployeePerMonth.specific', bid.specificPremium];
}
