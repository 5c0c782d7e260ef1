import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type DragEvent, type FormEvent, useRef, useState } from 'react';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Failed } from '../../parts/States.tsx';
import { FileColumns } from './FileColumns.tsx';
import styles from './Import.module.css';
import { isKind, KINDS, LAYOUTS, type Layout } from './kinds.ts';
import { askedOf, has, NOTHING_TYPED, ownLayoutOf, type Typed } from './options.ts';
import { useSendImport } from './send.ts';
import { useImportWords } from './words.ts';

/** A file is chosen or dropped, with how it is to be taken; what it would do is asked first. */
export function TakeIn() {
  const t = useImportWords();
  const { locale } = useFigures();
  const [filters, setFilters] = useFilters();
  const kind = isKind(filters.kind) ? filters.kind : 'claims';
  const [file, setFile] = useState<File>();
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const sending = useSendImport();
  const isOwn = has(kind, 'layout') && typed.layout === 'own';
  const isOwnWrong = isOwn && ownLayoutOf(typed.ownLayout) === undefined;
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    setFile(event.dataTransfer.files[0] ?? file);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== undefined && !isOwnWrong)
      sending.mutate({ file: { name: file.name, content: file }, asked: askedOf(kind, typed) });
  };
  const size = (bytes: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(
      bytes / 1000,
    );

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        <NativeSelect
          label={t('kind')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))}
          onChange={({ currentTarget: { value } }) => setFilters({ kind: value })}
        />
        {has(kind, 'layout') && (
          <NativeSelect
            label={t('layout')}
            value={typed.layout}
            data={[...LAYOUTS, 'own' as const].map((value) => ({ value, label: t(`layout_${value}`) }))}
            onChange={({ currentTarget: { value } }) => set({ layout: value })}
          />
        )}
        {has(kind, 'notEnrolled') && (
          <NativeSelect
            label={t('notEnrolled')}
            value={typed.notEnrolled}
            data={[
              { value: 'refuse', label: t('notEnrolledRefuse') },
              { value: 'accept', label: t(`notEnrolledAccept_${kind as 'claims' | 'paid-claims'}`) },
            ]}
            onChange={({ currentTarget: { value } }) => set({ notEnrolled: value as Typed['notEnrolled'] })}
          />
        )}
        {has(kind, 'asOf') && (
          <TextInput
            label={t('asOf')}
            type="month"
            value={typed.asOf}
            onChange={({ currentTarget: { value } }) => set({ asOf: value })}
          />
        )}
        {has(kind, 'received') && (
          <TextInput
            label={t('received')}
            description={t('receivedHint')}
            type="date"
            value={typed.received}
            onChange={({ currentTarget: { value } }) => set({ received: value })}
          />
        )}
        {has(kind, 'account') && (
          <TextInput
            label={t('account')}
            description={t('accountHint')}
            value={typed.account}
            onChange={({ currentTarget: { value } }) => set({ account: value })}
          />
        )}
        {has(kind, 'layout') &&
          (['fundingRequest', 'bankDraw'] as const).map((name) => (
            <Textarea
              key={name}
              label={t(name)}
              description={t('controlsHint')}
              autosize
              value={typed[name]}
              onChange={({ currentTarget: { value } }) => set({ [name]: value })}
            />
          ))}
        {isOwn && (
          <Textarea
            label={t('ownLayout')}
            autosize
            minRows={4}
            value={typed.ownLayout}
            error={typed.ownLayout !== '' && isOwnWrong ? t('ownLayoutWrong') : undefined}
            onChange={({ currentTarget: { value } }) => set({ ownLayout: value })}
          />
        )}
      </div>
      {/* Dropping is a second way for those with a mouse; the button is the first for everybody. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same. */}
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
        <span>
          {file === undefined ? t('drop') : t('chosen', { name: file.name, size: size(file.size) })}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,text/csv"
          aria-label={t('choose')}
          onChange={({ currentTarget: { files } }) => setFile(files?.[0] ?? file)}
        />
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
      </div>
      {sending.error !== null && <Failed problem={sending.error} />}
      <div className={styles.buttons}>
        <Button type="submit" disabled={file === undefined || isOwnWrong} loading={sending.isPending}>
          {t('check')}
        </Button>
        {sending.isPending && (
          <span className="quiet" aria-live="polite">
            {t('sending')}
          </span>
        )}
      </div>
      <FileColumns kind={kind} layout={typed.layout === 'own' ? 'poolbook' : (typed.layout as Layout)} />
    </form>
  );
}
