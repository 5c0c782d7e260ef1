/** An OpenAPI document as far as its types go. */
interface Document {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header' | 'cookie';
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Schema = Readonly<Record<string, unknown>>;

const HEAD = `// The API as its client sees it, made from the OpenAPI document: after a change of a route,
// \`vitest run tests/http/client-types.test.ts -u\` writes it anew, and without -u fails until it is that of the routes.
// biome-ignore-all format: a line for each path
`;

const METHODS = ['get', 'put', 'post', 'delete'];

/** The types of a client (as openapi-fetch reads them) for a document: each operation with what it takes and answers. */
export function clientTypes(document: object): string {
  const { paths = {}, components = {} } = document as Document;
  const named = Object.entries(components.schemas ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`,
  );
  const lines = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, operations]) => {
      const types = METHODS.flatMap((method) => {
        const operation = operations[method];
        return operation === undefined ? [] : [`${method}: ${operationType(operation)}`];
      });
      return `  ${JSON.stringify(path)}: { ${types.join('; ')} };`;
    });
  return `${HEAD}${named.join('')}export interface paths {\n${lines.join('\n')}\n}\n`;
}

function operationType({ parameters = [], requestBody, responses = {} }: Operation): string {
  const places = (['path', 'query', 'header'] as const).map((place) => {
    const there = parameters.filter((parameter) => parameter.in === place);
    if (there.length === 0) return `${place}?: never`;
    const fields = there.map(
      ({ name, required, schema }) => `${keyOf(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
    );
    const isNeeded = there.some(({ required }) => required);
    return `${place}${isNeeded ? '' : '?'}: { ${fields.join('; ')} }`;
  });
  const body =
    requestBody === undefined ? '' : ` requestBody: { content: ${contentType(requestBody.content)} };`;
  // All errors are of one form: `default` says it.
  const told = Object.entries(responses).filter(([status]) => !(Number(status) >= 400));
  const answers = told.map(
    ([status, { content }]) =>
      `${/^\d+$/.test(status) ? status : keyOf(status)}: { headers: Record<string, string>; content: ${contentType(content)} }`,
  );
  return `{ parameters: { ${places.join('; ')}; cookie?: never };${body} responses: { ${answers.join('; ')} } }`;
}

function contentType(content: Content = {}): string {
  const types = Object.entries(content).map(
    ([media, { schema }]) => `${JSON.stringify(media)}: ${typeOf(schema)}`,
  );
  return types.length === 0 ? 'never' : `{ ${types.join('; ')} }`;
}

/** A JSON Schema as a type. What it cannot say (a pattern, a range) is left out; what it does not know is unknown. */
function typeOf(schema: Schema = {}): string {
  if (typeof schema.$ref === 'string') return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  for (const among of ['anyOf', 'oneOf'])
    if (Array.isArray(schema[among]))
      return `(${(schema[among] as Schema[]).map((one) => typeOf(one)).join(' | ')})`;
  if (Array.isArray(schema.type))
    return `(${schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')})`;
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `(${typeOf(schema.items as Schema)})[]`;
    case 'object':
      return objectType(schema);
    default:
      return 'unknown';
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([name, schema]) =>
      `${keyOf(name)}${(required as string[]).includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  const others =
    typeof additionalProperties === 'object' ? typeOf(additionalProperties as Schema) : 'unknown';
  return fields.length === 0 ? `Record<string, ${others}>` : `{ ${fields.join('; ')} }`;
}

function keyOf(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
}
