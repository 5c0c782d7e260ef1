import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { MotionDrafts } from '../../parts/MotionDrafts.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import styles from './Members.module.css';
import { membersKey, useMemberChoices, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Withdrawal = Got<'/api/v1/consortia/{consortium}/withdrawals'>['withdrawals'][number];
type RunOut = Got<'/api/v1/consortia/{consortium}/run-out'>['members'][number];

/** Who leaves, and how the claims of those that left stand. */
export function Leaving() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { amount, count, day, month } = useFigures();
  const nameOf = useNames();
  const withdrawals = useRead([...membersKey(pool), 'withdrawals'], () =>
    api.GET('/api/v1/consortia/{consortium}/withdrawals', { params: { path } }),
  );
  const runOut = useRead(
    [...membersKey(pool), 'run-out'],
    () => api.GET('/api/v1/consortia/{consortium}/run-out', { params: { path } }),
    { enabled: may('run-out.read') },
  );
  const chargeRunOut = useChange(
    (_: Given, header) => api.POST('/api/v1/consortia/{consortium}/run-out', { params: { path, header } }),
    [membersKey(pool)],
  );
  const columns: Column<Withdrawal>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (row) => nameOf(row.member),
      by: (row) => nameOf(row.member),
    },
    {
      key: 'notice',
      heading: t('notice'),
      isDetail: true,
      cell: ({ notice }) => day(notice),
      by: ({ notice }) => notice,
    },
    {
      key: 'lastMonth',
      heading: t('lastMonth'),
      cell: ({ lastMonth }) => month(lastMonth),
      by: ({ lastMonth }) => lastMonth,
    },
    {
      key: 'runOut',
      heading: t('runOutBy'),
      isDetail: true,
      cell: (row) => t(row.runOut === 'pool' ? 'thePool' : 'theMember'),
      by: (row) => row.runOut,
    },
    {
      key: 'coveredAfter',
      heading: t('coveredAfter'),
      side: 'end',
      cell: (row) => count(row.coveredAfter),
      by: (row) => row.coveredAfter,
    },
  ];
  const figure = (
    key: 'paid' | 'unpaid' | 'liability' | 'posted',
    heading: string,
    isDetail = true,
  ): Column<RunOut> => ({
    ...{ key, heading, side: 'end', isDetail, csv: (row) => row[key] ?? '' },
    ...{
      cell: (row) => (row[key] === undefined ? t('withheld') : amount(row[key])),
      by: (row) => lengthOf(row[key] ?? '0'),
    },
  });
  const runOutColumns: Column<RunOut>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (row) => nameOf(row.member),
      by: (row) => nameOf(row.member),
    },
    {
      key: 'borneBy',
      heading: t('runOutBy'),
      isDetail: true,
      cell: (row) => t(row.borneBy === 'pool' ? 'thePool' : 'theMember'),
      by: (row) => row.borneBy,
    },
    ...[figure('paid', t('runOutPaid')), figure('unpaid', t('runOutUnpaid'))],
    ...[figure('liability', t('runOutLiability'), false), figure('posted', t('runOutPosted'))],
  ];
  return (
    <Read of={withdrawals}>
      {({ withdrawals: leaving }) => (
        <>
          <Answer>
            {leaving.length === 0
              ? t('leavingNone')
              : t('leavingAnswer', {
                  count: leaving.length,
                  names: leaving.map(({ member }) => nameOf(member)).join(', '),
                })}
          </Answer>
          <div className={`${styles.verbs} not-printed`}>
            <DraftWithdrawal />
            <RecordWithdrawal />
            {may('run-out.charge') && (
              <Action
                verb={t('runOutCharge')}
                binds={t('runOutBinds')}
                change={chargeRunOut}
                done={({ members }) => t('runOutDone', { count: members.length })}
              />
            )}
          </div>
          <Columns>
            <Section title={t('leavingTitle')} measure={t('leavingMeasure')}>
              {leaving.length === 0 ? (
                <Empty title={t('leavingNone')}>{t('leavingNoneNext')}</Empty>
              ) : (
                <DataTable
                  name={t('leavingTitle')}
                  columns={columns}
                  rows={leaving}
                  keyOf={({ member }) => member}
                />
              )}
            </Section>
            {may('run-out.read') && (
              <Section title={t('runOutTitle')} measure={t('runOutMeasure')}>
                <Read of={runOut}>
                  {({ members }) =>
                    members.length === 0 ? (
                      <Empty title={t('runOutNone')} />
                    ) : (
                      <DataTable
                        name={t('runOutTitle')}
                        columns={runOutColumns}
                        rows={members}
                        keyOf={({ member }) => member}
                      />
                    )
                  }
                </Read>
              </Section>
            )}
          </Columns>
        </>
      )}
    </Read>
  );
}

/** What a withdrawal asks for. */
function useWithdrawalFields(member = '') {
  const t = useMembersWords();
  return [
    { name: 'member', label: t('member'), kind: 'choice', choices: useMemberChoices(), initial: member },
    { name: 'notice', label: t('notice'), kind: 'day', about: t('noticeAbout') },
    { name: 'lastMonth', label: t('lastMonth'), kind: 'month' },
  ] as const;
}

const terms = (given: Given) => ({
  member: given.member!,
  notice: given.notice!,
  lastMonth: given.lastMonth!,
});

/** What the board would have to decide for a member to leave; nothing is done. */
export function DraftWithdrawal({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { path, may } = usePool();
  const fields = useWithdrawalFields(member);
  const draft = useChange((given: Given) =>
    api.POST('/api/v1/consortia/{consortium}/withdrawal-drafts', { params: { path }, body: terms(given) }),
  );
  if (!may('withdrawals.read') || !may('withdrawals.record')) return null;
  return (
    <Action
      verb={t('withdrawDraft')}
      change={draft}
      fields={fields}
      binds={t('draftAbout')}
      done={({ motions }) => <MotionDrafts motions={motions} />}
    />
  );
}

/** Records that a member leaves. */
export function RecordWithdrawal({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { month } = useFigures();
  const fields = useWithdrawalFields(member);
  const nameOf = useNames();
  const change = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/withdrawals', {
        params: { path, header },
        body: { ...terms(given), ...(given.resolution && { resolution: Number(given.resolution) }) },
      }),
    [membersKey(pool)],
  );
  if (!may('withdrawals.record')) return null;
  return (
    <Action
      verb={t('withdraw')}
      isAlarming
      binds={t('withdrawBinds')}
      change={change}
      fields={fields}
      done={(one) =>
        t('withdrawn', { member: nameOf(one.member), month: month(one.lastMonth), count: one.coveredAfter })
      }
    />
  );
}
