import { DataTable } from '../../parts/DataTable.tsx';
import { ratioNumber, signOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Choices.module.css';
import { Reasons } from './Ranges.tsx';
import type { Bid, Comparison } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** The bids side by side in figures, and what was taken into account of them. */
export function SideBySide({ comparison: { bids, currency } }: { readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const common = useSharedWords();
  const { amount, money, percent, month } = useFigures(currency);
  const column = (key: string, heading: string, of: (bid: Bid) => string | undefined, isDetail = true) => ({
    ...{ key, heading, side: 'end' as const, isDetail },
    by: (bid: Bid) => Number(of(bid) ?? Number.POSITIVE_INFINITY),
    csv: (bid: Bid) => of(bid) ?? '',
    cell: (bid: Bid) => {
      const value = of(bid);
      if (value === undefined) return <span className="quiet">{t('noBound')}</span>;
      return signOf(value) === 0 ? (
        <span className="quiet">{common('none')}</span>
      ) : (
        <bdi>{amount(value)}</bdi>
      );
    },
  });
  const notes = bids.flatMap((bid) => [
    ...(signOf(bid.commissionAdded) > 0
      ? [t('noteCommission', { bid: bid.name, amount: money(bid.commissionAdded) })]
      : []),
    ...(ratioNumber(bid.volumeDiscount) > 0
      ? [t('noteDiscount', { bid: bid.name, share: percent(bid.volumeDiscount) })]
      : []),
    ...(bid.returnedFrom !== undefined
      ? [
          t('noteLevel', {
            bid: bid.name,
            amount: money(bid.monthlyPayment),
            month: month(bid.returnedFrom),
          }),
        ]
      : []),
  ]);
  return (
    <Section title={t('sideBySide')} measure={t('sideBySideMeasure', { currency })}>
      <DataTable<Bid>
        name={t('sideBySide')}
        rows={bids}
        keyOf={({ name }) => name}
        columns={[
          {
            ...{ key: 'bid', heading: t('bid') },
            by: ({ name }) => name,
            cell: (bid) => (
              <span className={styles.name}>
                {bid.name}
                <span className="quiet">{t(bid.form)}</span>
                {!bid.holds && <Reasons bid={bid} />}
              </span>
            ),
          },
          column('perEmployee', t('perEmployee'), ({ years }) => years.expected.perEmployeePerMonth),
          column('fixed', t('fixed'), ({ fixedCost }) => fixedCost),
          column('good', t('good'), ({ years }) => years.good.total),
          column('expected', t('expected'), ({ years }) => years.expected.total, false),
          column('worst', t('worst'), ({ years }) => years.worst.total, false),
          column('returned', t('returned'), ({ years }) => years.good.returned),
          column('second', t('secondYear'), ({ secondYearFixedCostMost }) => secondYearFixedCostMost),
        ]}
      />
      {notes.length > 0 && (
        <ul className={`${styles.notes} quiet`} aria-label={t('notes')}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
