import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { EnvironmentFailure } from '../app/failure.ts';
import { unreadable } from '../app/import/source-file.ts';
import { propertySchemas, propertyValues } from '../app/values.ts';
import { isRefusal, refuse } from '../core/refusal.ts';
import { print, printFailure, printJson, printRefusal } from './output.ts';
import { valuesText } from './values-text.ts';

interface Options {
  readonly locations?: string;
  readonly location?: string;
  readonly loss?: string;
  readonly schema?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

/** `poolbook values FILE`: a property's statement of values and what losses meet; docs/values.md says what FILE holds. */
export function addValues(program: Command): void {
  program
    .command('values')
    .argument('[file]', 'the property (JSON): its locations, the programme that insures them, and losses')
    .description(
      "a property's statement of values: the gap to the coinsurance requirement, and what a loss meets",
    )
    .option('--locations <file>', 'the locations (CSV), where they do not stand in the document')
    .option('--location <code>', 'where a further loss would be')
    .option('--loss <amount>', 'how large a further loss would be: who would pay what of it')
    .option('--schema', 'print the JSON Schema of both sides; no file is read')
    .option('--explain', 'add every step')
    .option('--json', 'print one JSON document')
    .action(async (file: string | undefined, options: Options) => {
      const asJson = options.json === true;
      if (options.schema) return printJson(propertySchemas());
      try {
        const answer = await answered(file, options);
        if (isRefusal(answer)) printRefusal(answer, asJson);
        else if (asJson) printJson(answer);
        else print(valuesText(answer));
      } catch (error) {
        if (!(error instanceof EnvironmentFailure)) throw error;
        printFailure(error, asJson);
      }
    });
}

async function answered(file: string | undefined, options: Options): ReturnType<typeof propertyValues> {
  const { location, loss, locations, explain } = options;
  if (file === undefined) return refuse('missing_field', 'file', 'the file of a property', undefined);
  if (location === undefined && loss !== undefined)
    return refuse('missing_field', '--location', 'where the loss would be', undefined);
  if (location !== undefined && loss === undefined)
    return refuse('missing_field', '--loss', 'how large the loss would be', undefined);
  const further = location === undefined || loss === undefined ? undefined : { location, amount: loss };
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  return propertyValues(text, { explain: explain === true, further, locationsFile: locations });
}
