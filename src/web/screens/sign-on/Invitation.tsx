import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

/** Accepting an invitation: the token is behind the `#` of the letter's link, which browsers send to nobody. */
export function Invitation() {
  const t = useSignOnWords();
  const { attempt, problem, isBusy } = useAttempt();
  const token = location.hash.slice(1);

  const accept = (more: object) =>
    attempt(async () => {
      await ask('/api/auth/accept-invitation', { token, ...more });
      queries.clear();
      location.assign('/');
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void accept({ name: String(form.get('name')), password: String(form.get('password')) });
  };

  return (
    <main className={styles.page}>
      <Answer about={t('invitedAbout')}>{t('invited')}</Answer>
      <form className={styles.form} onSubmit={submit}>
        <TextInput name="name" label={t('name')} autoComplete="name" required autoFocus />
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="new-password"
          minLength={12}
          required
        />
        <Wrong problem={problem} text={t('invalid')} />
        <Button type="submit" loading={isBusy}>
          {t('accept')}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => void accept({})}>
          {t('invitedKnown')}
        </Button>
      </form>
    </main>
  );
}
