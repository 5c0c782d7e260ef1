import { z } from 'zod';
import { MOTION_KINDS } from '../app/board/move.ts';
import type { Pieces } from './route.ts';

/** An amount as a decimal text with the decimals of its currency, such as "-1250.00". */
export const amount = z
  .string()
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?$/, 'an amount such as 1250.00')
  .meta({ description: 'An amount with the decimals of its currency.', examples: ['1250.00'] });

/** A ratio as an exact or rounded decimal text, such as "0.925". */
export const ratio = z.string().meta({ description: 'A ratio.', examples: ['0.925'] });

/** Years that days of the program lie in. */
const FROM_YEAR = '1900';
const TO_YEAR = '2199';

/** A text that begins with a year; out of range where that is none of ours. */
const dated = (form: RegExp, what: string, example: string) =>
  z
    .string()
    .regex(form, `${what} such as ${example}`)
    .check(({ value, issues }) => {
      const isEarly = value < FROM_YEAR;
      if (!form.test(value) || (!isEarly && value.slice(0, 4) <= TO_YEAR)) return;
      const message = `${what} from ${FROM_YEAR} to ${TO_YEAR}`;
      const common = { origin: 'date', input: value, message } as const;
      issues.push(
        isEarly
          ? { ...common, code: 'too_small', minimum: Number(FROM_YEAR) }
          : { ...common, code: 'too_big', maximum: Number(TO_YEAR) },
      );
    });

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const day = dated(DAY, 'a day', '2026-03-31').meta({ examples: ['2026-03-31'] });

/** A day of any year: law may be older than what is kept. */
export const dayOfLaw = z
  .string()
  .regex(DAY, 'a day such as 2026-03-31')
  .meta({ examples: ['2021-06-30'] });

export const month = dated(/^\d{4}-\d{2}$/, 'a month', '2026-03').meta({ examples: ['2026-03'] });

export const year = dated(/^\d{4}$/, 'a year', '2026').meta({
  description: 'A fiscal year, by the calendar year in which it starts.',
  examples: ['2026'],
});

/** A code, reference or name: one line, not empty. */
export const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'one line of text');

/** A document of which another room holds the schema. */
export function documentOf(schema: Readonly<Record<string, unknown>>) {
  return z.unknown().meta(schema);
}

/** A page of a list. `next` asks for the following one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    next: z
      .string()
      .optional()
      .meta({ description: 'The cursor of the following page, where there is one.' }),
  });
}

/** What a list takes beside its filters. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'The cursor that the page before gave as `next`.' }),
};

/** An answer in pieces, of the media type that the route names. */
export const pieces = z.custom<Pieces>();

/** The number of something, in a path. */
export const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** The resolution of the board that something rests on, where there is a board. */
export const resolution = number.optional().meta({
  description: 'The resolution that has passed on the very same content, where there is a board.',
});

/** A motion as it would be moved. */
export const motionDraft = z.strictObject({
  ...{ kind: z.enum(MOTION_KINDS), title: z.string(), content: z.unknown() },
});
