import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ask } from '../../api/client.ts';
import { Forgotten } from './Forgotten.tsx';
import { OtherWays } from './OtherWays.tsx';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

export type Step = 'password' | 'code' | 'forgotten';

/** Signing on by email and password, by a second factor where there is one, or in another way. */
export function SignOnForm({
  to,
  isOver = false,
  hasFailed = false,
  onSignedOn,
  onStep,
}: {
  /** Where a provider leads back to. */
  readonly to?: string | undefined;
  /** Over a page that has to stay: another site is then opened beside it. */
  readonly isOver?: boolean;
  /** The provider has refused. */
  readonly hasFailed?: boolean;
  readonly onSignedOn: () => void;
  readonly onStep?: (step: Step) => void;
}) {
  const t = useSignOnWords();
  const [step, setStep] = useState<Step>('password');
  const { attempt, problem, isBusy } = useAttempt();
  const go = (next: Step) => {
    setStep(next);
    onStep?.(next);
  };

  const signOn = (event: FormEvent<HTMLFormElement>) => {
    const form = formOf(event);
    const given = { email: String(form.get('email')), password: String(form.get('password')) };
    void attempt(async () => {
      const answer = await ask<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', given);
      if (answer.twoFactorRedirect === true) go('code');
      else onSignedOn();
    });
  };

  const confirm = (event: FormEvent<HTMLFormElement>) => {
    const code = String(formOf(event).get('code')).trim();
    const way = /^\d{6}$/.test(code) ? 'verify-totp' : 'verify-backup-code';
    void attempt(async () => {
      await ask(`/api/auth/two-factor/${way}`, { code });
      onSignedOn();
    });
  };

  if (step === 'forgotten') return <Forgotten onBack={() => go('password')} />;
  if (step === 'code')
    return (
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
    );
  return (
    <form className={styles.form} onSubmit={signOn}>
      <TextInput name="email" type="email" label={t('email')} autoComplete="username" required autoFocus />
      <PasswordInput name="password" label={t('password')} autoComplete="current-password" required />
      <Wrong problem={problem} text={t('wrong')} />
      <Button type="submit" loading={isBusy}>
        {t('signOn')}
      </Button>
      {hasFailed && problem === undefined && (
        <p role="alert" className={styles.wrong}>
          {t('providerWrong')}
        </p>
      )}
      <OtherWays to={to} isOver={isOver} onSignedOn={onSignedOn} />
      {!isOver && (
        <Button variant="subtle" onClick={() => go('forgotten')}>
          {t('forgot')}
        </Button>
      )}
    </form>
  );
}

/** What was filled in. The page that it stands over may be a form of its own, to which it is not sent. */
function formOf(event: FormEvent<HTMLFormElement>): FormData {
  event.preventDefault();
  event.stopPropagation();
  return new FormData(event.currentTarget);
}
