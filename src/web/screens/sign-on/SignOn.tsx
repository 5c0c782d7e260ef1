import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ask, Problem } from '../../api/client.ts';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import styles from './SignOn.module.css';
import { useSignOnWords } from './words.ts';

/** Where to go after signing on: an address of the console itself, never another site. */
function goOn(to: string | undefined): void {
  queries.clear();
  location.assign(to?.startsWith('/') && !to.startsWith('//') ? to : '/');
}

/** Signing on by email and password, and by a second factor where there is one. */
export function SignOn() {
  const t = useSignOnWords();
  const { to } = useSearch({ strict: false }) as { to?: string };
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

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
      <Answer about={t('about')}>{t('title')}</Answer>
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
          <p className="quiet">{t('forgot')}</p>
        </form>
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

/** What was given is wrong, in words that tell nothing of who is known; anything else as what it is. */
export function Wrong({ problem, text }: { readonly problem: Problem | undefined; readonly text: string }) {
  if (problem === undefined) return null;
  if (![400, 401, 403].includes(problem.status)) return <Failed problem={problem} />;
  return (
    <p role="alert" className={styles.wrong}>
      {text}
    </p>
  );
}
