import { Select, Slider } from '@mantine/core';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './Choices.module.css';
import { type Comparison, type Tender, withShare } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** The employer's share of each tier's rate, moved by a slider, with what an employee then pays a month. */
export function Shares({
  tender,
  comparison,
  onChange,
}: {
  readonly tender: Tender;
  readonly comparison: Comparison;
  readonly onChange: (tender: Tender) => void;
}) {
  const t = useChoiceWords();
  const { money, percent } = useFigures(comparison.currency);
  const [{ bid: asked }, setFilters] = useFilters();
  const bid =
    comparison.bids.find(({ name }) => name === asked) ??
    comparison.bids.find(({ name }) => name === comparison.lowest?.expected) ??
    comparison.bids[0]!;
  return (
    <Section
      span={5}
      title={t('shares')}
      measure={t('sharesMeasure')}
      note={t('sharesNote', { bid: bid.name })}
    >
      <div className={styles.shares}>
        <Select
          label={t('under')}
          data={comparison.bids.map(({ name }) => name)}
          value={bid.name}
          allowDeselect={false}
          onChange={(name) => setFilters({ bid: name ?? '' })}
        />
        {Object.entries(tender.contributions).map(([tier, rule]) => {
          const rate = bid.tiers.find((one) => one.tier === tier);
          const share = Math.round(ratioNumber(String(rule.employerShare ?? '0')) * 100);
          return (
            <div key={tier} className={styles.share}>
              <div className={styles.shareHead}>
                <span>
                  {rule.employerAmountPerMonth === undefined
                    ? t('shareOfText', { tier, share: percent(String(rule.employerShare)) })
                    : t('fixedAmount', { tier, amount: money(rule.employerAmountPerMonth) })}
                </span>
                {rate !== undefined && <strong>{t('employeePays', { amount: money(rate.employee) })}</strong>}
              </div>
              {rule.employerAmountPerMonth === undefined && (
                <Slider
                  thumbLabel={t('shareOf', { tier })}
                  value={share}
                  onChange={(chosen) => onChange(withShare(tender, tier, chosen))}
                  min={0}
                  max={100}
                  step={1}
                  label={(value) => percent(String(value / 100))}
                />
              )}
            </div>
          );
        })}
      </div>
    </Section>
  );
}
