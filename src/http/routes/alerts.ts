import { z } from 'zod';
import { ALERT_CODES } from '../../app/alerts/alert.ts';
import { alerts } from '../../app/alerts.ts';
import { isRefusal } from '../../core/refusal.ts';
import { reading } from '../route.ts';

const alert = z.strictObject({
  ...{ code: z.enum(ALERT_CODES), severity: z.enum(['urgent', 'attention']) },
  ...{ about: z.string(), figure: z.string(), next: z.string() },
  values: z
    .record(z.string(), z.string())
    .meta({ description: 'What the texts are made of: decimals, days, months and codes by their names.' }),
});

const list = reading({
  method: 'GET',
  path: '/consortia/:consortium/alerts',
  tag: 'Board',
  summary: 'What must not be found out late: meetings, rates, stop-loss, ratios, reserves',
  capability: 'alerts.read',
  answer: z.strictObject({ alerts: z.array(alert) }),
  async handle({ operator, consortium, today }) {
    const found = await alerts({ stores: operator, consortium, on: today() });
    return isRefusal(found) ? found : { alerts: found };
  },
});

export const alertRoutes = [list];
