import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Failed } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Invoices.module.css';
import { useInvoiceWords } from './invoice-words.ts';
import { membersKey } from './reads.ts';

/** Keeps an invoice as it came: asked for first, then confirmed. */
export function KeepInvoice({ document }: { readonly document: unknown }) {
  const t = useInvoiceWords();
  const shared = useSharedWords();
  const { pool, path, may } = usePool();
  const [isAsked, ask] = useState(false);
  const keep = useChange(
    (invoice: unknown, header) =>
      api.POST('/api/v1/consortia/{consortium}/invoices', {
        params: { path, header },
        body: invoice as never,
      }),
    [[...membersKey(pool), 'invoices']],
  );
  if (!may('invoices.keep')) return null;
  if (keep.data !== undefined)
    return (
      <p role="status">
        <Status kind="good">
          {t(keep.data.recorded ? 'keptAs' : 'keptBefore', { number: keep.data.invoice })}
        </Status>
      </p>
    );
  return (
    <div className="not-printed">
      {keep.error !== null && <Failed problem={keep.error} />}
      {isAsked ? (
        <>
          <p>{t('keepBinds')}</p>
          <div className={styles.verbs}>
            <Button loading={keep.isPending} onClick={() => keep.mutate(document)}>
              {t('keepConfirm')}
            </Button>
            <Button variant="default" onClick={() => ask(false)}>
              {shared('cancel')}
            </Button>
          </div>
        </>
      ) : (
        <Button onClick={() => ask(true)}>{t('keep')}</Button>
      )}
    </div>
  );
}
