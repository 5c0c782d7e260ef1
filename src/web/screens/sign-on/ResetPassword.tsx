import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask } from '../../api/client.ts';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

/** Setting a password by the link of a letter: its token is behind the `#`, which browsers send to nobody. */
export function ResetPassword() {
  const t = useSignOnWords();
  const { attempt, problem, isBusy } = useAttempt();
  const [isSet, setSet] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const newPassword = String(new FormData(event.currentTarget).get('password'));
    void attempt(async () => {
      await ask('/api/auth/reset-password', { newPassword, token: location.hash.slice(1) });
      queries.clear();
      setSet(true);
    });
  };
  return (
    <main className={styles.page}>
      <Answer about={isSet ? undefined : t('resetAbout')}>{t(isSet ? 'passwordSet' : 'resetTitle')}</Answer>
      {isSet ? (
        <Button component="a" href="/sign-on">
          {t('toSignOn')}
        </Button>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <PasswordInput
            name="password"
            label={t('newPassword')}
            autoComplete="new-password"
            minLength={12}
            maxLength={200}
            required
            autoFocus
          />
          <Wrong problem={problem} text={t('resetWrong')} />
          <Button type="submit" loading={isBusy}>
            {t('setPassword')}
          </Button>
          <a href="/sign-on">{t('back')}</a>
        </form>
      )}
    </main>
  );
}
