import { Link } from '@tanstack/react-router';
import type { Got } from '../../api/answers.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { InvoiceForm } from './InvoiceForm.tsx';
import { InvoiceResult } from './InvoiceResult.tsx';
import { useInvoice, useInvoices } from './invoice-reads.ts';
import { useInvoiceWords } from './invoice-words.ts';

type Kept = Got<'/api/v1/consortia/{consortium}/invoices'>['invoices'][number];

/** Invoices of the administrator and of carriers against enrolment: those kept, one of them, and a new one. */
export function Invoices() {
  const [{ invoice }] = useFilters();
  return invoice === undefined ? <All /> : <One key={invoice} invoice={Number(invoice)} />;
}

function All() {
  const t = useInvoiceWords();
  const { money, currency } = useFigures();
  return (
    <Read of={useInvoices()}>
      {({ invoices }) => {
        const differing = invoices.filter(({ difference }) => signOf(difference) !== 0);
        const amount = money(sumOf(invoices.map(({ difference }) => difference)));
        return (
          <>
            <Answer about={t('about')}>
              {invoices.length === 0
                ? t('answerNone')
                : differing.length === 0
                  ? t('answerRight', { count: invoices.length })
                  : t('answerDiffers', { count: differing.length, all: invoices.length, amount })}
            </Answer>
            <Columns>
              <Section title={t('kept')} measure={t('keptMeasure', { currency })}>
                {invoices.length === 0 ? (
                  <Empty title={t('answerNone')}>{t('keptNext')}</Empty>
                ) : (
                  <KeptTable invoices={invoices} />
                )}
              </Section>
              <Section title={t('enter')} measure={t('enterMeasure')}>
                <InvoiceForm />
              </Section>
            </Columns>
          </>
        );
      }}
    </Read>
  );
}

function KeptTable({ invoices }: { readonly invoices: readonly Kept[] }) {
  const t = useInvoiceWords();
  const { amount, day, month } = useFigures();
  const [, setFilters] = useFilters();
  const nameOf = useChargeNames();
  const figure = (key: 'total' | 'expected' | 'difference', isDetail: boolean): Column<Kept> => ({
    ...{ key, heading: t(key), side: 'end', isDetail, csv: (row) => row[key] },
    ...{ cell: (row) => <bdi>{amount(row[key])}</bdi>, by: (row) => lengthOf(row[key]) },
  });
  return (
    <DataTable<Kept>
      name={t('kept')}
      rows={invoices}
      keyOf={({ invoice }) => String(invoice)}
      onOpen={({ invoice }) => setFilters({ invoice: String(invoice) }, { isStep: true })}
      columns={[
        { key: 'number', heading: t('number'), cell: (row) => row.invoice, by: (row) => row.invoice },
        { key: 'charge', heading: t('charge'), cell: (row) => nameOf(row.charge), by: (row) => row.charge },
        { key: 'month', heading: t('month'), cell: (row) => month(row.month), by: (row) => row.month },
        {
          ...{ key: 'kept', heading: t('keptOn'), isDetail: true },
          ...{ cell: (row) => day(row.kept), by: (row) => row.kept },
        },
        figure('total', true),
        figure('expected', true),
        figure('difference', false),
      ]}
    />
  );
}

function One({ invoice }: { readonly invoice: number }) {
  const t = useInvoiceWords();
  const { money, month, day, currency } = useFigures();
  const { pool } = usePool();
  const nameOf = useChargeNames();
  return (
    <>
      <Link
        to={'/pools/$pool/members' as never}
        params={{ pool } as never}
        search={{ tab: 'invoices' } as never}
      >
        {t('toInvoices')}
      </Link>
      <Read of={useInvoice(invoice)}>
        {(found) => (
          <>
            <Answer about={t('expectedThen', { day: day(found.kept), amount: money(found.expectedThen) })}>
              {t('title', { number: invoice, charge: nameOf(found.charge), month: month(found.month) })}
            </Answer>
            <Section title={t('lines')} measure={t('linesMeasure', { currency })}>
              <InvoiceResult checked={found} />
            </Section>
          </>
        )}
      </Read>
    </>
  );
}

/** Whose invoice it is, in words. */
function useChargeNames(): (charge: string) => string {
  const t = useInvoiceWords();
  return (charge) => (charge === 'administration' ? t('administration') : charge);
}
