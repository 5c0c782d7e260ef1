import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useChange } from '../../../api/reading.ts';
import { usePool } from '../../../api/session.ts';
import { Action } from '../../../parts/Action.tsx';
import styles from '../Board.module.css';
import type { BoardFound } from '../Board.tsx';
import { type Item, type Meeting, useTouched } from '../reads.ts';
import { useBoardWords } from '../words.ts';
import { By, byOf } from './By.tsx';

type OnItem = Pick<BoardFound, 'directors' | 'rules'> & {
  readonly meeting: Meeting;
  readonly item: Item;
};

/** Takes an item out of what is approved together. */
export function Pull({ meeting, item, directors }: OnItem) {
  const t = useBoardWords();
  const { path } = usePool();
  const [by, setBy] = useState<string | null>(null);
  const change = useChange(
    (body: { by?: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/pulls', {
        params: { path: { ...path, meeting: meeting.meeting, item: item.item }, header },
        body,
      }),
    useTouched(),
  );
  return (
    <Action
      verb={t('pull')}
      title={t('pullTitle')}
      change={change}
      input={() => byOf(by)}
      said={t('pullDone')}
    >
      <By directors={directors} value={by} onChange={setBy} />
    </Action>
  );
}

/** Standing aside from an item, with the reason. */
export function Recuse({ meeting, item, directors }: OnItem) {
  const t = useBoardWords();
  const { path } = usePool();
  const [by, setBy] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const change = useChange(
    (body: { reason: string; by?: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/recusals', {
        params: { path: { ...path, meeting: meeting.meeting, item: item.item }, header },
        body,
      }),
    useTouched(),
  );
  return (
    <Action
      verb={t('recuse')}
      title={t('recuseTitle')}
      change={change}
      input={() => ({ reason, ...byOf(by) })}
      said={t('recuseDone')}
    >
      <p className="quiet">{t('recuseNote')}</p>
      <TextInput
        label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
      <By directors={directors} value={by} onChange={setBy} />
    </Action>
  );
}

/** Counting the votes of an item and closing it, or putting it off; 0 is what is approved together. */
export function CloseItem({ meeting, number }: { readonly meeting: Meeting; readonly number: number }) {
  const t = useBoardWords();
  const { path } = usePool();
  const change = useChange(
    (body: { how: 'counted' | 'tabled' }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items/{item}/closing', {
        params: { path: { ...path, meeting: meeting.meeting, item: number }, header },
        body,
      }),
    useTouched(),
  );
  const done = ({ items }: { items: readonly { title: string; outcome: string }[] }) =>
    t('closeItemDone', {
      outcome: items.map(({ title, outcome }) => `${title}: ${t(outcome as 'passed')}`).join('; '),
    });
  return (
    <div className={styles.acts}>
      <Action
        verb={t('closeItem')}
        title={t('closeItemTitle')}
        change={change}
        input={() => ({ how: 'counted' as const })}
        said={done}
      >
        <p className="quiet">{t('closeItemNote')}</p>
      </Action>
      <Action
        verb={t('tableItem')}
        title={t('tableItemTitle')}
        change={change}
        input={() => ({ how: 'tabled' as const })}
        said={done}
      />
    </div>
  );
}
