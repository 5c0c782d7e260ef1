import { isRefusal, type Refusal } from '../core/refusal.ts';
import {
  type LocatedLocation,
  type LocationRow,
  locationsFormat,
  locationsOf,
} from '../exchange/csv/locations.ts';
import { readRows } from '../exchange/csv/read-rows.ts';
import { Trailer, Unreadable, Unusable } from '../exchange/csv/rows.ts';
import { schemasOf } from '../exchange/json/calculator.ts';
import { currencyIn, type JsonSchema } from '../exchange/json/shape.ts';
import {
  answerValues,
  type ValuesAnswer,
  type ValuesQuestion,
  valuesSchemas,
} from '../exchange/json/values.ts';
import { openSourceFile } from './import/source-file.ts';
import { readJsonText } from './json-text.ts';

export { answerValues, type ValuesAnswer } from '../exchange/json/values.ts';

/** What is asked: of the text of a property document, with its locations in a file of their own where one is given. */
export interface PropertyQuestion extends ValuesQuestion {
  readonly locationsFile?: string | undefined;
}

/**
 * The statement of values of a property, its losses and what a further one would meet. Refused: a text that is no JSON,
 * the first row of the file of locations that cannot be read, and what the statement is refused for; where that is a
 * location of the file, at its line.
 */
export async function propertyValues(
  text: string,
  { locationsFile, ...question }: PropertyQuestion,
): Promise<ValuesAnswer | Refusal> {
  const read = readJsonText(text);
  if (isRefusal(read)) return read;
  const { document } = read;
  if (locationsFile === undefined) return answerValues(document, question);
  const schedule = await readSchedule(locationsFile, document);
  if (isRefusal(schedule)) return schedule;
  const answer = answerValues(document, question, schedule.locations);
  if (!isRefusal(answer)) return answer;
  const place = /^locations\[(\d+)\]/.exec(answer.path)?.[1];
  if (place === undefined) return answer;
  return { ...answer, path: `${schedule.name}:${schedule.locations[Number(place)]!.fileLine}` };
}

async function readSchedule(
  path: string,
  document: unknown,
): Promise<{ name: string; locations: LocatedLocation[] } | Refusal> {
  const currency = currencyIn(document);
  if (isRefusal(currency)) return currency;
  const file = await openSourceFile(path);
  try {
    const rows: LocationRow[] = [];
    for await (const items of readRows(file.name, file.chunks(), locationsFormat, currency).items)
      for (const item of items) {
        if (item instanceof Unusable) return item.problem;
        if (item instanceof Unreadable) return item.problems[0]!;
        if (!(item instanceof Trailer)) rows.push(item);
      }
    return { name: file.name, locations: locationsOf(rows) };
  } finally {
    await file.close();
  }
}

/** The JSON Schema of a property document and of its values. */
export function propertySchemas(): { input: JsonSchema; output: JsonSchema } {
  return schemasOf(valuesSchemas);
}
