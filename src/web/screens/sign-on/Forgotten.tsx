import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask } from '../../api/client.ts';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

/** Asks for the letter by which a forgotten password is set anew; the answer is the same whoever is known. */
export function Forgotten({ onBack }: { readonly onBack: () => void }) {
  const t = useSignOnWords();
  const { attempt, problem, isBusy } = useAttempt();
  const [isSent, setSent] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email'));
    void attempt(async () => {
      await ask('/api/auth/request-password-reset', { email });
      setSent(true);
    });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {isSent ? (
        <p role="status">{t('letterSent')}</p>
      ) : (
        <>
          <TextInput
            name="email"
            type="email"
            label={t('email')}
            autoComplete="username"
            required
            autoFocus
          />
          <Wrong problem={problem} text={t('forgotWrong')} />
          <Button type="submit" loading={isBusy}>
            {t('sendLetter')}
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={onBack}>
        {t('back')}
      </Button>
    </form>
  );
}
