import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask, Problem } from '../../api/client.ts';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import styles from './SignOn.module.css';
import { Wrong } from './SignOn.tsx';
import { useSignOnWords } from './words.ts';

/** Accepting an invitation: the token is behind the `#` of the letter's link, which browsers send to nobody. */
export function Invitation() {
  const t = useSignOnWords();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const token = location.hash.slice(1);

  const accept = async (more: object) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await ask('/api/auth/accept-invitation', { token, ...more });
      queries.clear();
      location.assign('/');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
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
