import { Button } from '@mantine/core';
import type { Problem } from '../api/client.ts';
import { useMembership } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import { saidOf } from './refusal.ts';
import { nextOf } from './refusal-words.ts';
import { SignOnAgain } from './SignOnAgain.tsx';
import styles from './States.module.css';
import { Status } from './Status.tsx';

/**
 * What failed, what still holds, and what to do: by the code of the problem. With `again` it was read and is read anew;
 * without it something was to be changed, and what was typed for it stays where it is.
 */
export function Failed({
  problem,
  again,
  look,
  labels,
}: {
  readonly problem: Problem;
  readonly again?: (() => void) | undefined;
  /** Shows what somebody else has saved meanwhile. */
  readonly look?: (() => void) | undefined;
  /** The names of the fields that were filled in, by which a refusal says where it is. */
  readonly labels?: Readonly<Record<string, string>>;
}) {
  const t = useSharedWords();
  const role = useMembership()?.role ?? '';
  const { status, code, retryAfter } = problem;
  const isRead = again !== undefined;
  const [title, next] = wordsFor(problem, isRead);
  const canRepeat = isRead && ![401, 403, 404].includes(status);
  return (
    <div className={styles.state} role="alert" data-code={code}>
      <p className={styles.title}>
        <Status kind={status === 403 || status === 404 ? 'note' : 'alert'}>{t(title)}</Status>
      </p>
      {title === 'refusedTitle' && <Refused problem={problem} labels={labels} />}
      <p>{t(next, { role, code, seconds: retryAfter ?? 1 })}</p>
      {status === 401 && <SignOnAgain />}
      {status === 412 && look !== undefined && (
        <Button variant="default" onClick={look}>
          {t('look')}
        </Button>
      )}
      {canRepeat && (
        <Button variant="default" onClick={again}>
          {t('again')}
        </Button>
      )}
    </div>
  );
}

/** The keys of the title and of what to do next. */
function wordsFor({ status, code }: Problem, isRead: boolean) {
  if (status === 0) return ['offlineTitle', isRead ? 'offlineNext' : 'offlineKept'] as const;
  if (status === 401) return ['endedTitle', 'endedNext'] as const;
  if (status === 403)
    return code === 'withheld'
      ? (['withheldTitle', 'withheldNext'] as const)
      : (['deniedTitle', 'deniedNext'] as const);
  if (status === 404) return ['goneTitle', 'goneNext'] as const;
  if (status === 412) return ['staleTitle', 'staleNext'] as const;
  if (status === 429 || (status === 503 && code === 'overloaded'))
    return ['busyTitle', isRead ? 'busyNext' : 'busyKept'] as const;
  if (status >= 500)
    return isRead ? (['failedTitle', 'failedNext'] as const) : (['undoneTitle', 'undoneNext'] as const);
  if (code === 'resolution_required') return ['resolutionTitle', 'resolutionNext'] as const;
  return ['refusedTitle', nextOf(code)] as const;
}

/** Where it is, what was expected, and what was given: once. What has no such parts is said as the service says it. */
function Refused({
  problem: { path, expected, actual, message },
  labels,
}: {
  readonly problem: Problem;
  readonly labels: Readonly<Record<string, string>> | undefined;
}) {
  const t = useSharedWords();
  if (expected === undefined) return <p>{message}</p>;
  const said = saidOf({ expected, ...(path && { path }), ...(actual && { actual }) }, labels);
  const expectation = t(said.at === undefined ? 'refusedExpected' : 'refusedAt', {
    ...said,
    at: said.at ?? '',
  });
  const given = said.given === undefined ? t('refusedNothing') : t('refusedGiven', { given: said.given });
  return (
    <p>
      {expectation} {actual !== undefined && given}
    </p>
  );
}
