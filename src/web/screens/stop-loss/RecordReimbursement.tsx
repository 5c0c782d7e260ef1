import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { today } from '../../parts/months.ts';
import { membersKey, useMemberChoices } from '../members/reads.ts';
import { useStopLossWords } from './words.ts';

const AGGREGATE = '*aggregate';

/** Records what a carrier paid under a contract. */
export function RecordReimbursement({ contracts }: { readonly contracts: readonly string[] }) {
  const t = useStopLossWords();
  const { pool, path, may } = usePool();
  const members = useMemberChoices();
  const change = useChange(
    ({ contract, reference, day, amount, settles }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/reimbursements', {
        params: { path, header },
        body: {
          ...{ contract: contract!, reference: reference!, day: day!, amount: amount! },
          ...(settles === AGGREGATE ? { aggregate: true } : settles !== '' && { member: settles! }),
        },
      }),
    [['stop-loss', pool], ['overview', pool], membersKey(pool)],
  );
  if (!may('reimbursements.record') || contracts.length === 0) return null;
  return (
    <Action
      verb={t('recover')}
      binds={t('recoverBinds')}
      change={change}
      fields={[
        {
          ...{ name: 'contract', label: t('contract'), kind: 'choice', initial: contracts.at(-1)! },
          choices: contracts.map((value) => ({ value, label: value })),
        },
        { name: 'reference', label: t('reference'), about: t('referenceAbout') },
        { name: 'day', label: t('cameOn'), kind: 'day', initial: today() },
        { name: 'amount', label: t('amount'), kind: 'amount' },
        {
          ...{ name: 'settles', label: t('settles'), kind: 'choice', isOptional: true },
          about: t('settlesAbout'),
          choices: [{ value: AGGREGATE, label: t('aggregate') }, ...members],
        },
      ]}
      done={({ recorded }) => t(recorded ? 'recovered' : 'recoveredBefore')}
    />
  );
}
