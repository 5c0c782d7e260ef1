import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { useFigures } from '../../parts/figures.ts';
import { thisMonth, today } from '../../parts/months.ts';
import { membersKey, useMemberChoices } from './reads.ts';
import { useMembersWords } from './words.ts';

/** Charges members for the months up to one, as they are enrolled. */
export function ChargeMonth() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { month } = useFigures();
  const change = useChange(
    ({ through }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/charges', {
        params: { path, header },
        body: { through: through! },
      }),
    [membersKey(pool)],
  );
  if (!may('charges.post')) return null;
  return (
    <Action
      verb={t('charge')}
      binds={t('chargeBinds')}
      change={change}
      fields={[{ name: 'through', label: t('chargeThrough'), kind: 'month', initial: thisMonth() }]}
      done={({ months, corrected }) =>
        `${months.length === 0 ? t('chargedNone') : t('chargeDone', { count: months.length, months: months.map(month).join(', ') })} ${t('corrected', { count: corrected.length })}`
      }
    />
  );
}

/** Bills every member what was charged with a month. */
export function IssueBills() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const change = useChange(
    ({ month, issued }: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/bills', {
        params: { path, header },
        body: { month: month!, ...(issued && { issued }) },
      }),
    [membersKey(pool)],
  );
  if (!may('bills.issue')) return null;
  return (
    <Action
      verb={t('issue')}
      isMain
      binds={t('issueBinds')}
      change={change}
      fields={[
        { name: 'month', label: t('month'), kind: 'month', initial: thisMonth() },
        { name: 'issued', label: t('issued'), kind: 'day', about: t('issuedAbout'), isOptional: true },
      ]}
      done={({ bills }) => t('issuedDone', { count: bills.length })}
    />
  );
}

/** Records what a member paid in. */
export function RecordReceipt({ member, bill }: { readonly member?: string; readonly bill?: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const members = useMemberChoices();
  const change = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/receipts', {
        params: { path, header },
        body: {
          ...{ member: given.member!, reference: given.reference!, day: given.day!, amount: given.amount! },
          ...(given.bill && { bill: given.bill }),
          ...(given.assessment && { assessment: Number(given.assessment) }),
          ...(given.runOut && { runOut: true }),
        },
      }),
    [membersKey(pool)],
  );
  if (!may('receipts.record')) return null;
  return (
    <Action
      verb={t('receive')}
      binds={t('receiveBinds')}
      change={change}
      fields={[
        { name: 'member', label: t('member'), kind: 'choice', choices: members, initial: member ?? '' },
        { name: 'reference', label: t('reference'), about: t('referenceAbout') },
        { name: 'day', label: t('day'), kind: 'day', initial: today() },
        { name: 'amount', label: t('amount'), kind: 'amount' },
        {
          name: 'bill',
          label: t('forBill'),
          kind: 'month',
          about: t('forBillAbout'),
          isOptional: true,
          initial: bill ?? '',
        },
        { name: 'assessment', label: t('forAssessment'), kind: 'whole', isOptional: true },
        { name: 'runOut', label: t('forRunOut'), kind: 'yes', isOptional: true },
      ]}
      done={({ recorded }) => t(recorded === 0 ? 'receivedBefore' : 'received')}
    />
  );
}
