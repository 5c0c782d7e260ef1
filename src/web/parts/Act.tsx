import { Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../api/client.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './Act.module.css';
import { Failed } from './States.tsx';

/**
 * Something that binds: a button that asks first, in a dialog with what is needed for it. What is refused is said there, and
 * what was typed stays; what was done is said afterwards.
 */
export function Act<Input, T>({
  label,
  title,
  change,
  input,
  done,
  children,
  onDone,
  isMain = false,
  isLarge = false,
  isDisabled = false,
}: {
  /** A verb. */
  readonly label: string;
  /** What will have happened. */
  readonly title: string;
  readonly change: UseMutationResult<T, Problem, Input>;
  readonly input: () => Input;
  /** What is said when it is done. */
  readonly done: string | ((answer: T) => string);
  readonly children?: ReactNode;
  readonly onDone?: (answer: T) => void;
  readonly isMain?: boolean;
  /** Worked with a thumb. */
  readonly isLarge?: boolean;
  readonly isDisabled?: boolean;
}) {
  const t = useSharedWords();
  const [isOpen, setOpen] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(input(), {
      onSuccess: (answer) => {
        setOpen(false);
        notifications.show({ message: typeof done === 'string' ? done : done(answer) });
        onDone?.(answer);
      },
    });
  };
  return (
    <>
      <Button
        className="not-printed"
        variant={isMain ? 'filled' : 'default'}
        size={isLarge ? 'lg' : 'sm'}
        disabled={isDisabled}
        onClick={() => {
          change.reset();
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('close') }}
        transitionProps={{ duration: 140 }}
      >
        <form className={styles.form} onSubmit={submit}>
          {children}
          {change.error !== null && <Failed problem={change.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {label}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
