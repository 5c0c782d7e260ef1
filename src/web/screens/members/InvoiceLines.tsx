import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useFigures } from '../../parts/figures.ts';
import { useTerms } from '../claims/useTerms.ts';
import styles from './Invoices.module.css';
import { EMPTY_LINE, type InvoiceDraftLine, productOf } from './invoice-draft.ts';
import { useInvoiceWords } from './invoice-words.ts';

type Name = keyof InvoiceDraftLine;

/** The lines of an invoice that is typed: what each counts, at which rate, and what it comes to. */
export function InvoiceLines({
  lines,
  onLines,
}: {
  readonly lines: readonly InvoiceDraftLine[];
  readonly onLines: (lines: readonly InvoiceDraftLine[]) => void;
}) {
  const t = useInvoiceWords();
  const { money } = useFigures();
  const { members, plans, tiers } = useTerms();
  const set = (at: number, name: Name, value: string) =>
    onLines(lines.map((line, index) => (index === at ? { ...line, [name]: value } : line)));
  return (
    <>
      {lines.map((line, at) => {
        const typed = (name: Name, label: string, more: object = {}) => (
          <TextInput
            label={label}
            value={line[name]}
            onChange={({ currentTarget: { value } }) => set(at, name, value)}
            {...more}
          />
        );
        const chosen = (
          name: Name,
          label: string,
          data: readonly (string | { value: string; label: string })[],
        ) => (
          <NativeSelect
            label={label}
            value={line[name]}
            data={[{ value: '', label: t('all') }, ...data]}
            onChange={({ currentTarget: { value } }) => set(at, name, value)}
          />
        );
        const product = productOf(line);
        return (
          // A line has no other name than its place.
          <fieldset key={at} className={styles.line}>
            <legend>
              {t('line', { line: at + 1 })}
              {product !== undefined && <span className="quiet"> {money(product)}</span>}
            </legend>
            <div className={styles.fields}>
              {chosen('member', t('member'), members)}
              {chosen('plan', t('plan'), plans)}
              {chosen('tier', t('tier'), tiers)}
              {typed('count', t('count'), { required: true, inputMode: 'numeric' })}
              {typed('rate', t('rate'), { required: true, inputMode: 'decimal', placeholder: '0.00' })}
              {typed('month', t('ofMonth'), { type: 'month' })}
              {typed('subscribers', t('subscribers'))}
            </div>
            {lines.length > 1 && (
              <Button
                variant="subtle"
                size="compact-sm"
                justify="start"
                onClick={() => onLines(lines.filter((_, index) => index !== at))}
              >
                {t('removeLine', { line: at + 1 })}
              </Button>
            )}
          </fieldset>
        );
      })}
      <div className={styles.verbs}>
        <Button
          variant="default"
          onClick={() => onLines([...lines, { ...EMPTY_LINE, rate: lines.at(-1)!.rate }])}
        >
          {t('addLine')}
        </Button>
      </div>
    </>
  );
}
