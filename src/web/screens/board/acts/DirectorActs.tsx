import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { usePoolDocument } from '../../../api/document.ts';
import { useChange } from '../../../api/reading.ts';
import { usePool } from '../../../api/session.ts';
import { Action } from '../../../parts/Action.tsx';
import type { BoardFound } from '../Board.tsx';
import { type Meeting, useDirectorChoices, useTouched } from '../reads.ts';
import { useBoardWords } from '../words.ts';
import { By } from './By.tsx';

type OfDirectors = Pick<BoardFound, 'directors'>;

/** Putting a person on the board. */
export function Appoint({ directors }: OfDirectors) {
  const t = useBoardWords();
  const choices = useDirectorChoices(directors);
  const { path } = usePool();
  const document = usePoolDocument();
  const [given, setGiven] = useState({ member: '', name: '', email: '', from: '', to: '', alternateOf: '' });
  const change = useChange(
    ({ member, name, email, from, to, alternateOf }: typeof given, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/directors', {
        params: { path, header },
        body: { member, name, email, from, ...(to && { to }), ...(alternateOf && { alternateOf }) },
      }),
    useTouched(),
  );
  const members = (document.data?.document.members ?? []) as { code: string; name: string }[];
  const set = (more: Partial<typeof given>) => setGiven({ ...given, ...more });
  return (
    <Action
      verb={t('appoint')}
      title={t('appointTitle')}
      change={change}
      input={() => given}
      said={t('appointDone', { name: given.name })}
    >
      <Select
        label={t('member')}
        data={members.map(({ code, name }) => ({ value: code, label: name }))}
        value={given.member}
        onChange={(member) => set({ member: member ?? '' })}
        searchable
        required
      />
      <TextInput
        label={t('name')}
        value={given.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        required
      />
      <TextInput
        type="email"
        label={t('email')}
        value={given.email}
        onChange={(e) => set({ email: e.currentTarget.value })}
        required
      />
      <TextInput
        type="date"
        label={t('firstDay')}
        value={given.from}
        onChange={(e) => set({ from: e.currentTarget.value })}
        required
      />
      <TextInput
        type="date"
        label={t('lastDay')}
        value={given.to}
        onChange={(e) => set({ to: e.currentTarget.value })}
      />
      <Select
        label={t('alternateOf')}
        description={t('alternateOfNote')}
        data={choices}
        value={given.alternateOf}
        onChange={(alternateOf) => set({ alternateOf: alternateOf ?? '' })}
        clearable
      />
    </Action>
  );
}

/** Ending a term on the board with its last day. */
export function EndTerm({ directors }: OfDirectors) {
  const t = useBoardWords();
  const choices = useDirectorChoices(directors);
  const { path } = usePool();
  const [email, setEmail] = useState('');
  const [lastDay, setLastDay] = useState('');
  const change = useChange(
    (body: { email: string; lastDay: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/directors/ends', { params: { path, header }, body }),
    useTouched(),
  );
  return (
    <Action
      verb={t('endTerm')}
      title={t('endTermTitle')}
      change={change}
      input={() => ({ email, lastDay })}
      said={t('endTermDone')}
    >
      <Select
        label={t('director')}
        data={choices}
        value={email}
        onChange={(chosen) => setEmail(chosen ?? '')}
        searchable
        required
      />
      <TextInput
        type="date"
        label={t('lastDay')}
        value={lastDay}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        required
      />
    </Action>
  );
}

/** Giving a director's vote to another person for a meeting. */
export function GiveProxy({
  directors,
  meeting,
}: Pick<BoardFound, 'directors' | 'rules'> & { readonly meeting: Meeting | undefined }) {
  const t = useBoardWords();
  const choices = useDirectorChoices(directors);
  const { path } = usePool();
  const [director, setDirector] = useState<string | null>(null);
  const [holder, setHolder] = useState<string | null>(null);
  const change = useChange(
    (body: { director?: string; holder?: string; meeting?: number }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/proxies', { params: { path, header }, body }),
    useTouched(),
  );
  if (meeting === undefined) return null;
  return (
    <Action
      verb={t('giveProxy')}
      title={t('giveProxyTitle')}
      change={change}
      input={() => ({
        ...(director && { director }),
        ...(holder && { holder }),
        meeting: meeting.meeting,
      })}
      said={t('giveProxyDone')}
    >
      <p className="quiet">{t('giveProxyNote')}</p>
      <By directors={directors} value={director} onChange={setDirector} label={t('voteOf')} />
      <Select label={t('holder')} data={choices} value={holder} onChange={setHolder} searchable clearable />
    </Action>
  );
}
