import type { Route } from '../route.ts';
import { alertRoutes } from './alerts.ts';
import { assessmentRoutes } from './assessments.ts';
import { balanceRoutes } from './balances.ts';
import { bankRoutes } from './bank.ts';
import { billRoutes } from './bills.ts';
import { boardRoutes } from './board.ts';
import { bookRoutes } from './books.ts';
import { budgetRoutes } from './budget.ts';
import { calculatorRoutes } from './calculators.ts';
import { chargeRoutes } from './charges.ts';
import { claimRoutes } from './claims.ts';
import { closeRoutes } from './closes.ts';
import { consortiumRoutes } from './consortia.ts';
import { distributionRoutes } from './distributions.ts';
import { documentRoutes } from './documents.ts';
import { invoiceRoutes } from './invoices.ts';
import { jobRoutes } from './jobs.ts';
import { keyRoutes } from './keys.ts';
import { leavingRoutes } from './leaving.ts';
import { liveClaimRoutes } from './live-claims.ts';
import { meetingRoutes } from './meetings.ts';
import { memberRoutes } from './members.ts';
import { overviewRoutes } from './overview.ts';
import { peopleRoutes } from './people.ts';
import { ratioRoutes } from './ratios.ts';
import { recordRoutes } from './record.ts';
import { recordChangeRoutes } from './record-changes.ts';
import { reserveRoutes } from './reserves.ts';
import { ruleRoutes } from './rules.ts';
import { stopLossRoutes } from './stop-loss.ts';
import { trailRoutes } from './trail.ts';
import { uploadRoutes } from './uploads.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...consortiumRoutes,
  ...bookRoutes,
  ...overviewRoutes,
  ...stopLossRoutes,
  ...memberRoutes,
  ...chargeRoutes,
  ...billRoutes,
  ...leavingRoutes,
  ...assessmentRoutes,
  ...distributionRoutes,
  ...balanceRoutes,
  ...bankRoutes,
  ...budgetRoutes,
  ...invoiceRoutes,
  ...closeRoutes,
  ...boardRoutes,
  ...meetingRoutes,
  ...alertRoutes,
  ...claimRoutes,
  ...ratioRoutes,
  ...reserveRoutes,
  ...liveClaimRoutes,
  ...recordRoutes,
  ...recordChangeRoutes,
  ...jobRoutes,
  ...uploadRoutes,
  ...webhookRoutes,
  ...calculatorRoutes,
  ...documentRoutes,
  ...ruleRoutes,
  ...peopleRoutes,
  ...keyRoutes,
  ...trailRoutes,
];
