import { Select } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action } from '../../parts/Action.tsx';
import { Pull, Recuse } from './acts/ItemActs.tsx';
import styles from './Board.module.css';
import type { BoardFound } from './Board.tsx';
import { isReadyForVote, votedUnder } from './procedure.ts';
import { type Item, type Meeting, type Motion, useDirectorChoices, useTouched } from './reads.ts';
import { useBoardWords } from './words.ts';

const CHOICES = ['for', 'against', 'abstain'] as const;

/** Voting on an item: three large buttons, each of which asks once more before the vote is on the record. */
export function Vote({
  meeting,
  item,
  motion,
  directors,
  rules,
}: Pick<BoardFound, 'directors' | 'rules'> & {
  readonly meeting: Meeting;
  readonly item: Item;
  readonly motion: Motion;
}) {
  const t = useBoardWords();
  const { path, may } = usePool();
  const number = votedUnder(item);
  const mine = useDirectorChoices(votesOf(meeting, directors, rules.me, may('board.manage')));
  const [whose, setWhose] = useState<string | null>(null);
  const director = whose ?? mine[0]?.value;
  const change = useChange(
    (body: { choice: (typeof CHOICES)[number]; director: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/votes', {
        params: { path: { ...path, meeting: meeting.meeting, item: number! }, header },
        body,
      }),
    useTouched(),
  );
  if (number === undefined || !may('board.vote')) return null;
  const acts = (
    <div className={styles.acts}>
      {item.marking === 'consent' && !item.pulled && meeting.state !== 'adjourned' && (
        <Pull {...{ meeting, item, rules, directors }} />
      )}
      <Recuse {...{ meeting, item, rules, directors }} />
    </div>
  );
  if (meeting.state !== 'opened')
    return meeting.state === 'called' ? (
      <>
        <p className="quiet">{t('notOpenYet')}</p>
        {acts}
      </>
    ) : null;
  if (!isReadyForVote(motion, rules, item)) return <p className="quiet">{t('needsSecond')}</p>;
  if (director === undefined) return null;
  const own = meeting.votes.find((vote) => vote.item === number && vote.director === director);
  const name = directors.find(({ email }) => email === director)?.name ?? director;
  return (
    <div className={styles.paper}>
      {number === 0 && <strong>{t('approveTogether')}</strong>}
      {mine.length > 1 && (
        <Select
          label={t('voteOf')}
          data={mine}
          value={director}
          allowDeselect={false}
          onChange={setWhose}
          searchable
        />
      )}
      <div className={styles.votes}>
        {CHOICES.map((choice) => (
          <Action
            key={choice}
            verb={t(choice)}
            title={t('voteTitle', { choice: t(choice), name })}
            change={change}
            input={() => ({ choice, director })}
            said={t('voteDone')}
            isMain={own?.choice === choice}
            isLarge
          >
            <p className={styles.motion}>{number === 0 ? t('approveTogether') : motion.title}</p>
            <p className="quiet">{t('voteNote')}</p>
          </Action>
        ))}
      </div>
      <p className="quiet">{t('voteNote')}</p>
      {acts}
    </div>
  );
}

/** The directors for whom somebody may vote: themselves, those whose proxy or alternate they are; for a clerk everybody. */
function votesOf(
  meeting: Meeting,
  directors: BoardFound['directors'],
  me: string | undefined,
  isClerk: boolean,
): BoardFound['directors'] {
  const seats = directors.filter(({ alternateOf }) => alternateOf === undefined);
  const own = directors.find(({ email }) => email === me);
  return isClerk
    ? seats
    : seats.filter(
        ({ email, name }) =>
          email === me ||
          own?.alternateOf === name ||
          meeting.proxies.some(({ director, holder }) => director === email && holder === me),
      );
}
