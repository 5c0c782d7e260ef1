import type { Route } from '../route.ts';
import { alertRoutes } from './alerts.ts';
import { boardRoutes } from './board.ts';
import { bookRoutes } from './books.ts';
import { calculatorRoutes } from './calculators.ts';
import { claimRoutes } from './claims.ts';
import { closeRoutes } from './closes.ts';
import { consortiumRoutes } from './consortia.ts';
import { documentRoutes } from './documents.ts';
import { jobRoutes } from './jobs.ts';
import { keyRoutes } from './keys.ts';
import { liveClaimRoutes } from './live-claims.ts';
import { meetingRoutes } from './meetings.ts';
import { peopleRoutes } from './people.ts';
import { ratioRoutes } from './ratios.ts';
import { reserveRoutes } from './reserves.ts';
import { ruleRoutes } from './rules.ts';
import { uploadRoutes } from './uploads.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...consortiumRoutes,
  ...bookRoutes,
  ...closeRoutes,
  ...boardRoutes,
  ...meetingRoutes,
  ...alertRoutes,
  ...claimRoutes,
  ...ratioRoutes,
  ...reserveRoutes,
  ...liveClaimRoutes,
  ...jobRoutes,
  ...uploadRoutes,
  ...webhookRoutes,
  ...calculatorRoutes,
  ...documentRoutes,
  ...ruleRoutes,
  ...peopleRoutes,
  ...keyRoutes,
];
