import type { Programme } from '../../core/coinsurance/programme.ts';
import {
  type Location,
  type StatementOfValues,
  statementOfValues,
} from '../../core/coinsurance/statement-of-values.ts';
import { sumOfAmounts } from '../../core/money/amount.ts';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { programmeShape, signRead } from './programme.ts';
import * as shape from './shape.ts';

const { amount, defaulting, flag, list, object, optional, ratio, text } = shape;

const document = object({
  currency: shape.currency,
  on: shape.day,
  requirement: ratio(1),
  locations: defaulting(
    list(
      object({
        location: text,
        name: optional(text),
        appraisals: list(object({ day: shape.day, value: amount(), source: optional(text) })),
        insured: amount(),
        agreedValue: defaulting(flag, false),
      }),
    ),
    [],
  ),
  programme: optional(programmeShape),
  losses: defaulting(
    list(object({ id: text, location: text, date: optional(shape.day), amount: amount() })),
    [],
  ),
});

/** The JSON Schema of a property document. */
export const propertyDocumentSchema = document.schema;

/** A location with the name that people call it by. */
export interface NamedLocation extends Location {
  readonly name?: string | undefined;
}

type Written = shape.Read<typeof document>;

/** The property of a pool: its locations, their values on a day, the programme that insures them, and losses to them. */
export interface Property extends Omit<Written, 'locations' | 'programme'> {
  readonly locations: readonly NamedLocation[];
  readonly statement: StatementOfValues;
  readonly programme: Programme | undefined;
}

/**
 * Reads a property document (docs/values.md); `schedule` stands for its locations where they come as a file of their own.
 * Refused beside what is not of its form: no location, or locations in both places, a loss without a programme
 * (`missing_field`) or to no location (`unknown_reference`), a loss twice, and what `statementOfValues` and
 * `signProgramme` refuse.
 */
export function readProperty(value: unknown, schedule?: readonly NamedLocation[]): Property | Refusal {
  const read = shape.readDocument(document, value);
  if (isRefusal(read)) return read;
  if (schedule !== undefined && read.locations.length > 0)
    return refuse(
      'inconsistent',
      'locations',
      'none, as a file of locations is given',
      read.locations.length,
    );
  const locations = schedule ?? read.locations;
  if (locations.length === 0) return refuse('missing_field', 'locations', 'a location', undefined);
  const statement = statementOfValues(locations, read.requirement, read.on);
  if (isRefusal(statement)) return statement;
  const programme = read.programme && signRead(read.programme);
  if (isRefusal(programme)) return within('programme', programme);
  const refusal = lossRefusal(read, locations);
  return refusal ?? { ...read, locations, statement, programme };
}

function lossRefusal(
  { losses, programme }: Written,
  locations: readonly NamedLocation[],
): Refusal | undefined {
  if (losses.length === 0) return undefined;
  if (programme === undefined)
    return refuse('missing_field', 'programme', 'a programme, as there are losses', undefined);
  const [codes, seen] = [new Set(locations.map(({ location }) => location)), new Set<string>()];
  for (const [place, { id, location }] of losses.entries()) {
    if (seen.has(id)) return refuse('inconsistent', `losses[${place}].id`, 'each loss once', id);
    seen.add(id);
    if (!codes.has(location))
      return refuse('unknown_reference', `losses[${place}].location`, 'one of the locations', location);
  }
  return sumOfAmounts(losses.map((loss) => loss.amount)) === undefined
    ? refuse('too_large', 'losses', 'a sum up to 2^53 - 1 minor units', losses.length)
    : undefined;
}
