import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import type { Field } from '../../parts/FieldInput.tsx';
import { MotionDrafts } from '../../parts/MotionDrafts.tsx';
import { today } from '../../parts/months.ts';
import { membersKey } from './reads.ts';
import { Shares } from './Shares.tsx';
import { useMembersWords } from './words.ts';

const resolved = ({ resolution }: Given) => (resolution ? { resolution: Number(resolution) } : {});

const assessmentOf = (given: Given) => ({
  ...{ shortfall: given.shortfall!, impaired: given.impaired!, ordered: given.ordered! },
  ...{ from: given.from!, through: given.through! },
  ...(given.years && { lookBackYears: Number(given.years) }),
});

const distributionOf = (given: Given) => ({
  ...{ amount: given.amount!, declared: given.declared!, from: given.from!, through: given.through! },
});

function useAssessmentFields(): readonly Field[] {
  const t = useMembersWords();
  return [
    { name: 'shortfall', label: t('shortfall'), kind: 'amount' },
    { name: 'impaired', label: t('impaired'), kind: 'day', about: t('impairedAbout') },
    { name: 'ordered', label: t('ordered'), kind: 'day', initial: today() },
    { name: 'from', label: t('contributedFrom'), kind: 'month' },
    { name: 'through', label: t('contributedThrough'), kind: 'month' },
    { name: 'years', label: t('lookBack'), kind: 'whole', isOptional: true, initial: '2' },
  ];
}

function useDistributionFields(): readonly Field[] {
  const t = useMembersWords();
  return [
    { name: 'amount', label: t('amount'), kind: 'amount' },
    { name: 'declared', label: t('declared'), kind: 'day', initial: today() },
    { name: 'from', label: t('contributedFrom'), kind: 'month' },
    { name: 'through', label: t('contributedThrough'), kind: 'month' },
  ];
}

/** What an assessment would ask of each member, and what the board would decide; nothing is ordered. */
export function DraftAssessment() {
  const t = useMembersWords();
  const { path, may } = usePool();
  const fields = useAssessmentFields();
  const draft = useChange((given: Given) =>
    api.POST('/api/v1/consortia/{consortium}/assessment-drafts', {
      params: { path },
      body: assessmentOf(given),
    }),
  );
  if (!may('assessments.order')) return null;
  return (
    <Action
      {...{ verb: t('assessDraft'), binds: t('draftAbout'), change: draft, fields }}
      done={({ shares, motion }) => (
        <>
          <Shares name={t('assessments')} shares={shares} />
          <MotionDrafts motions={motion === undefined ? [] : [motion]} />
        </>
      )}
    />
  );
}

/** Orders an assessment. */
export function Assess() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const fields = useAssessmentFields();
  const change = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/assessments', {
        params: { path, header },
        body: { ...assessmentOf(given), ...resolved(given) },
      }),
    [membersKey(pool)],
  );
  if (!may('assessments.order')) return null;
  return (
    <Action
      {...{ verb: t('assess'), isAlarming: true, binds: t('assessBinds'), change, fields }}
      done={({ number, shares }) => (
        <>
          <p>{t('assessed', { number })}</p>
          <Shares name={t('assessments')} shares={shares} />
        </>
      )}
    />
  );
}

/** What each member would be given of a surplus, and what the board would decide; nothing is declared. */
export function DraftDistribution() {
  const t = useMembersWords();
  const { path, may } = usePool();
  const fields = useDistributionFields();
  const draft = useChange((given: Given) =>
    api.POST('/api/v1/consortia/{consortium}/distribution-drafts', {
      params: { path },
      body: distributionOf(given),
    }),
  );
  if (!may('distributions.declare')) return null;
  return (
    <Action
      {...{ verb: t('distributeDraft'), binds: t('draftAbout'), change: draft, fields }}
      done={({ shares, motion }) => (
        <>
          <Shares name={t('distributions')} shares={shares} />
          <MotionDrafts motions={motion === undefined ? [] : [motion]} />
        </>
      )}
    />
  );
}

/** Declares a surplus. */
export function Distribute() {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const fields = useDistributionFields();
  const change = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/distributions', {
        params: { path, header },
        body: { ...distributionOf(given), ...resolved(given) },
      }),
    [membersKey(pool)],
  );
  if (!may('distributions.declare')) return null;
  return (
    <Action
      {...{ verb: t('distribute'), binds: t('distributeBinds'), change, fields }}
      done={({ number, shares }) => (
        <>
          <p>{t('distributedDone', { number })}</p>
          <Shares name={t('distributions')} shares={shares} />
        </>
      )}
    />
  );
}
