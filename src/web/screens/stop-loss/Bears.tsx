import { signOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './StopLoss.module.css';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

/** What the carrier bears of a person's claims and of all claims together, as towers; beneath them the other terms. */
export function Bears({ contract }: { readonly contract: Contract }) {
  const t = useStopLossWords();
  const { money, percent } = useFigures();
  const { terms, carrier, aggregate: standing, premiumPerEmployeePerMonth } = contract;
  const { specific, aggregate } = terms;
  const above = ({
    reimbursement,
    maximum,
  }: {
    readonly reimbursement: string;
    readonly maximum?: string;
  }) => {
    const values = { carrier, share: percent(reimbursement) };
    return maximum === undefined
      ? t('carrierBears', values)
      : t('carrierBearsUpTo', { ...values, amount: money(maximum) });
  };
  return (
    <Section span={7} title={t('bearsTitle')} measure={t('bearsMeasure')}>
      <div className={styles.towers}>
        {specific && (
          <Tower title={t('oneperson')} above={above(specific)}>
            {t('poolKeeps', { amount: money(specific.deductible) })}
          </Tower>
        )}
        {aggregate && (
          <Tower title={t('everybody')} above={above(aggregate)}>
            {t('keepsAttachment', { amount: money(standing?.attachment ?? '0') })}
          </Tower>
        )}
      </div>
      <ul className={styles.terms}>
        {specific && signOf(specific.aggregatingDeductible) > 0 && (
          <li>{t('aggregating', { amount: money(specific.aggregatingDeductible) })}</li>
        )}
        {specific && specific.lasers > 0 && <li>{t('lasers', { count: specific.lasers })}</li>}
        {aggregate && signOf(aggregate.minimumAttachment) > 0 && (
          <li>{t('minimum', { amount: money(aggregate.minimumAttachment) })}</li>
        )}
        {aggregate?.accommodation && <li>{t('accommodation')}</li>}
        <li>{t('premium', { amount: money(premiumPerEmployeePerMonth) })}</li>
      </ul>
    </Section>
  );
}

function Tower({
  title,
  above,
  children,
}: {
  readonly title: string;
  readonly above: string;
  readonly children: string;
}) {
  return (
    <div className={styles.tower}>
      <h3>{title}</h3>
      <div className={styles.layer} data-kind="carrier">
        {above}
      </div>
      <div className={styles.layer} data-kind="pool">
        {children}
      </div>
    </div>
  );
}
