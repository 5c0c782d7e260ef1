import { Button, FileInput, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, Problem } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { MotionDrafts } from '../../parts/MotionDrafts.tsx';
import { useLastChange } from '../../parts/SavedMeanwhile.tsx';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { DocumentChanges } from './DocumentChanges.tsx';
import styles from './Settings.module.css';
import { useSettingsWords } from './words.ts';

type Content = Record<string, unknown>;

/** Records the next version of the document from a file, after showing what it changes and what the board has to decide. */
export function RecordDocument({
  now,
  tag,
  version,
  look,
}: {
  readonly now: Content;
  readonly tag: string;
  readonly version: number;
  /** Reads what is in force anew. */
  readonly look: () => void;
}) {
  const [t, common] = [useSettingsWords(), useSharedWords()];
  const { pool, path } = usePool();
  const [isOpen, setOpen] = useState(false);
  const [opened, setOpened] = useState({ now, version });
  const [next, setNext] = useState<Content>();
  const [unread, setUnread] = useState<Problem>();
  const [received, setReceived] = useState('');
  const [resolutions, setResolutions] = useState('');
  const drafts = useChange((document: Content) =>
    api.POST('/api/v1/consortia/{consortium}/board/motion-drafts', { params: { path }, body: { document } }),
  );
  const record = useChange(
    (document: Content, header) =>
      api.PUT('/api/v1/consortia/{consortium}/document', {
        params: { path, header: { ...header, 'If-Match': tag } },
        body: {
          document,
          ...(received !== '' && { received }),
          resolutions: (resolutions.match(/\d+/g) ?? []).map(Number),
        },
      }),
    [['document', pool], ['members', pool], ['me']],
  );
  const open = () => {
    setOpened({ now, version });
    record.reset();
    setOpen(true);
  };
  const lookAgain = () => {
    record.reset();
    look();
  };
  const read = async (file: File | null) => {
    setNext(undefined);
    setUnread(undefined);
    record.reset();
    if (file === null) return;
    try {
      const document = JSON.parse(await file.text()) as Content;
      setNext(document);
      // Without a board there is nothing for it to decide.
      if (now.board !== undefined) drafts.mutate(document);
    } catch (error) {
      setUnread(new Problem(422, { code: 'not_json', detail: String(error), expected: t('fileExpected') }));
    }
  };
  return (
    <>
      <Button onClick={open}>{t('recordDocument')}</Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('recordDocument')}
        size="xl"
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        {record.isSuccess ? (
          <div className={styles.stack} role="status">
            <Status kind="good">{t('documentRecorded', { version: record.data.version })}</Status>
            <Button variant="default" onClick={() => setOpen(false)}>
              {common('close')}
            </Button>
          </div>
        ) : (
          <div className={styles.stack} style={{ justifyItems: 'stretch' }}>
            <FileInput
              label={t('file')}
              description={t('fileAbout', { version })}
              placeholder={t('chooseFile')}
              accept="application/json,.json"
              onChange={(file) => void read(file)}
              clearable
              clearButtonProps={{ 'aria-label': t('takeFileOut') }}
            />
            {unread !== undefined && <Failed problem={unread} />}
            {version !== opened.version && <RecordedMeanwhile before={opened} now={now} version={version} />}
            {next !== undefined && (
              <>
                <DocumentChanges before={now} after={next} />
                {drafts.error !== null && <Failed problem={drafts.error} />}
                {now.board !== undefined && drafts.data !== undefined && (
                  <MotionDrafts motions={drafts.data.motions} />
                )}
                <TextInput
                  type="date"
                  label={t('known')}
                  description={t('knownAbout')}
                  value={received}
                  onChange={({ currentTarget: { value } }) => setReceived(value)}
                />
                {(now.board !== undefined || record.error?.code === 'resolution_required') && (
                  <TextInput
                    label={t('resolutions')}
                    description={t('resolutionsAbout')}
                    value={resolutions}
                    onChange={({ currentTarget: { value } }) => setResolutions(value)}
                  />
                )}
                <p>{t('recordBinds')}</p>
                {record.error !== null && <Failed problem={record.error} look={lookAgain} />}
                <Button loading={record.isPending} onClick={() => record.mutate(next)}>
                  {t('recordDocument')}
                </Button>
              </>
            )}
          </div>
        )}
      </Modal>
    </>
  );
}

/** What somebody else has recorded while the dialog was open, and what of it the file would take back. */
function RecordedMeanwhile({
  before,
  now,
  version,
}: {
  readonly before: { readonly now: Content; readonly version: number };
  readonly now: Content;
  readonly version: number;
}) {
  const t = useSettingsWords();
  const { pool } = usePool();
  const { time } = useFigures();
  const by = useLastChange(`/api/v1/consortia/${pool}/document`, String(version), true);
  return (
    <div role="status">
      <Status kind="caution">
        {by === undefined
          ? t('recordedMeanwhile', { version })
          : t('recordedBy', { version, by: by.actor, at: time(by.at) })}
      </Status>
      <DocumentChanges before={before.now} after={now} />
      <p>{t('recordedNext')}</p>
    </div>
  );
}
