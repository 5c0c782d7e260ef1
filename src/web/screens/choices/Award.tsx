import { Button, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action } from '../../parts/Action.tsx';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import { By, byOf } from '../board/acts/By.tsx';
import { useDirectors, useTouched } from '../board/reads.ts';
import styles from './Choices.module.css';
import type { Comparison, Tender } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** Awarding a bid that holds: the entry for the pool's document, and the motion that the board decides. */
export function Award({ tender, comparison }: { readonly tender: Tender; readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const { path } = usePool();
  const holding = comparison.bids.filter(({ holds }) => holds).map(({ name }) => name);
  const [bid, setBid] = useState<string | null>(comparison.lowest?.expected ?? null);
  const [name, setName] = useState(comparison.planYearFrom.slice(0, 4));
  const draft = useChange((given: { bid: string; name: string }) => drafted(path, tender, given));
  return (
    <Section title={t('award')} measure={t('awardMeasure')}>
      <div className={styles.award}>
        <form
          className={styles.given}
          onSubmit={(event) => {
            event.preventDefault();
            draft.mutate({ bid: bid!, name });
          }}
        >
          <Select label={t('bid')} data={holding} value={bid} onChange={setBid} required />
          <TextInput
            label={t('tenderName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <Button type="submit" loading={draft.isPending} disabled={bid === null || name === ''}>
            {t('draft')}
          </Button>
        </form>
        {draft.error !== null && <Failed problem={draft.error} />}
        {draft.data !== undefined && <Drafted {...draft.data} />}
      </div>
    </Section>
  );
}

type Path = { readonly consortium: string };

/** The entry of an award, and the motions that a document with it needs. */
async function drafted(path: Path, tender: Tender, given: { bid: string; name: string }) {
  const award = await answerOf(api.POST('/api/v1/awards', { body: { tender, ...given } }));
  const { document } = await answerOf(
    api.GET('/api/v1/consortia/{consortium}/document', { params: { path } }),
  );
  const others = ((document.awards ?? []) as { tender: string }[]).filter(
    (one) => one.tender !== award.tender,
  );
  const motions = await api.POST('/api/v1/consortia/{consortium}/board/motion-drafts', {
    params: { path },
    body: { document: { ...document, awards: [...others, award] } },
  });
  const { data, ...rest } = motions;
  return { ...rest, ...(data && { data: { award, motions: data.motions } }) };
}

type Found = NonNullable<Awaited<ReturnType<typeof drafted>>['data']>;

function Drafted({ award, motions }: Found) {
  const t = useChoiceWords();
  const { may } = usePool();
  return (
    <>
      <p>{t('entry')}</p>
      <pre className={styles.entry}>
        <bdi>{JSON.stringify(award, undefined, 2)}</bdi>
      </pre>
      {motions.length === 0 ? (
        <p>{t('noMotion')}</p>
      ) : (
        <>
          <p>{t('drafted', { count: motions.length })}</p>
          {may('board.vote') && <Move award={award} motions={motions} />}
        </>
      )}
    </>
  );
}

function Move({ award, motions }: Found) {
  const t = useChoiceWords();
  const { path, pool } = usePool();
  const directors = useDirectors();
  const [by, setBy] = useState<string | null>(null);
  const [moved, setMoved] = useState<number>();
  const change = useChange(
    (
      body: { motions: { kind: 'tender award'; title: string; content: Record<string, unknown> }[] },
      header,
    ) =>
      api.POST('/api/v1/consortia/{consortium}/board/motions', {
        params: { path, header },
        body: { ...body, ...byOf(by) },
      }),
    useTouched(),
  );
  return moved === undefined ? (
    <div>
      <Action
        verb={t('move')}
        title={t('moveTitle', { bid: award.bid })}
        change={change}
        input={() => ({ motions: motions as unknown as Parameters<typeof change.mutate>[0]['motions'] })}
        said={({ motions: [motion] }) => t('moved', { motion })}
        onDone={({ motions: [motion] }) => setMoved(motion)}
        isMain
      >
        <By directors={directors.data?.directors ?? []} value={by} onChange={setBy} />
      </Action>
    </div>
  ) : (
    <p>
      {t('moved', { motion: moved })}{' '}
      <Link to={`/pools/${pool}/board` as never} search={{ motion: String(moved) } as never}>
        {t('toBoard')}
      </Link>
    </p>
  );
}
