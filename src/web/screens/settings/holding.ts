import type { Asked } from '../../api/answers.ts';
import type { Given } from '../../parts/Action.tsx';

/** What somebody is in a consortium, as it is asked for. */
export type Holding = Omit<Asked<'/api/v1/consortia/{consortium}/invitations'>, 'email'>;

/** The roles, those that run the pool first. */
export const ROLES: readonly Holding['role'][] = [
  ...(['administrator', 'treasurer', 'director', 'member staff', 'stop-loss carrier'] as const),
  ...(['coinsurer', 'actuary', 'auditor'] as const),
];

/** A holding from what was typed; what was left empty is not said. */
export const holdingOf = ({ role, member, party, until }: Given): Holding => ({
  role: role as Holding['role'],
  ...(member && { member }),
  ...(party && { party }),
  ...(until && { until }),
});
