import { type Refusal, refuse } from '../../core/refusal.ts';
import { isObject, type JsonSchema, type Shape } from './shape.ts';

/** A figure: a plain JSON number, unrounded, of any unit; at most 2^53 - 1. */
export function figure(bounds: { above?: number; from?: number; to?: number } = {}): Shape<number> {
  const { above, from, to } = bounds;
  return {
    schema: {
      type: 'number',
      ...(above === undefined ? { minimum: from ?? 0 } : { exclusiveMinimum: above }),
      maximum: to ?? Number.MAX_SAFE_INTEGER,
    },
    read(value, path) {
      if (typeof value !== 'number' || Number.isNaN(value)) {
        return refuse('wrong_type', path, 'a JSON number', value);
      }
      if (above !== undefined && value <= above) return refuse('out_of_range', path, `above ${above}`, value);
      if (above === undefined && value < (from ?? 0)) {
        return refuse('out_of_range', path, `${from ?? 0} or more`, value);
      }
      if (to !== undefined && value > to) return refuse('out_of_range', path, `at most ${to}`, value);
      return value > Number.MAX_SAFE_INTEGER
        ? refuse('too_large', path, 'at most 2^53 - 1', String(value))
        : value;
    },
  };
}

/** A whole number from `from` to `to`. */
export function count(from: number, to: number): Shape<number> {
  return {
    schema: { type: 'integer', minimum: from, maximum: to },
    read(value, path) {
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        return refuse('wrong_type', path, 'a whole number', value);
      }
      return value < from || value > to
        ? refuse('out_of_range', path, `from ${from} to ${to}`, value)
        : value;
    },
  };
}

/** Reads a whole document of figures, which has no currency. */
export function readFigures<T>(shape: Shape<T>, value: unknown): T | Refusal {
  if (!isObject(value)) return refuse('wrong_type', '', 'one JSON object', value);
  return shape.read(value, '', { code: '', decimals: 0 });
}

/** The schema of a figure, for the output side. */
export const outputFigure: JsonSchema = { type: 'number' };
