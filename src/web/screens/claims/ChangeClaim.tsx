import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Detail } from '../../parts/Detail.tsx';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './ClaimForm.module.css';
import { ClaimForm } from './ClaimForm.tsx';
import { type ClaimWhole, decidedLines } from './claimOf.ts';
import { type Change, changesOf, type Draft, draftOf } from './draft.ts';
import { useSubmission } from './submit.ts';
import { useClaimsWords } from './words.ts';

/** A claim adjusted or voided: what is to change is typed, then told, then done. */
export function ChangeClaim({
  claim: whole,
  isVoid,
  onClose,
}: {
  readonly claim: ClaimWhole;
  readonly isVoid: boolean;
  readonly onClose: () => void;
}) {
  const t = useClaimsWords();
  const { money, day } = useFigures(whole.currency);
  // As it was when it was opened: what comes of it is told against this.
  const [before] = useState(() => ({
    draft: draftOf(whole),
    planPays: sumOf(decidedLines(whole).map(({ planPays }) => planPays)),
    state: whole.state,
  }));
  const [draft, setDraft] = useState<Draft>(before.draft);
  const [isReview, setReview] = useState(isVoid);
  const submission = useSubmission();
  const { data: answer, error } = submission;
  const { claim } = whole;
  const changes = isVoid ? [] : changesOf(before.draft, draft);
  const planPays = money(before.planPays);
  const charge = money(sumOf(before.draft.lines.map((line) => line.charge)));
  // Of a claim that is void already there is nothing to change; one that was voided here stays, to say what it did.
  if (before.state === 'voided') return null;
  if (answer !== undefined)
    return (
      <Detail title={t(isVoid ? 'voidTitle' : 'adjustTitle', { claim })} isOpen onClose={onClose}>
        <Status kind="good">
          {isVoid
            ? t('voidedDone', { claim, before: planPays })
            : t('adjusted', {
                ...{
                  claim,
                  version: answer.version,
                  planPays: money(answer.total.planPays),
                  before: planPays,
                },
              })}
        </Status>
      </Detail>
    );
  return (
    <Detail title={t(isVoid ? 'voidTitle' : 'adjustTitle', { claim })} isOpen onClose={onClose}>
      {!isReview ? (
        <div className={styles.form}>
          <p className="quiet">{t('adjustAbout')}</p>
          <ClaimForm
            draft={draft}
            onDraft={setDraft}
            isNumberFixed
            problem={error}
            onReview={() => setReview(true)}
          />
        </div>
      ) : (
        <div className={styles.form}>
          {!isVoid && (
            <>
              <h3>{t('willChange')}</h3>
              {changes.length === 0 ? <p>{t('willNotChange')}</p> : <Changes changes={changes} />}
            </>
          )}
          {before.state === 'decided' && signOf(before.planPays) !== 0 && (
            <p>{t('willReverse', { planPays, day: day(draft.received) })}</p>
          )}
          <p>{isVoid ? t('willVoid', { charge, claim }) : t('willDecideAgain')}</p>
          {isVoid && (
            <>
              <p>{t('willDecideOthers')}</p>
              <TextInput
                label={t('frequencyReceived')}
                type="date"
                value={draft.received}
                onChange={({ currentTarget: { value } }) =>
                  value !== '' && setDraft({ ...draft, received: value })
                }
              />
            </>
          )}
          {error !== null && <Failed problem={error} />}
          <div className={styles.buttons}>
            {!isVoid && (
              <Button variant="default" onClick={() => setReview(false)}>
                {t('back')}
              </Button>
            )}
            <Button
              disabled={!isVoid && changes.length === 0}
              loading={submission.isPending}
              onClick={() =>
                submission.mutate({ draft, frequency: isVoid ? '8' : '7', notEnrolled: 'accept' })
              }
            >
              {t(isVoid ? 'confirmVoid' : 'confirmAdjust')}
            </Button>
          </div>
        </div>
      )}
    </Detail>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const t = useClaimsWords();
  const { money } = useFigures();
  const told = (change: Change): string => {
    if (change.kind !== 'field')
      return t(change.kind === 'added' ? 'lineAdded' : 'lineRemoved', {
        ...{ line: change.line, charge: money(change.charge) },
      });
    const { field, line, before, after } = change;
    const name = t(field === 'claim' ? 'number' : field === 'lines' ? 'lines' : field);
    const what = line === undefined ? name : t('ofLine', { line, what: name });
    const none = '“”';
    return t('changed', { what, before: before || none, after: after || none });
  };
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={told(change)}>{told(change)}</li>
      ))}
    </ul>
  );
}
