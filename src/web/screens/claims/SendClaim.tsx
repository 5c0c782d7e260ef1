import { Button, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { usePool } from '../../api/session.ts';
import { Detail } from '../../parts/Detail.tsx';
import { sumOf, useFigures } from '../../parts/figures.ts';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './ClaimForm.module.css';
import { ClaimForm } from './ClaimForm.tsx';
import { type Draft, emptyLine, today } from './draft.ts';
import { personPaysOf } from './falling.ts';
import { useSubmission } from './submit.ts';
import { useTerms } from './useTerms.ts';
import { useClaimsWords } from './words.ts';

/** A claim sent by hand: typed, looked at again, and decided at once. */
export function SendClaim({ onClose }: { readonly onClose: () => void }) {
  const t = useClaimsWords();
  const { networks } = useTerms();
  const { money } = useFigures();
  const { pool } = usePool();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<Draft>();
  const [notEnrolled, setNotEnrolled] = useState<'refuse' | 'accept'>('refuse');
  const [isReview, setReview] = useState(false);
  const submission = useSubmission();
  const draft = typed ?? {
    ...{ claim: '', person: '', received: today(), benefit: 'medical', provider: '' },
    lines: [emptyLine([], networks[0] ?? '')],
  };
  const { data: answer, error } = submission;
  return (
    <Detail title={t('sendTitle')} isOpen onClose={onClose}>
      {answer !== undefined ? (
        <div className={styles.form}>
          <Status kind="good">
            {t('sent', { claim: answer.claim, planPays: money(answer.total.planPays) })}
          </Status>
          <p>
            {t('sentParts', {
              ...{
                personPays: money(personPaysOf(answer.total)),
                notCovered: money(answer.total.notCovered),
              },
              writeOff: money(answer.total.writeOff),
            })}
          </p>
          <div className={styles.buttons}>
            <Button
              onClick={() =>
                void navigate({
                  ...{
                    to: '/pools/$pool/claims/$detail',
                    params: { pool, detail: answer.claim },
                    search: {},
                  },
                } as never)
              }
            >
              {t('open')}
            </Button>
          </div>
        </div>
      ) : isReview ? (
        <div className={styles.form}>
          <p>
            {t('willSend', {
              ...{ claim: draft.claim, person: draft.person },
              charge: money(sumOf(draft.lines.map(({ charge }) => charge))),
              lines: t('lineCount', { count: draft.lines.length }),
            })}
          </p>
          <p className="quiet">{t('willDecideOthers')}</p>
          {error !== null && <Failed problem={error} />}
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => setReview(false)}>
              {t('back')}
            </Button>
            <Button
              loading={submission.isPending}
              onClick={() => submission.mutate({ draft, frequency: '1', notEnrolled })}
            >
              {t('confirmSend')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={styles.form}>
          <p className="quiet">{t('sendAbout')}</p>
          <ClaimForm draft={draft} onDraft={setTyped} problem={error} onReview={() => setReview(true)} />
          <NativeSelect
            label={t('notEnrolled')}
            data={[
              { value: 'refuse', label: t('refuse') },
              { value: 'accept', label: t('accept') },
            ]}
            value={notEnrolled}
            onChange={({ currentTarget: { value } }) => setNotEnrolled(value as 'refuse' | 'accept')}
          />
        </div>
      )}
    </Detail>
  );
}
