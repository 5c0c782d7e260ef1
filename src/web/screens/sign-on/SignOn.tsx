import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ask } from '../../api/client.ts';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import { Forgotten } from './Forgotten.tsx';
import { OtherWays } from './OtherWays.tsx';
import { ownPlace } from './own-place.ts';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

/** Goes on after signing on, with nothing of what was read before. */
function goOn(to: string | undefined): void {
  queries.clear();
  location.assign(ownPlace(to, location.origin));
}

/** Signing on by email and password, and by a second factor where there is one. */
export function SignOn() {
  const t = useSignOnWords();
  const { to, error } = useSearch({ strict: false }) as { to?: string; error?: string };
  const [step, setStep] = useState<'password' | 'code' | 'forgotten'>('password');
  const { attempt, problem, isBusy } = useAttempt();

  const signOn = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = { email: String(form.get('email')), password: String(form.get('password')) };
    void attempt(async () => {
      const answer = await ask<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', given);
      if (answer.twoFactorRedirect === true) setStep('code');
      else goOn(to);
    });
  };

  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).trim();
    const way = /^\d{6}$/.test(code) ? 'verify-totp' : 'verify-backup-code';
    void attempt(async () => {
      await ask(`/api/auth/two-factor/${way}`, { code });
      goOn(to);
    });
  };

  return (
    <main className={styles.page}>
      <Answer about={t(step === 'forgotten' ? 'forgotAbout' : 'about')}>
        {t(step === 'forgotten' ? 'forgotTitle' : 'title')}
      </Answer>
      {step === 'password' ? (
        <form className={styles.form} onSubmit={signOn}>
          <TextInput
            name="email"
            type="email"
            label={t('email')}
            autoComplete="username"
            required
            autoFocus
          />
          <PasswordInput name="password" label={t('password')} autoComplete="current-password" required />
          <Wrong problem={problem} text={t('wrong')} />
          <Button type="submit" loading={isBusy}>
            {t('signOn')}
          </Button>
          {error !== undefined && problem === undefined && (
            <p role="alert" className={styles.wrong}>
              {t('providerWrong')}
            </p>
          )}
          <OtherWays to={to} goOn={() => goOn(to)} />
          <Button variant="subtle" onClick={() => setStep('forgotten')}>
            {t('forgot')}
          </Button>
        </form>
      ) : step === 'forgotten' ? (
        <Forgotten onBack={() => setStep('password')} />
      ) : (
        <form className={styles.form} onSubmit={confirm}>
          <TextInput
            name="code"
            label={t('code')}
            description={t('codeAbout')}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            autoFocus
          />
          <Wrong problem={problem} text={t('wrongCode')} />
          <Button type="submit" loading={isBusy}>
            {t('confirm')}
          </Button>
        </form>
      )}
    </main>
  );
}
