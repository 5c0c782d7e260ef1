import type { Route } from '../route.ts';
import { bookRoutes } from './books.ts';
import { calculatorRoutes } from './calculators.ts';
import { closeRoutes } from './closes.ts';
import { consortiumRoutes } from './consortia.ts';
import { keyRoutes } from './keys.ts';
import { peopleRoutes } from './people.ts';
import { ruleRoutes } from './rules.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...consortiumRoutes,
  ...bookRoutes,
  ...closeRoutes,
  ...calculatorRoutes,
  ...ruleRoutes,
  ...peopleRoutes,
  ...keyRoutes,
];
