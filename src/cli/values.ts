import type { Command } from 'commander';
import { readJsonText } from '../app/json-text.ts';
import { propertySchemas, propertyValues, type ValuesAnswer } from '../app/values.ts';
import { isRefusal, type Refusal, refuse } from '../core/refusal.ts';
import { printJson, printRefusal } from './output.ts';
import { askGeneral, type GeneralQuestion } from './question.ts';
import { asOption } from './remote-pool.ts';
import { noRoute, overServer } from './server.ts';
import { textOf } from './text-file.ts';
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
  overServer(program.command('values'))
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
      const question = questionOf(file, options);
      if (isRefusal(question)) return printRefusal(question, asJson);
      return askGeneral(program, asJson, question);
    });
}

function questionOf(file: string | undefined, options: Options): GeneralQuestion<ValuesAnswer> | Refusal {
  const { location, loss, locations } = options;
  const explain = options.explain === true;
  if (file === undefined) return refuse('missing_field', 'file', 'the file of a property', undefined);
  if (location === undefined && loss !== undefined)
    return refuse('missing_field', '--location', 'where the loss would be', undefined);
  if (location !== undefined && loss === undefined)
    return refuse('missing_field', '--loss', 'how large the loss would be', undefined);
  const further = location === undefined || loss === undefined ? undefined : { location, amount: loss };
  return {
    here: async () => propertyValues(await textOf(file), { explain, further, locationsFile: locations }),
    async there({ api, answer }) {
      if (locations !== undefined) return noRoute('values --locations');
      const read = readJsonText(await textOf(file));
      if (isRefusal(read)) return read;
      const query = {
        explain: explain ? ('true' as const) : ('false' as const),
        ...(location !== undefined && { location }),
        ...(loss !== undefined && { loss }),
      };
      const values = await answer(
        api.POST('/api/v1/values', { params: { query }, body: read.document as never }),
      );
      return isRefusal(values) ? asOption(values) : (values as ValuesAnswer);
    },
    text: valuesText,
  };
}
