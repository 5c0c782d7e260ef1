import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useChange } from '../../../api/reading.ts';
import { usePool } from '../../../api/session.ts';
import { Action } from '../../../parts/Action.tsx';
import { useFigures } from '../../../parts/figures.ts';
import styles from '../Board.module.css';
import type { BoardFound } from '../Board.tsx';
import { type Meeting, type Rules, useDirectorChoices, useTouched } from '../reads.ts';
import { useBoardWords } from '../words.ts';
import { AddItem } from './AddItem.tsx';

/** Calling a meeting; its notice is as long as the rules of the board ask. */
export function CallMeeting({ rules }: { readonly rules: Rules }) {
  const t = useBoardWords();
  const { path } = usePool();
  const [given, setGiven] = useState({
    day: '',
    place: '',
    kind: 'regular' as 'regular' | 'special' | 'emergency',
  });
  const change = useChange(
    (body: typeof given, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings', { params: { path, header }, body }),
    useTouched(),
  );
  const kinds = ['regular', 'special', ...(rules.emergencyMeetings ? ['emergency'] : [])];
  return (
    <Action
      verb={t('callMeeting')}
      title={t('callMeetingTitle')}
      change={change}
      input={() => given}
      said={({ meeting }) => t('callMeetingDone', { meeting })}
    >
      <p className="quiet">{t('callMeetingNote', { count: rules.noticeDays })}</p>
      <TextInput
        type="date"
        label={t('day')}
        value={given.day}
        onChange={(event) => setGiven({ ...given, day: event.currentTarget.value })}
        required
      />
      <TextInput
        label={t('placeLabel')}
        value={given.place}
        onChange={(event) => setGiven({ ...given, place: event.currentTarget.value })}
      />
      <Select
        label={t('kind')}
        data={kinds.map((kind) => ({ value: kind, label: t(kind as 'regular') }))}
        value={given.kind}
        allowDeselect={false}
        onChange={(kind) => setGiven({ ...given, kind: kind as 'regular' })}
      />
    </Action>
  );
}

/** What the administrator does with a meeting, by where it stands. */
export function MeetingActs({ meeting, ...found }: BoardFound & { readonly meeting: Meeting }) {
  if (meeting.state !== 'called' && meeting.state !== 'opened') return null;
  return (
    <div className={styles.acts}>
      <AddItem meeting={meeting} motions={found.motions} />
      <Open meeting={meeting} directors={found.directors} />
      <End meeting={meeting} />
    </div>
  );
}

function Open({ meeting, directors }: Pick<BoardFound, 'directors'> & { readonly meeting: Meeting }) {
  const t = useBoardWords();
  const { path } = usePool();
  const [present, setPresent] = useState<string[]>([]);
  const absent = useDirectorChoices(directors.filter(({ name }) => !meeting.present.includes(name)));
  const change = useChange(
    (body: { present: string[] }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/opening', {
        params: { path: { ...path, meeting: meeting.meeting }, header },
        body,
      }),
    useTouched(),
  );
  const isOpen = meeting.state === 'opened';
  return (
    <Action
      verb={t(isOpen ? 'addPresent' : 'openMeeting')}
      title={t('openMeetingTitle')}
      change={change}
      input={() => ({ present })}
      said={t('openDone')}
      isMain={!isOpen}
    >
      <MultiSelect label={t('presentLabel')} data={absent} value={present} onChange={setPresent} searchable />
    </Action>
  );
}

function End({ meeting }: { readonly meeting: Meeting }) {
  const t = useBoardWords();
  const { day } = useFigures();
  const { path } = usePool();
  const change = useChange(
    (body: { event: 'adjourned' | 'cancelled' }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/end', {
        params: { path: { ...path, meeting: meeting.meeting }, header },
        body,
      }),
    useTouched(),
  );
  return meeting.state === 'opened' ? (
    <Action
      verb={t('adjourn')}
      title={t('adjournTitle')}
      change={change}
      input={() => ({ event: 'adjourned' as const })}
      said={t('adjournDone')}
    >
      <p className="quiet">{t('adjournNote')}</p>
    </Action>
  ) : (
    <Action
      verb={t('cancelMeeting')}
      title={t('cancelMeetingTitle', { day: day(meeting.day) })}
      change={change}
      input={() => ({ event: 'cancelled' as const })}
      said={t('cancelMeetingDone')}
    />
  );
}

/** Recording the minutes of a meeting, or a later version of them. */
export function WriteMinutes({ meeting }: { readonly meeting: Meeting }) {
  const t = useBoardWords();
  const { day } = useFigures();
  const { path } = usePool();
  const [content, setContent] = useState(meeting.minutes ?? '');
  const change = useChange(
    (body: { content: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/meetings/{meeting}/minutes', {
        params: { path: { ...path, meeting: meeting.meeting }, header },
        body,
      }),
    useTouched(),
  );
  return (
    <Action
      verb={t('writeMinutes')}
      title={t('writeMinutesTitle', { day: day(meeting.day) })}
      change={change}
      input={() => ({ content })}
      said={({ version }) => t('writeMinutesDone', { version })}
    >
      <Textarea
        label={t('minutes')}
        description={t('writeMinutesNote')}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
        autosize
        minRows={8}
        maxRows={20}
        required
      />
    </Action>
  );
}
