import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { queries } from '../../api/reading.ts';
import { Answer } from '../../parts/Section.tsx';
import { ownPlace } from './own-place.ts';
import styles from './SignOn.module.css';
import { SignOnForm, type Step } from './SignOnForm.tsx';
import { useSignOnWords } from './words.ts';

/** The page of signing on, and the way back to where somebody came from, with nothing of what was read before. */
export function SignOn() {
  const t = useSignOnWords();
  const { to, error } = useSearch({ strict: false }) as { to?: string; error?: string };
  const [step, setStep] = useState<Step>('password');
  const goOn = () => {
    queries.clear();
    location.assign(ownPlace(to, location.origin));
  };
  return (
    <main className={styles.page}>
      <Answer about={t(step === 'forgotten' ? 'forgotAbout' : 'about')}>
        {t(step === 'forgotten' ? 'forgotTitle' : 'title')}
      </Answer>
      <SignOnForm to={to} hasFailed={error !== undefined} onSignedOn={goOn} onStep={setStep} />
    </main>
  );
}
