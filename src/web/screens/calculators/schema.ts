/** What of JSON Schema the calculators use. */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
}

/** A document, or a part of one. */
export type Value = unknown;
export type Fields = Readonly<Record<string, Value>>;

/** How a field is asked for. */
export type Kind =
  | 'choice'
  | 'flag'
  | 'number'
  | 'day'
  | 'text'
  | 'numbers'
  | 'grid'
  | 'table'
  | 'list'
  | 'variants'
  | 'object';

export const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a schema is asked for: figures that may be texts or numbers as texts, lists of plain rows as tables. */
export function kindOf(schema: Schema): Kind {
  if (schema.enum !== undefined) return 'choice';
  if (schema.anyOf !== undefined)
    return schema.anyOf.every(({ type }) => type === 'object') ? 'variants' : 'text';
  if (schema.type === 'object') return 'object';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'array') {
    const items = schema.items ?? {};
    if (items.type === 'array') return 'grid';
    if (kindOf(items) === 'variants') return 'list';
    if (items.type !== 'object') return 'numbers';
    const isPlain = Object.values(items.properties ?? {}).every((field) => isSimple(kindOf(field)));
    return isPlain && isSimple(kindOfMore(items)) ? 'table' : 'list';
  }
  return schema.format === 'date' ? 'day' : 'text';
}

const isSimple = (kind: Kind) => ['choice', 'flag', 'number', 'day', 'text'].includes(kind);
const kindOfMore = ({ additionalProperties: more }: Schema): Kind =>
  typeof more === 'object' ? 'object' : 'text';

/** The field by which a variant is told from the others, with its one value: `kind: poisson`, `form: pool`. */
export function fixedOf({
  properties = {},
  required = [],
}: Schema): [name: string, value: string] | undefined {
  const name = required.find((one) => properties[one]?.enum?.length === 1);
  return name === undefined ? undefined : [name, String(properties[name]!.enum![0])];
}

/** The variant of several that a value is, by what its fixed field says; else that which has its fields. */
export function variantOf(variants: readonly Schema[], value: Value): number {
  if (!isFields(value)) return -1;
  const told = variants.findIndex((variant) => {
    const [name, fixed] = fixedOf(variant) ?? [];
    return name !== undefined && value[name] === fixed;
  });
  if (told >= 0) return told;
  const given = Object.keys(value);
  return variants.findIndex(({ properties = {} }) => given.every((name) => name in properties));
}

/** What a new value of a schema begins with: what it is fixed to, and what is asked for in any case. */
export function begun(schema: Schema): Value {
  switch (kindOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
          if (!schema.required?.includes(name)) return [];
          if (field.enum?.length === 1) return [[name, field.enum[0]]];
          return isSimple(kindOf(field)) ? [] : [[name, begun(field)]];
        }),
      );
    case 'variants':
      return begun(schema.anyOf![0]!);
    case 'table':
    case 'list':
      return [begun(schema.items!)];
    default:
      return undefined;
  }
}

/** Fields with one set anew, or taken out. */
export function withField(fields: Fields, name: string, value: Value): Fields {
  const { [name]: _, ...others } = fields;
  if (value === undefined) return others;
  return { ...fields, [name]: value };
}

/** Rows with one of them put to another place. */
export const moved = <Row>(rows: readonly Row[], from: number, to: number): Row[] =>
  rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!);

/** A text as a number where it is one; else as it was typed, for the service to refuse. Nothing is undefined. */
export function typedNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

/** Values between commas, spaces or lines; numbers where the schema asks for such. */
export function typedList(text: string, items: Schema): Value[] {
  const isText = items.type === 'string';
  return text
    .split(isText ? /[,;\n]+/ : /[\s,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => (isText ? one : typedNumber(one)));
}

/** Where a problem lies, as the form names its fields: "body.layers[0].share" is "layers[0].share". */
export const placeOf = (path: string | undefined) => path?.replace(/^body\.?/, '');
