import { isRefusal, joinPath, type Refusal, refuse } from '../../core/refusal.ts';
import * as shape from './shape.ts';

/** Where a number may lie. */
export interface Bounds {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
}

/** A plain JSON number within bounds. */
export function number({ from, above, to }: Bounds = {}): shape.Shape<number> {
  return {
    schema: {
      type: 'number',
      ...(from !== undefined && { minimum: from }),
      ...(above !== undefined && { exclusiveMinimum: above }),
      ...(to !== undefined && { maximum: to }),
    },
    read(value, path) {
      if (typeof value !== 'number') return refuse('wrong_type', path, 'a number', value);
      if (!Number.isFinite(value)) return refuse('too_large', path, 'a number up to 1.7e308', String(value));
      if (from !== undefined && value < from) return refuse('out_of_range', path, `${from} or more`, value);
      if (above !== undefined && value <= above)
        return refuse('out_of_range', path, `more than ${above}`, value);
      if (to !== undefined && value > to) return refuse('out_of_range', path, `at most ${to}`, value);
      return value;
    },
  };
}

type Fields = { readonly [name: string]: shape.Shape<unknown> };
type Kind<Kinds extends { readonly [kind: string]: Fields }> = {
  [kind in keyof Kinds]: { readonly kind: kind } & {
    readonly [name in keyof Kinds[kind]]: shape.Read<Kinds[kind][name]>;
  };
}[keyof Kinds];

/** An object whose `kind` says which other fields it has. */
export function kinds<const Kinds extends { readonly [kind: string]: Fields }>(
  fields: Kinds,
): shape.Shape<Kind<Kinds>> {
  const names = Object.keys(fields);
  const objects = names.map((name) => shape.object({ kind: shape.oneOf(name), ...fields[name] }));
  return {
    schema: { oneOf: objects.map(({ schema }) => schema) },
    read(value, path, currency) {
      if (!shape.isObject(value)) return refuse('wrong_type', path, 'an object', value);
      const at = joinPath(path, 'kind');
      if (value.kind === undefined) return refuse('missing_field', at, 'a value', undefined);
      const kind = shape.oneOf(...names).read(value.kind, at, currency);
      if (isRefusal(kind)) return kind;
      return objects[names.indexOf(kind)]!.read(value, path, currency) as Kind<Kinds> | Refusal;
    },
  };
}
