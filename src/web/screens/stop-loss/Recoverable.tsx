import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { minus } from './ContractFigures.tsx';
import styles from './StopLoss.module.css';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

interface Row {
  readonly key: string;
  readonly contract: string;
  readonly part: 'specific' | 'aggregate';
  readonly due: string;
  readonly posted: string;
  readonly open: string;
}

/** What is recoverable of each contract and part beside what the ledger holds of it, and the posting of the difference. */
export function Recoverable({ contracts }: { readonly contracts: readonly Contract[] }) {
  const t = useStopLossWords();
  const { may } = usePool();
  const rows = contracts.flatMap(({ contract, specific, aggregate, posted }) =>
    (['specific', 'aggregate'] as const).flatMap((part): Row[] => {
      const standing = { specific, aggregate }[part];
      if (standing === undefined) return [];
      const open = sumOf([standing.reimbursement, minus(posted[part])]);
      const amounts = { due: standing.reimbursement, posted: posted[part], open };
      return [{ key: `${contract} ${part}`, contract, part, ...amounts }];
    }),
  );
  const open = sumOf(rows.map((row) => row.open));
  return (
    <Section title={t('recoverTitle')} measure={t('recoverMeasure')}>
      <Table rows={rows} open={open} />
      {may('position.post') && <Post open={open} isOpen={rows.some((row) => signOf(row.open) !== 0)} />}
    </Section>
  );
}

function Table({ rows, open }: { readonly rows: readonly Row[]; readonly open: string }) {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money } = useFigures();
  return (
    <DataTable
      name={t('recoverTitle')}
      rows={rows}
      keyOf={(row) => row.key}
      columns={[
        { key: 'contract', heading: t('contract'), cell: (row) => row.contract, by: (row) => row.contract },
        { key: 'part', heading: t('part'), cell: (row) => t(row.part), by: (row) => row.part },
        ...(['due', 'posted', 'open'] as const).map((name) => ({
          ...{ key: name, side: 'end' as const, isDetail: name === 'posted' },
          heading: t(({ due: 'recoverable', posted: 'postedColumn', open: 'open' } as const)[name]),
          cell: (row: Row) => (signOf(row[name]) === 0 ? shared('none') : money(row[name])),
          by: (row: Row) => lengthOf(row[name]),
          csv: (row: Row) => row[name],
        })),
      ]}
      foot={{
        contract: t('total'),
        due: money(sumOf(rows.map(({ due }) => due))),
        posted: money(sumOf(rows.map(({ posted }) => posted))),
        open: money(open),
      }}
    />
  );
}

/** Posts the differences: asked for first, then confirmed with the amount. */
function Post({ open, isOpen }: { readonly open: string; readonly isOpen: boolean }) {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money } = useFigures();
  const { pool, path } = usePool();
  const [isAsked, ask] = useState(false);
  const post = useChange(
    (_: null, header) => api.POST('/api/v1/consortia/{consortium}/positions', { params: { path, header } }),
    [
      ['stop-loss', pool],
      ['overview', pool],
    ],
  );
  const confirm = () => post.mutate(null, { onSuccess: () => ask(false) });
  return (
    <div className={`${styles.action} not-printed`}>
      {post.error !== null && <Failed problem={post.error} again={confirm} />}
      {post.data !== undefined && (
        <p role="status">
          <Status kind="good">
            {post.data.changes === 0 ? t('postedNone') : t('posting', { count: post.data.changes })}
          </Status>
        </p>
      )}
      {isAsked ? (
        <>
          <p>{t('postAsk')}</p>
          <div className={styles.choice}>
            <Button onClick={confirm} loading={post.isPending}>
              {t('postConfirm', { amount: money(open) })}
            </Button>
            <Button variant="default" onClick={() => ask(false)}>
              {shared('cancel')}
            </Button>
          </div>
        </>
      ) : (
        isOpen && <Button onClick={() => ask(true)}>{t('post')}</Button>
      )}
    </div>
  );
}
