import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';
import { enrolmentMonth, inOrder } from './stop-loss.ts';
import { stopLossPolicy } from './stop-loss-policy.ts';

const { amount, day, defaulting, list, object, optional, text, whole } = shape;

const contract = object({
  currency: shape.currency,
  jurisdiction: text,
  day,
  employees: whole(),
  members: whole(),
  expectedClaims: amount(),
  policy: stopLossPolicy,
  enrolment: optional(list(enrolmentMonth)),
});

const lossRatio = object({
  currency: shape.currency,
  jurisdiction: text,
  day,
  line: text,
  incurredClaims: amount('negative'),
  lossAdjustmentExpense: defaulting(amount(), '0'),
  earnedPremium: amount(),
});

/** The JSON Schema of what is held against the law. */
export const contractCheckSchema: shape.JsonSchema = { anyOf: [contract.schema, lossRatio.schema] };

/** A stop-loss contract with the group that it covers, to be held against the law of a jurisdiction and day. */
export type ContractDocument = shape.Read<typeof contract>;

/** A loss ratio of a line of insurance, to be held against the same. */
export type LossRatioDocument = shape.Read<typeof lossRatio>;

const MONTHS_OF_A_YEAR = 12;

/**
 * Reads what `poolbook check contract` is given: a document with a `policy` is a stop-loss contract, one with a `line` a
 * loss ratio. Refused, beside wrong fields: neither (`missing_field`), an aggregate without enrolment, or with that of
 * other than twelve months, so that no annual attachment follows from it.
 */
export function readContractCheck(value: unknown): ContractDocument | LossRatioDocument | Refusal {
  if (!shape.isObject(value)) return refuse('wrong_type', '', 'one JSON object', value);
  if (Object.hasOwn(value, 'line')) return shape.readDocument(lossRatio, value);
  if (!Object.hasOwn(value, 'policy')) {
    return refuse(
      'missing_field',
      'policy',
      'a stop-loss policy, or a line with its claims and premium',
      undefined,
    );
  }
  const read = shape.readDocument(contract, value);
  return isRefusal(read) ? read : withYear(read);
}

/** The contract with its enrolment in order of months. */
function withYear(read: ContractDocument): ContractDocument | Refusal {
  const { aggregate } = read.policy;
  if (aggregate === undefined) return read;
  if (read.enrolment === undefined) {
    return refuse(
      'missing_field',
      'enrolment',
      'enrolment by month, as the aggregate attaches by it',
      undefined,
    );
  }
  const isOfMonths = aggregate.period === 'monthly' || aggregate.annualBasis === 'months';
  const least = isOfMonths ? MONTHS_OF_A_YEAR : 1;
  if (read.enrolment.length < least || read.enrolment.length > MONTHS_OF_A_YEAR) {
    const expected = isOfMonths ? 'the twelve months of a year' : 'one to twelve months';
    return refuse('inconsistent', 'enrolment', expected, read.enrolment.length);
  }
  const enrolment = inOrder(read.enrolment, [...aggregate.factors.keys()]);
  return isRefusal(enrolment) ? enrolment : { ...read, enrolment };
}
