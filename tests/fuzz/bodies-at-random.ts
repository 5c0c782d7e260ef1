// Bodies of requests that look right: the table's of its route with new names, a calculator's document, or one by the schema.
import type { RandomStream } from '../../src/core/simulation/random.ts';
import { rows } from '../http/rows.ts';
import { generateTender } from '../naive/generate-tender.ts';
import { generators } from '../naive/generators.ts';
import { nameOf, type Placed } from './api-document.ts';
import type { KnownNames } from './known-names.ts';
import { oneIn, pick, valueBy } from './values-at-random.ts';

const CALCULATOR = 'POST /calculators/';

/** Fields that name what is made: a second one needs another name. */
const NEW_NAMES = ['claim', 'reference'];

const FILES = [
  'a,b\n1,2\n',
  'person,subscriber,relationship,member,plan,tier,from,to\nq-1,q-1,self,town,here,employee,2026-01-01,\n',
  'person,subscriber,relationship,member,plan,tier,from,to\nq-2,q-2,self,nowhere,here,employee,2026-01-01,\n',
  'claim,line,person,service_date,service,network,charge,allowed,received\nd-1,1,p-1,2026-02-01,visit,in,90.00,80.00,2026-02-20\n',
  '\u0000\u0001\u0002',
  'a'.repeat(70_000),
  '"',
];

/** A file that is sent in. */
export const fileAtRandom = (random: RandomStream): string =>
  `${pick(random, FILES)}${oneIn(random, 2) ? `${random.below(1e6)}` : ''}`;

/** A body for an operation in a consortium. */
export function bodyAtRandom(
  random: RandomStream,
  known: KnownNames,
  operation: Placed,
  consortium: string,
): unknown {
  const name = nameOf(operation);
  const uniform = () => random.uniform();
  if (name.startsWith(CALCULATOR) && !oneIn(random, 8))
    return generators[name.slice(CALCULATOR.length)]!(uniform);
  if (name === 'POST /comparisons' && oneIn(random, 2)) return generateTender(uniform);
  const example = rows[name]?.body;
  if (example !== undefined && !oneIn(random, 3)) return renewed(random, example, consortium);
  const { schema } = operation.requestBody!.content['application/json']!;
  return valueBy(random, known, schema, '');
}

/** A body of the table, of this consortium and with names that nothing has yet. */
function renewed(random: RandomStream, example: object, consortium: string): unknown {
  const director = `director@${consortium === 'two' ? 'two' : 'one'}.example`;
  const text = JSON.stringify(example, (field, value: unknown) =>
    NEW_NAMES.includes(field) && oneIn(random, 2) ? `new-${random.below(1e6)}` : value,
  ).replaceAll('"DIRECTOR"', JSON.stringify(director));
  const body = JSON.parse(text) as { document?: { code?: string } };
  if (body.document !== undefined)
    body.document.code = consortium === '' ? `founded-${random.below(1e6)}` : consortium;
  return body;
}
