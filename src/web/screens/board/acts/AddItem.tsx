import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useChange } from '../../../api/reading.ts';
import { usePool } from '../../../api/session.ts';
import { Action } from '../../../parts/Action.tsx';
import type { BoardFound } from '../Board.tsx';
import { type Item, type Meeting, useTouched } from '../reads.ts';
import { useBoardWords } from '../words.ts';

const MARKINGS = ['action', 'information', 'consent'] as const;

/** Putting an item on the agenda of a meeting, as its last. */
export function AddItem({ meeting, motions }: Pick<BoardFound, 'motions'> & { readonly meeting: Meeting }) {
  const t = useBoardWords();
  const { path } = usePool();
  const [marking, setMarking] = useState<Item['marking']>('action');
  const [motion, setMotion] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const change = useChange(
    (body: { marking: Item['marking']; motion?: number; title?: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/items', {
        params: { path: { ...path, meeting: meeting.meeting }, header },
        body,
      }),
    useTouched(),
  );
  const undecided = motions.filter(({ state }) => state !== 'passed' && state !== 'failed');
  return (
    <Action
      verb={t('addItem')}
      title={t('addItemTitle')}
      change={change}
      input={() => ({
        marking,
        ...(motion !== null && { motion: Number(motion) }),
        ...(title !== '' && { title }),
      })}
      said={({ item }) => t('addItemDone', { item })}
    >
      <Select
        label={t('marking')}
        data={MARKINGS.map((one) => ({ value: one, label: `${t(one)} (${t(`${one}Formal`)})` }))}
        value={marking}
        allowDeselect={false}
        onChange={(one) => setMarking(one as Item['marking'])}
      />
      <Select
        label={t('motionLabel')}
        data={undecided.map((one) => ({ value: String(one.motion), label: `${one.motion}: ${one.title}` }))}
        value={motion}
        onChange={setMotion}
        required={marking !== 'information'}
        clearable
        searchable
      />
      <TextInput
        label={t('itemTitle')}
        description={t('itemTitleNote')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required={motion === null}
      />
    </Action>
  );
}
