import { Button, Group, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { FactSeen } from '../../../core/record/verdict.ts';
import { answerOf, api, Problem } from '../../api/client.ts';
import { usePool } from '../../api/session.ts';
import { saveAs } from '../../parts/csv.ts';
import { useFigures } from '../../parts/figures.ts';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useCheck } from './CheckFile.tsx';
import { FactTable } from './FactTable.tsx';
import styles from './Record.module.css';
import type { LeafShown } from './reads.ts';
import { Verdict } from './Verdict.tsx';
import { useRecordWords } from './words.ts';

const MARKS = { waiting: 'note', signed: 'caution', final: 'good' } as const;

/** One entry as the reader may see it, its proof as a file, and the check of that proof here. */
export function Leaf({
  of: { leaf, state, commitment, fact },
  policy,
}: {
  readonly of: LeafShown;
  readonly policy: string;
}) {
  const t = useRecordWords();
  const { count } = useFigures();
  const { pool, path } = usePool();
  const { check, verified, share, trouble } = useCheck();
  const [problem, setProblem] = useState<Problem>();
  /** The proof as the service gives it: of what this role may see. */
  const proof = async (then: (text: string) => unknown) => {
    setProblem(undefined);
    try {
      const asked = { params: { path, query: { index: leaf } }, parseAs: 'text' } as const;
      await then(await answerOf(api.GET('/api/v1/consortia/{consortium}/record/proofs', asked)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const fields = Object.fromEntries(
    (['money', 'person', 'rest'] as const).map((group) => [group, fact[group].fields ?? null]),
  ) as unknown as FactSeen['fields'];
  return (
    <div className={styles.leaf}>
      <p className={styles.answer}>{t('leaf', { leaf: count(leaf), kind: fact.kind, id: fact.id })}</p>
      <Status kind={MARKS[state]}>{t(`state_${state}`)}</Status>
      <p className="quiet">
        {t('commitment')} <code dir="ltr">{commitment}</code>
      </p>
      <FactTable fields={fields} />
      <Group className="not-printed" gap="xs">
        <Button
          disabled={state === 'waiting'}
          onClick={() => void proof((text) => check(new Blob([text]), async () => policy))}
        >
          {t('checkHere')}
        </Button>
        <Button
          variant="default"
          disabled={state === 'waiting'}
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() =>
            void proof((text) => saveAs(`${pool}-${leaf}.tlog-proof`, text, 'text/plain;charset=utf-8'))
          }
        >
          {t('saveProof')}
        </Button>
      </Group>
      {problem !== undefined && <Failed problem={problem} />}
      {share !== undefined && (
        <Progress value={100 * share} aria-label={t('checking')} transitionDuration={0} />
      )}
      {trouble !== undefined && <Status kind="alert">{trouble}</Status>}
      {verified !== undefined && <Verdict of={verified} isOwnPolicy={false} showsFact={false} />}
    </div>
  );
}
