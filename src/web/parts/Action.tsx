import { Button, Modal } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { useMembership } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './Action.module.css';
import { type Field, FieldInput } from './FieldInput.tsx';
import { Failed } from './States.tsx';
import { Status } from './Status.tsx';
import { useAskingWords } from './words.ts';

/** What was typed, by the names of the fields; an optional field that was left alone is ''. */
export type Given = Readonly<Record<string, string>>;

/**
 * Something that can be done: a button, and behind it a dialog that asks for what is needed, says what it binds to, and
 * shows what it did or why it was refused. What was typed stays until it was accepted. Where the board has to decide
 * first, the number of its resolution (`resolution`) is asked for as well.
 */
export function Action<T>({
  verb,
  title = verb,
  fields = [],
  binds,
  change,
  done,
  isMain = false,
  isAlarming = false,
  isSmall = false,
}: {
  readonly verb: string;
  readonly title?: string;
  readonly fields?: readonly Field[];
  /** What doing it means, where it cannot be taken back. */
  readonly binds?: ReactNode;
  readonly change: UseMutationResult<T, Problem, Given>;
  readonly done: (answer: T) => ReactNode;
  readonly isMain?: boolean;
  readonly isAlarming?: boolean;
  readonly isSmall?: boolean;
}) {
  const [t, common] = [useAskingWords(), useSharedWords()];
  const pool = useMembership()?.consortium ?? '';
  const [isOpen, setOpen] = useState(false);
  const first = () => Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial]));
  const [given, setGiven] = useState<Given>({});
  const { data, error, isPending, isSuccess, mutate, reset } = change;
  const isForBoard = error?.code === 'resolution_required' || given.resolution !== undefined;
  const asked = isForBoard
    ? [
        ...fields,
        { name: 'resolution', label: t('resolution'), kind: 'whole', about: t('resolutionAbout') } as Field,
      ]
    : fields;
  const values = { ...first(), ...given };

  const open = () => {
    if (isSuccess) reset();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    if (isSuccess) reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The part of the page that a dialog stands in may be a form of its own.
    event.stopPropagation();
    if (!isPending) mutate(values, { onSuccess: () => setGiven({}) });
  };

  return (
    <>
      <Button
        className="not-printed"
        variant={isMain ? 'filled' : isSmall ? 'subtle' : 'default'}
        size={isSmall ? 'compact-sm' : 'sm'}
        color={isAlarming ? 'var(--alert)' : undefined}
        onClick={(event) => {
          event.stopPropagation();
          open();
        }}
      >
        {verb}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={title}
        size="lg"
        closeButtonProps={{ 'aria-label': common('close') }}
        transitionProps={{ duration: 140 }}
      >
        {isSuccess ? (
          <div className={styles.form} role="status">
            <Status kind="good">{done(data)}</Status>
            <div className={styles.verbs}>
              <Button variant="default" onClick={close} data-autofocus>
                {common('close')}
              </Button>
            </div>
          </div>
        ) : (
          <form className={styles.form} onSubmit={submit}>
            {asked.map((field, index) => (
              <FieldInput
                key={field.name}
                field={field}
                isFirst={index === 0}
                value={values[field.name] ?? ''}
                onValue={(value) => setGiven((now) => ({ ...now, [field.name]: value }))}
              />
            ))}
            {binds !== undefined && <div className={styles.binds}>{binds}</div>}
            {error !== null && <Failed problem={error} />}
            {error?.code === 'resolution_required' && (
              <Link to={'/pools/$pool/board' as never} params={{ pool } as never}>
                {t('toBoard')}
              </Link>
            )}
            <div className={styles.verbs}>
              <Button variant="default" onClick={close}>
                {common('cancel')}
              </Button>
              <Button type="submit" loading={isPending} color={isAlarming ? 'var(--alert)' : undefined}>
                {verb}
              </Button>
            </div>
          </form>
        )}
      </Modal>
    </>
  );
}
