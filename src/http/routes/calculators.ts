import { z } from 'zod';
import { calculateApart } from '../../app/calculate-apart.ts';
import { isRefusal } from '../../core/refusal.ts';
import { calculators, schemas as schemasOf } from '../../engine/index.ts';
import { general } from '../route.ts';
import { documentOf } from '../shapes.ts';

const list = general({
  method: 'GET',
  path: '/calculators',
  tag: 'Calculators',
  summary: 'The names of all calculators',
  answer: z.strictObject({ calculators: z.array(z.string()) }),
  handle: async () => ({ calculators: [...calculators] }),
});

/** A route for each calculator, with its own schema on both sides. */
const each = calculators.map((calculator) => {
  const schemas = schemasOf(calculator);
  if (isRefusal(schemas)) throw new Error(`a calculator without a schema: ${calculator}`);
  return general({
    method: 'POST',
    path: `/calculators/${calculator}`,
    tag: 'Calculators',
    summary: `Answers a document of the calculator ${calculator}`,
    query: z.strictObject({ explain: z.enum(['true', 'false']).default('false') }),
    body: documentOf(schemas.input),
    answer: documentOf(schemas.output),
    handle: ({ body, query }) => calculateApart(calculator, body, query.explain === 'true'),
  });
});

export const calculatorRoutes = [list, ...each];
