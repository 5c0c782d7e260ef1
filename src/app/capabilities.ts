import { type Refusal, refuse } from '../core/refusal.ts';
import { OPERATOR, ROLES, type Role, type Viewer } from './viewer.ts';

const EVERYBODY: readonly Role[] = ROLES;
const INSIDE: readonly Role[] = ['administrator', 'treasurer', 'director', 'actuary', 'auditor'];
const INSIDE_AND_MEMBERS: readonly Role[] = [...INSIDE, 'member staff'];
/** Those who look at figures and are no employer, nor sent by one. */
const FIGURES: readonly Role[] = ['administrator', 'treasurer', 'actuary', 'auditor'];
const MONEY: readonly Role[] = ['administrator', 'treasurer'];
/** Those who look after the pool's money at the bank, and who audits them. */
const TREASURY: readonly Role[] = ['administrator', 'treasurer', 'auditor'];
const ADMINISTRATOR: readonly Role[] = ['administrator'];

/**
 * What can be done, and the roles that may do it in a consortium. The operator may do all of it. PostgreSQL refuses a
 * second time what a role may not read or write (src/store/migrations/0007_people.sql).
 */
export const CAPABILITIES = {
  'consortium.see': EVERYBODY,
  'document.read': INSIDE_AND_MEMBERS,
  'document.record': ADMINISTRATOR,
  'statement.read': INSIDE,
  'ledger.read': INSIDE_AND_MEMBERS,
  'position.read': [...INSIDE, 'stop-loss carrier'],
  'position.post': MONEY,
  'recoverables.read': [...FIGURES, 'stop-loss carrier'],
  'reimbursements.record': MONEY,
  'ratio.read': INSIDE_AND_MEMBERS,
  'ratio-change.read': FIGURES,
  'reserve.read': FIGURES,
  'members.read': INSIDE_AND_MEMBERS,
  'charges.read': INSIDE_AND_MEMBERS,
  'charges.post': MONEY,
  'bills.read': INSIDE_AND_MEMBERS,
  'bills.issue': MONEY,
  'receipts.read': INSIDE_AND_MEMBERS,
  'receipts.record': MONEY,
  'withdrawals.read': INSIDE_AND_MEMBERS,
  'withdrawals.record': ADMINISTRATOR,
  'run-out.read': FIGURES,
  'run-out.charge': MONEY,
  'assessments.read': INSIDE_AND_MEMBERS,
  'assessments.order': MONEY,
  'distributions.read': INSIDE_AND_MEMBERS,
  'distributions.declare': MONEY,
  'payments.read': INSIDE_AND_MEMBERS,
  'payments.record': MONEY,
  'balances.read': INSIDE_AND_MEMBERS,
  'administration.read': INSIDE_AND_MEMBERS,
  'bank.read': TREASURY,
  'bank.reconcile': MONEY,
  'budget.read': INSIDE,
  'budget.set': MONEY,
  'invoices.check': TREASURY,
  'invoices.keep': MONEY,
  'closes.read': INSIDE,
  'closes.post': MONEY,
  'board.read': INSIDE_AND_MEMBERS,
  'board.manage': ADMINISTRATOR,
  'board.vote': ['administrator', 'director'],
  'alerts.read': INSIDE,
  'claims.submit': ADMINISTRATOR,
  'imports.make': ADMINISTRATOR,
  'adjudications.make': ADMINISTRATOR,
  'rebuilds.make': ADMINISTRATOR,
  'webhooks.keep': ADMINISTRATOR,
  'jobs.read': ['administrator', 'auditor'],
  'claims.read': ['administrator', 'actuary', 'auditor'],
  'record.read': EVERYBODY,
  'record.bundle': ['administrator', 'auditor'],
  'record.audit': ['administrator', 'auditor'],
  'record.keep': ADMINISTRATOR,
  'record.erase': ADMINISTRATOR,
  'trail.read': ['administrator', 'auditor'],
  'people.read': ['administrator', 'auditor'],
  'people.change': ADMINISTRATOR,
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof CAPABILITIES;

/** Undefined where the viewer may do it; else `not_allowed`. */
export function refusedTo(viewer: Viewer, capability: Capability): Refusal | undefined {
  const roles: readonly string[] = CAPABILITIES[capability];
  if (viewer.role === OPERATOR.role || roles.includes(viewer.role)) return undefined;
  return refuse('not_allowed', capability, `one of the roles ${roles.join(', ')}`, viewer.role);
}

/** All that a viewer may do. */
export function capabilitiesOf(viewer: Viewer): Capability[] {
  return (Object.keys(CAPABILITIES) as Capability[]).filter((one) => refusedTo(viewer, one) === undefined);
}
