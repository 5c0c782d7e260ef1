import type { Got } from '../../api/answers.ts';
import { useDocumentNames } from '../../api/names.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import { useInvoiceWords } from './invoice-words.ts';
import { useNames } from './reads.ts';

/** An invoice that was recomputed. */
export type InvoiceChecked = Omit<
  Got<'/api/v1/consortia/{consortium}/invoices/{invoice}'>,
  'invoice' | 'kept' | 'expectedThen'
>;
type Line = InvoiceChecked['lines'][number];

/** What of an invoice differs from enrolment, in a sentence and line by line, and who explains it. */
export function InvoiceResult({ checked }: { readonly checked: InvoiceChecked }) {
  const t = useInvoiceWords();
  const nameOf = useNames();
  const { planName } = useDocumentNames();
  const { money, amount, month, count } = useFigures();
  const { total, expected, difference, lines, notInvoiced } = checked;
  const sign = signOf(difference);
  const values = {
    ...{ total: money(total), expected: money(expected) },
    difference: money(difference.replace('-', '')),
  };
  const groupOf = ({ member, plan, tier }: Line) =>
    [member && nameOf(member), plan && planName(plan), tier]
      .filter((name) => name !== undefined)
      .join(', ') || t('all');
  const figure = (
    key: string,
    heading: string,
    of: (line: Line) => string,
    isDetail: boolean,
  ): Column<Line> => ({
    ...{ key, heading, isDetail, side: 'end', by: (line) => lengthOf(of(line)), csv: of },
    cell: (line) => <bdi>{amount(of(line))}</bdi>,
  });
  const columns: Column<Line>[] = [
    { key: 'month', heading: t('month'), cell: (line) => month(line.month), by: (line) => line.month },
    { key: 'group', heading: t('group'), cell: groupOf, by: groupOf },
    {
      ...{ key: 'counted', heading: t('counted'), side: 'end', isDetail: true },
      ...{ cell: (line) => count(line.invoiced.count), by: (line) => line.invoiced.count },
    },
    {
      ...{ key: 'enrolled', heading: t('enrolled'), side: 'end', isDetail: true },
      ...{ cell: (line) => count(line.expected.count), by: (line) => line.expected.count },
    },
    figure('rate', t('rate'), (line) => line.invoiced.rate, true),
    figure('agreed', t('agreed'), (line) => line.expected.rate, true),
    figure('amount', t('amount'), (line) => line.invoiced.amount, true),
    figure('difference', t('difference'), (line) => line.difference.amount, false),
    {
      ...{ key: 'explained', heading: t('explained'), csv: (line) => line.explainedBy.join(' ') },
      cell: ({ explainedBy, certain }) =>
        explainedBy.length > 0 &&
        t(certain ? 'isExplained' : 'mayExplain', { persons: explainedBy.join(', ') }),
    },
  ];
  return (
    <div role="status">
      <Status kind={sign === 0 ? 'good' : 'alert'}>
        {t(sign === 0 ? 'isRight' : sign > 0 ? 'isMore' : 'isLess', values)}
      </Status>
      {notInvoiced.length > 0 && <p>{t('notInvoiced', { persons: notInvoiced.join(', ') })}</p>}
      <DataTable
        name={t('lines')}
        columns={columns}
        rows={lines}
        keyOf={(line) => String(lines.indexOf(line))}
        foot={{
          group: t('inAll'),
          amount: amount(total),
          difference: <bdi>{amount(difference)}</bdi>,
        }}
      />
    </div>
  );
}
