import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { usePool } from '../../api/session.ts';
import { saveAs } from '../../parts/csv.ts';
import { useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Record.module.css';
import type { Standing } from './reads.ts';
import { useRecordWords } from './words.ts';

/** The last checkpoint: how many leaves, since when, and the one hash that they all come to. */
export function Checkpoint({
  of: { origin, waiting, final },
  checkpoint: { size, root, signed, note },
}: {
  readonly of: Standing;
  readonly checkpoint: NonNullable<Standing['checkpoint']>;
}) {
  const [t, shared] = [useRecordWords(), useSharedWords()];
  const { count, time } = useFigures();
  const { pool, may } = usePool();
  const bundle = `/api/v1/consortia/${encodeURIComponent(pool)}/record/bundle`;
  return (
    <Section title={t('checkpoint')} measure={<bdi dir="ltr">{origin}</bdi>} span={7} note={t('rootNote')}>
      <KeyFigures>
        <KeyFigure name={t('entries')} value={count(size)}>
          {waiting > 0 && t('waiting', { count: waiting, facts: count(waiting) })}
        </KeyFigure>
        <KeyFigure name={t('final')} value={final === undefined ? shared('notYet') : count(final.size)}>
          {final !== undefined && t('since', { when: time(final.since) })}
        </KeyFigure>
        <KeyFigure name={t('signed')} value={time(signed)} />
      </KeyFigures>
      <p className={styles.root}>
        <code dir="ltr">{root}</code>
      </p>
      <Group className="not-printed" gap="xs">
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() => saveAs('checkpoint.txt', note, 'text/plain;charset=utf-8')}
        >
          {t('saveCheckpoint')}
        </Button>
        {may('record.bundle') && (
          <>
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size={17} aria-hidden />}
              href={`${bundle}?shown=money,rest`}
              download={`${pool}-record.jsonl`}
            >
              {t('saveBundle')}
            </Button>
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size={17} aria-hidden />}
              href={bundle}
              download={`${pool}-record-with-persons.jsonl`}
            >
              {t('saveBundleWhole')}
            </Button>
          </>
        )}
      </Group>
    </Section>
  );
}
