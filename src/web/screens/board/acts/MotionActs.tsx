import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useChange } from '../../../api/reading.ts';
import { usePool } from '../../../api/session.ts';
import { Action } from '../../../parts/Action.tsx';
import { Failed } from '../../../parts/States.tsx';
import type { BoardFound } from '../Board.tsx';
import { type Motion, type MotionKind, useTouched } from '../reads.ts';
import { kindWord, useBoardWords } from '../words.ts';
import { By, byOf } from './By.tsx';

/** A motion before it is moved. */
interface Draft {
  readonly kind: MotionKind;
  readonly title: string;
  readonly content: Record<string, unknown>;
}

type Acting = Pick<BoardFound, 'directors' | 'rules'>;

/** Seconding a motion, so that it can be voted on. */
export function SecondMotion({ motion: { motion }, directors }: Acting & { readonly motion: Motion }) {
  const t = useBoardWords();
  const { path } = usePool();
  const [by, setBy] = useState<string | null>(null);
  const change = useChange(
    (body: { by?: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/motions/{motion}/seconds', {
        params: { path: { ...path, motion }, header },
        body,
      }),
    useTouched(),
  );
  return (
    <Action
      verb={t('second')}
      title={t('secondTitle', { motion })}
      change={change}
      input={() => byOf(by)}
      said={t('secondDone')}
    >
      <By directors={directors} value={by} onChange={setBy} />
    </Action>
  );
}

/** Moves what was drafted elsewhere, or what is written here: by hand, or from a document of the pool as it should be. */
export function MoveMotion({ directors, rules }: Acting) {
  const t = useBoardWords();
  const { path } = usePool();
  const [way, setWay] = useState('document');
  const [by, setBy] = useState<string | null>(null);
  const [hand, setHand] = useState({ kind: 'general' as MotionKind, title: '', content: '' });
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const change = useChange(
    (body: { motions: Draft[]; by?: string }, header) =>
      api.POST('/api/v1/consortia/{consortium}/board/motions', { params: { path, header }, body }),
    useTouched(),
  );
  const [wrong, written] = jsonOf(hand.content);
  const input = () => ({
    motions:
      way === 'document' ? [...drafts] : [{ kind: hand.kind, title: hand.title, content: written ?? {} }],
    ...byOf(by),
  });
  return (
    <Action
      verb={t('move')}
      title={t('moveTitle')}
      change={change}
      input={input}
      said={({ motions }) => t('moveDone', { count: motions.length })}
      onDone={() => {
        setDrafts([]);
        setHand({ kind: 'general', title: '', content: '' });
      }}
    >
      <SegmentedControl
        value={way}
        onChange={setWay}
        data={[
          { value: 'document', label: t('moveFromDocument') },
          { value: 'hand', label: t('moveByHand') },
        ]}
      />
      {way === 'document' ? (
        <FromDocument drafts={drafts} onDrafts={setDrafts} />
      ) : (
        <>
          <Select
            label={t('kind')}
            data={rules.majorities.map(({ kind }) => ({ value: kind, label: kindWord(t, kind) }))}
            value={hand.kind}
            allowDeselect={false}
            onChange={(kind) => setHand({ ...hand, kind: kind as MotionKind })}
          />
          <TextInput
            label={t('title')}
            value={hand.title}
            onChange={(event) => setHand({ ...hand, title: event.currentTarget.value })}
            required
          />
          <Textarea
            label={t('moveContent')}
            description={t('moveContentNote')}
            value={hand.content}
            onChange={(event) => setHand({ ...hand, content: event.currentTarget.value })}
            error={wrong && t('notJson', { problem: wrong })}
            autosize
            minRows={3}
            maxRows={12}
          />
        </>
      )}
      <By directors={directors} value={by} onChange={setBy} />
    </Action>
  );
}

function FromDocument({
  drafts,
  onDrafts,
}: {
  readonly drafts: readonly Draft[];
  readonly onDrafts: (drafts: readonly Draft[]) => void;
}) {
  const t = useBoardWords();
  const { path } = usePool();
  const [text, setText] = useState('');
  const [wrong, document] = jsonOf(text);
  const draft = useChange((body: { document: Record<string, unknown> }) =>
    api.POST('/api/v1/consortia/{consortium}/board/motion-drafts', { params: { path }, body }),
  );
  return (
    <>
      <Textarea
        label={t('moveDocument')}
        description={t('moveDocumentNote')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onDrafts([]);
        }}
        error={wrong && t('notJson', { problem: wrong })}
        autosize
        minRows={4}
        maxRows={12}
        required
      />
      <Button
        variant="default"
        loading={draft.isPending}
        disabled={document === undefined}
        onClick={() =>
          draft.mutate(
            { document: document! },
            { onSuccess: ({ motions }) => onDrafts(motions as unknown as readonly Draft[]) },
          )
        }
      >
        {t('moveDraft')}
      </Button>
      {draft.error !== null && <Failed problem={draft.error} />}
      {draft.data !== undefined && (
        <div>
          <p>
            {draft.data.motions.length === 0
              ? t('moveNothing')
              : t('moveDrafts', { count: draft.data.motions.length })}
          </p>
          <ul>
            {drafts.map(({ kind, title }) => (
              <li key={`${kind} ${title}`}>
                {title} <span className="quiet">{kindWord(t, kind)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** A text as JSON with fields, and what is wrong with it; an empty one is nothing, and not wrong. */
function jsonOf(text: string): [wrong: string | undefined, fields: Record<string, unknown> | undefined] {
  if (text.trim() === '') return [undefined, undefined];
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? [undefined, read as Record<string, unknown>]
      : ['{ }', undefined];
  } catch (error) {
    return [(error as Error).message, undefined];
  }
}
