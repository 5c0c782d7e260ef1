import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { useMembership } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './Action.module.css';
import { type Field, FieldInput } from './FieldInput.tsx';
import { initialOf, SavedMeanwhile } from './SavedMeanwhile.tsx';
import { Failed } from './States.tsx';
import { Status } from './Status.tsx';
import { useAskingWords } from './words.ts';

/** What was typed, by the names of the fields; an optional field that was left alone is ''. */
export type Given = Readonly<Record<string, string>>;

interface Asking<T, Input> {
  readonly verb: string;
  readonly title?: string;
  readonly fields?: readonly Field[];
  /** What else is asked for or shown, where fields do not do. */
  readonly children?: ReactNode;
  /** What doing it means, where it cannot be taken back. */
  readonly binds?: ReactNode;
  readonly change: UseMutationResult<T, Problem, Input>;
  /** What came of it, to be read or kept: it stays in the dialog until that is closed. */
  readonly done?: (answer: T) => ReactNode;
  /** What is said in passing, where the page itself shows what came of it, or the button is then gone: the dialog closes. */
  readonly said?: string | ((answer: T) => string);
  readonly onDone?: (answer: T) => void;
  /** Of what others may change as well: where the API has it, and how it is read anew. */
  readonly version?: { readonly address: string; readonly look: () => Promise<unknown> };
  readonly isMain?: boolean;
  readonly isAlarming?: boolean;
  readonly isSmall?: boolean;
  /** Worked with a thumb. */
  readonly isLarge?: boolean;
}

/**
 * Something that can be done: a button, and behind it a dialog that asks for what is needed, says what it binds to, and
 * shows what it did or why it was refused. What was typed stays until it was accepted. Where the board has to decide
 * first, the number of its resolution (`resolution`) is asked for as well.
 */
export function Action<T>(asking: Asking<T, Given>): ReactNode;
export function Action<T, Input>(asking: Asking<T, Input> & { readonly input: () => Input }): ReactNode;
export function Action<T, Input>({
  verb,
  title = verb,
  fields = [],
  children,
  binds,
  change: { data, error, isPending, isSuccess, mutateAsync, reset },
  input,
  done,
  said,
  onDone,
  version,
  isMain = false,
  isAlarming = false,
  isSmall = false,
  isLarge = false,
}: Asking<T, Input> & { readonly input?: () => Input }) {
  const [t, common] = [useAskingWords(), useSharedWords()];
  const pool = useMembership()?.consortium ?? '';
  const [isOpen, setOpen] = useState(false);
  const [given, setGiven] = useState<Given>({});
  const [seen, setSeen] = useState<Given>({});
  const [hasLooked, setLooked] = useState(false);
  const isForBoard = error?.code === 'resolution_required' || given.resolution !== undefined;
  const asked: readonly Field[] =
    isForBoard && input === undefined
      ? [
          ...fields,
          { name: 'resolution', label: t('resolution'), kind: 'whole', about: t('resolutionAbout') },
        ]
      : fields;
  const values = { ...initialOf(fields), ...given };
  const labels = Object.fromEntries(asked.map(({ name, label }) => [name, label]));
  const color = isAlarming ? 'var(--alert)' : undefined;

  const open = () => {
    if (!isPending) reset();
    setSeen(initialOf(fields));
    setLooked(false);
    setOpen(true);
  };
  const look = async () => {
    await version?.look();
    setLooked(true);
    reset();
  };
  const close = () => setOpen(false);
  const accepted = (answer: T) => {
    setGiven({});
    if (said !== undefined) {
      close();
      notifications.show({ message: typeof said === 'string' ? said : said(answer) });
    }
    onDone?.(answer);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The part of the page that a dialog stands in may be a form of its own.
    event.stopPropagation();
    // Told even where the button is gone by then, with what it was of; what was refused is in `error`.
    if (!isPending) mutateAsync(input === undefined ? (values as Input) : input()).then(accepted, () => {});
  };

  return (
    <>
      <Button
        className="not-printed"
        variant={isMain ? 'filled' : isSmall ? 'subtle' : 'default'}
        size={isLarge ? 'lg' : isSmall ? 'compact-sm' : 'sm'}
        color={color}
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
        {isSuccess && done !== undefined ? (
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
            {children}
            {binds !== undefined && <div className={styles.binds}>{binds}</div>}
            {version !== undefined && (
              <SavedMeanwhile {...{ fields, seen, hasLooked }} address={version.address} />
            )}
            {error !== null && (
              <Failed problem={error} labels={labels} look={version && (() => void look())} />
            )}
            {error?.code === 'resolution_required' && (
              <Link to={'/pools/$pool/board' as never} params={{ pool } as never}>
                {t('toBoard')}
              </Link>
            )}
            <div className={styles.verbs}>
              <Button variant="default" onClick={close}>
                {common('cancel')}
              </Button>
              <Button type="submit" loading={isPending} color={color}>
                {verb}
              </Button>
            </div>
          </form>
        )}
      </Modal>
    </>
  );
}
