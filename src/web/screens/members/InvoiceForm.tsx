import { Button, FileButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { thisMonth } from '../../parts/months.ts';
import { Failed } from '../../parts/States.tsx';
import { useTerms } from '../claims/useTerms.ts';
import { InvoiceLines } from './InvoiceLines.tsx';
import { InvoiceResult } from './InvoiceResult.tsx';
import styles from './Invoices.module.css';
import { EMPTY_LINE, type InvoiceDraft, invoiceOf, totalOf } from './invoice-draft.ts';
import { useInvoiceWords } from './invoice-words.ts';
import { KeepInvoice } from './KeepInvoice.tsx';

const FIRST: InvoiceDraft = { charge: 'administration', month: thisMonth(), lines: [EMPTY_LINE] };

interface Opened {
  readonly name: string;
  readonly document: unknown;
}

/** An invoice typed or opened as a file, checked against enrolment, and kept. */
export function InvoiceForm() {
  const t = useInvoiceWords();
  const { money, currency } = useFigures();
  const [draft, setDraft] = useState(FIRST);
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<string>();
  const { path } = usePool();
  // It changes nothing, but is asked for when somebody says so.
  const check = useChange((invoice: unknown) =>
    api.POST('/api/v1/consortia/{consortium}/invoice-checks', {
      params: { path },
      body: invoice as never,
    }),
  );
  const { contracts } = useTerms();
  const total = totalOf(draft);
  const document = () => opened?.document ?? invoiceOf(draft, currency);
  const change = (next: InvoiceDraft) => {
    setDraft(next);
    check.reset();
  };
  const open = async (file: File | null) => {
    if (file === null) return;
    check.reset();
    try {
      setOpened({ name: file.name, document: JSON.parse(await file.text()) });
      setProblem(undefined);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        check.mutate(document());
      }}
    >
      <div className={styles.verbs}>
        <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('openFile')}
            </Button>
          )}
        </FileButton>
        {opened !== undefined && (
          <>
            <span>{t('fromFile', { file: opened.name })}</span>
            <Button
              variant="subtle"
              onClick={() => {
                setOpened(undefined);
                check.reset();
              }}
            >
              {t('takeOut')}
            </Button>
          </>
        )}
      </div>
      {problem !== undefined && <p role="alert">{t('notJson', { problem })}</p>}
      {opened === undefined && (
        <>
          <div className={styles.fields}>
            <NativeSelect
              label={t('whose')}
              value={draft.charge}
              data={[{ value: 'administration', label: t('administration') }, ...contracts]}
              onChange={({ currentTarget: { value } }) => change({ ...draft, charge: value })}
            />
            <TextInput
              label={t('month')}
              type="month"
              required
              value={draft.month}
              onChange={({ currentTarget: { value } }) => change({ ...draft, month: value })}
            />
          </div>
          <InvoiceLines lines={draft.lines} onLines={(lines) => change({ ...draft, lines })} />
          <p className="quiet">{total === undefined ? t('notWhole') : t('sum', { total: money(total) })}</p>
        </>
      )}
      <div className={styles.verbs}>
        <Button
          type="submit"
          loading={check.isPending}
          disabled={opened === undefined && total === undefined}
        >
          {t('check')}
        </Button>
      </div>
      {check.error !== null && <Failed problem={check.error} />}
      {check.data !== undefined && (
        <>
          <InvoiceResult checked={check.data} />
          <KeepInvoice key={JSON.stringify(document())} document={document()} />
        </>
      )}
    </form>
  );
}
