import type { Group } from '../../core/record/fact.ts';
import { type Capability, refusedTo } from '../capabilities.ts';
import { isEmployer } from '../employer.ts';
import type { LeafName } from '../ports/record.ts';
import { isAccountOfClaims } from '../seen-ledger.ts';
import type { Viewer } from '../viewer.ts';

/**
 * What one has to be allowed to be shown facts of each kind: what shows them elsewhere. A kind that is not here is shown to
 * nobody but those who check all of the record.
 */
export const FACT_READERS: Readonly<Record<string, Capability>> = {
  ...of('document.read', 'consortium-document', 'member', 'plan'),
  ...of('claims.read', 'person', 'enrolment', 'claim', 'change', 'opening-accumulator'),
  ...of('position.read', 'decision', 'paid-claim', 'opening-payment', 'stop-loss-posting'),
  ...of('position.read', 'stop-loss-reimbursement'),
  ...of('invoices.check', 'invoice'),
  ...of('ledger.read', 'entries', 'period-balance'),
  ...of('closes.read', 'period-close'),
  ...of('reserve.read', 'opening-lag'),
  ...of('jobs.read', 'import', 'run-partition'),
  ...of('charges.read', 'monthly-charge'),
  ...of('bills.read', 'bill'),
  ...of('receipts.read', 'receipt'),
  ...of('payments.read', 'member-payment'),
  ...of('withdrawals.read', 'withdrawal'),
  ...of('run-out.read', 'run-out-posting'),
  ...of('assessments.read', 'assessment'),
  ...of('distributions.read', 'surplus-distribution'),
  ...of('bank.read', 'bank-line', 'bank-match', 'bank-match-undone'),
  ...of('budget.read', 'budget-line'),
  ...of('board.read', 'director', 'proxy', 'meeting', 'meeting-event', 'attendance', 'minutes'),
  ...of('board.read', 'motion', 'motion-second', 'agenda-item', 'consent-pull', 'recusal', 'vote'),
  ...of('board.read', 'item-close', 'resolution', 'resolution-effect'),
  ...of('record.read', 'log-key', 'witness-policy', 'verify-page'),
  ...of('trail.read', 'erasure'),
};

/** Facts of these kinds are about no one but members of the board, who are known to all inside. */
const OF_THE_BOARD: readonly string[] = ['director'];

/** Facts that say what claims came to, or what followed from them: each may be of one person. */
const OF_CLAIMS: readonly string[] = [
  ...['decision', 'paid-claim', 'opening-payment', 'opening-lag', 'entries', 'period-close'],
  ...['stop-loss-posting', 'stop-loss-reimbursement', 'run-out-posting'],
];

/** True for a fact that an employer is not shown: what it says of claims may be of too few persons. */
function isWithheld({ kind, factKey }: LeafName): boolean {
  if (kind === 'period-balance') return isAccountOfClaims((JSON.parse(factKey) as string[])[1]!);
  return OF_CLAIMS.includes(kind);
}

/** The groups of a fact that a viewer may be shown, as far as the rows are to be read at all; none where it may see nothing. */
export function groupsShownTo(viewer: Viewer, name: LeafName): Group[] {
  const { kind } = name;
  if (isEmployer(viewer) && isWithheld(name)) return [];
  const seesAll = refusedTo(viewer, 'record.bundle') === undefined;
  const capability = FACT_READERS[kind];
  const mayRead = seesAll || (capability !== undefined && refusedTo(viewer, capability) === undefined);
  if (!mayRead) return [];
  const seesPersons =
    seesAll || OF_THE_BOARD.includes(kind) || refusedTo(viewer, 'claims.read') === undefined;
  return seesPersons ? ['money', 'person', 'rest'] : ['money', 'rest'];
}

function of(capability: Capability, ...kinds: readonly string[]): Record<string, Capability> {
  return Object.fromEntries(kinds.map((kind) => [kind, capability]));
}
