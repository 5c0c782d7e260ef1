import { z } from 'zod';
import { listRules } from '../../app/list-rules.ts';
import { parseDay } from '../../core/calendar/day.ts';
import { isRefusal, refuse } from '../../core/refusal.ts';
import { general } from '../route.ts';
import { day, dayOfLaw, name } from '../shapes.ts';

const rule = z.strictObject({
  ...{ jurisdiction: z.string(), topic: z.string(), rule: z.string(), name: z.string() },
  ...{ description: z.string(), unit: z.string(), from: day, value: z.string(), due: z.string().optional() },
  ...{
    citation: z.string(),
    address: z.string(),
    checked: z.string(),
    checkedOn: day,
    verified: z.boolean(),
  },
});

const rules = general({
  method: 'GET',
  path: '/rules',
  tag: 'Law',
  summary: 'The law as dated values, each with its citation',
  query: z.strictObject({ jurisdiction: name.optional(), topic: name.optional(), on: dayOfLaw.optional() }),
  answer: z.strictObject({ rules: z.array(rule) }),
  async handle({ query }) {
    const on = query.on === undefined ? undefined : parseDay(query.on);
    if (typeof on === 'string') return refuse(on, 'query.on', 'a day that exists', query.on);
    const found = listRules(query.jurisdiction, query.topic, on);
    return isRefusal(found) ? { ...found, path: 'query.on' } : { rules: found };
  },
});

export const ruleRoutes = [rules];
