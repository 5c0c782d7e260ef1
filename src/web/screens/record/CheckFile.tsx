import { Button, FileInput, Progress } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import type { Verified } from '../../../core/record/verdict.ts';
import { lackOfBrowser } from '../../../verify-page/browser.ts';
import { Abandoned, checkFile } from '../../../verify-page/check.ts';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Record.module.css';
import { Verdict } from './Verdict.tsx';
import { useRecordWords } from './words.ts';

/** A proof or bundle that is dropped here is checked in the browser: by the reader's own policy, else as the pool states it. */
export function CheckFile({ policy }: { readonly policy: string }) {
  const [t, shared] = [useRecordWords(), useSharedWords()];
  const [file, setFile] = useState<File | null>(null);
  const [own, setOwn] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const { check, clear, verified, share, trouble } = useCheck();
  const choose = (chosen: File | null, by = own) => {
    setFile(chosen);
    if (chosen === null) clear();
    else void check(chosen, async () => (by === null ? policy : by.text()));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  };
  const input = {
    ...{ clearable: true, clearButtonProps: { 'aria-label': t('clear') } },
    classNames: { placeholder: styles.placeholder! },
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever cannot drop chooses the file by the field in it
    <div
      className={styles.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileInput
        {...input}
        label={t('file')}
        description={t('fileAbout')}
        placeholder={t('choose')}
        value={file}
        onChange={(chosen) => choose(chosen)}
      />
      <FileInput
        {...input}
        label={t('ownPolicy')}
        description={t('ownPolicyAbout')}
        placeholder={t('choose')}
        value={own}
        onChange={(chosen) => {
          setOwn(chosen);
          if (file !== null) choose(file, chosen);
        }}
      />
      {share !== undefined && (
        <Progress value={100 * share} aria-label={t('checking')} transitionDuration={0} />
      )}
      {trouble !== undefined && <Status kind="alert">{trouble}</Status>}
      {verified !== undefined && <Verdict of={verified} isOwnPolicy={own !== null} />}
      {verified !== undefined && (
        <Button variant="default" size="compact-sm" className={styles.again} onClick={() => choose(null)}>
          {shared('close')}
        </Button>
      )}
      <p className="quiet">{t('nothingSent')}</p>
    </div>
  );
}

/** Checks a file in the browser; a newer question takes the place of an older one. */
export function useCheck() {
  const t = useRecordWords();
  const asked = useRef(0);
  const [verified, setVerified] = useState<Verified>();
  const [share, setShare] = useState<number>();
  const [trouble, setTrouble] = useState<string>();
  const clear = () => {
    asked.current += 1;
    setVerified(undefined);
    setShare(undefined);
    setTrouble(undefined);
  };
  const check = async (file: Blob, policy: () => Promise<string>) => {
    clear();
    const question = asked.current;
    const isAbandoned = () => question !== asked.current;
    try {
      const lack = await lackOfBrowser();
      if (lack !== undefined) return setTrouble(t('browserLacks'));
      setShare(0);
      const course = { isAbandoned, progress: (done: number, total: number) => setShare(done / total) };
      const found = await checkFile(file, { policy: await policy() }, course);
      if (isAbandoned()) return;
      setVerified(found);
    } catch (error) {
      if (error instanceof Abandoned || isAbandoned()) return;
      setTrouble(t('unreadable'));
    }
    setShare(undefined);
  };
  return { check, clear, verified, share, trouble };
}
