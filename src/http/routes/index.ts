import type { Route } from '../route.ts';
import { bookRoutes } from './books.ts';
import { calculatorRoutes } from './calculators.ts';
import { claimRoutes } from './claims.ts';
import { closeRoutes } from './closes.ts';
import { consortiumRoutes } from './consortia.ts';
import { documentRoutes } from './documents.ts';
import { ratioRoutes } from './ratios.ts';
import { reserveRoutes } from './reserves.ts';
import { ruleRoutes } from './rules.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...consortiumRoutes,
  ...bookRoutes,
  ...closeRoutes,
  ...claimRoutes,
  ...ratioRoutes,
  ...reserveRoutes,
  ...calculatorRoutes,
  ...documentRoutes,
  ...ruleRoutes,
];
