import { Button, FileButton, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSharedWords } from '../words/shared.ts';
import styles from './Action.module.css';
import { saveAs } from './csv.ts';

/** Loading, editing and saving a document as JSON; what it holds is checked by whoever calculates with it. */
export function DocumentEditor({
  name,
  document,
  isExample,
  onKeep,
  onForget,
}: {
  /** What it is called as a file. */
  readonly name: string;
  readonly document: unknown;
  readonly isExample: boolean;
  readonly onKeep: (document: unknown) => void;
  readonly onForget: () => void;
}) {
  const t = useSharedWords();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const keep = (written: string) => {
    try {
      onKeep(JSON.parse(written));
      setOpen(false);
      setProblem(undefined);
    } catch (error) {
      setText(written);
      setProblem((error as Error).message);
      setOpen(true);
    }
  };
  return (
    <Group gap={8} className="not-printed">
      <FileButton accept="application/json,.json" onChange={(file) => file && void file.text().then(keep)}>
        {(props) => (
          <Button variant="default" {...props}>
            {t('loadDocument')}
          </Button>
        )}
      </FileButton>
      <Button
        variant="default"
        onClick={() => {
          setText(JSON.stringify(document, undefined, 2));
          setProblem(undefined);
          setOpen(true);
        }}
      >
        {t('editDocument')}
      </Button>
      <Button
        variant="subtle"
        onClick={() =>
          saveAs(`${name}.json`, `${JSON.stringify(document, undefined, 2)}\n`, 'application/json')
        }
      >
        {t('saveDocument')}
      </Button>
      {!isExample && (
        <Button variant="subtle" onClick={onForget}>
          {t('backToExample')}
        </Button>
      )}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('editDocument')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('close') }}
        transitionProps={{ duration: 140 }}
      >
        <div className={styles.form}>
          <Textarea
            label={t('documentJson')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problem && t('notJson', { problem })}
            styles={{ input: { fontFamily: 'var(--face-code)', fontSize: 13 } }}
            autosize
            minRows={10}
            maxRows={24}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
            <Button onClick={() => keep(text)}>{t('keepDocument')}</Button>
          </Group>
        </div>
      </Modal>
    </Group>
  );
}
