import type { Route } from '../route.ts';
import { bookRoutes } from './books.ts';
import { calculatorRoutes } from './calculators.ts';
import { closeRoutes } from './closes.ts';
import { consortiumRoutes } from './consortia.ts';
import { jobRoutes } from './jobs.ts';
import { ruleRoutes } from './rules.ts';
import { uploadRoutes } from './uploads.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...consortiumRoutes,
  ...bookRoutes,
  ...closeRoutes,
  ...jobRoutes,
  ...uploadRoutes,
  ...webhookRoutes,
  ...calculatorRoutes,
  ...ruleRoutes,
];
