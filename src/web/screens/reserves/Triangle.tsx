import { SegmentedControl } from '@mantine/core';
import { sumOf } from '../../parts/amounts.ts';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import type { Origin } from './reserve.ts';
import { HEAT_STEPS, heatOf, placesFor, rounded, shifted } from './scale.ts';
import styles from './Triangle.module.css';
import { useReserveWords } from './words.ts';

const UNITS = { 0: 'whole', 3: 'thousands', 6: 'millions' } as const;

/** The triangle as a heat map: a row a month of service, a column a month after it, coloured by the share that is paid. */
export function Triangle({ origins }: { readonly origins: readonly Origin[] }) {
  const t = useReserveWords();
  const { month, percent, amount } = useFigures();
  const [{ cells }, setFilters] = useFilters();
  const isShare = cells === 'share';
  const places = placesFor(Math.max(...origins.map(({ paid }) => Number(paid.at(-1)))));
  const written = (value: string | undefined) =>
    value === undefined ? '' : amount(rounded(shifted(value, places)));
  const width = Math.max(0, ...origins.map(({ paid }) => paid.length));
  const totals = origins.every(({ total }) => total !== undefined)
    ? { unpaid: sumOf(origins.map((one) => one.unpaid!)), total: sumOf(origins.map((one) => one.total!)) }
    : undefined;
  return (
    <Section
      title={t('triangleTitle')}
      measure={isShare ? t('triangleShare') : t('triangleMeasure', { unit: t(UNITS[places]) })}
      action={
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          className="not-printed"
          value={isShare ? 'share' : 'paid'}
          onChange={(value) => setFilters({ cells: value === 'share' ? value : undefined })}
          data={[
            { value: 'paid', label: t('viewPaid') },
            { value: 'share', label: t('viewShare') },
          ]}
        />
      }
    >
      {origins.length === 0 ? (
        <Empty title={t('noTriangle')}>{t('noTriangleNext')}</Empty>
      ) : (
        // Time runs from the left in every language.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className={styles.scroll} dir="ltr" tabIndex={0} aria-label={t('triangleTitle')}>
          <table className={styles.triangle} aria-label={t('triangleTitle')}>
            <thead>
              <tr>
                <th scope="col">{t('serviceMonth')}</th>
                {Array.from({ length: width }, (_, lag) => (
                  <th key={lag} scope="col">
                    {lag}
                  </th>
                ))}
                <th scope="col">{t('unpaid')}</th>
                <th scope="col">{t('total')}</th>
              </tr>
            </thead>
            <tbody>
              {origins.map((one) => (
                <tr key={one.month}>
                  <th scope="row">{month(one.month)}</th>
                  {Array.from({ length: width }, (_, lag) => {
                    const paid = one.paid[lag];
                    if (paid === undefined) return <td key={lag} />;
                    const share = Number(one.total) === 0 ? 1 : Number(paid) / Number(one.total);
                    return (
                      <td
                        key={lag}
                        data-heat={Number.isNaN(share) ? undefined : heatOf(share)}
                        data-latest={lag === one.paid.length - 1}
                      >
                        {!isShare
                          ? written(paid)
                          : Number.isNaN(share)
                            ? ''
                            : percent(share.toFixed(6)).replace(/[.,]\d/, '')}
                      </td>
                    );
                  })}
                  <td>{written(one.unpaid)}</td>
                  <td>{written(one.total)}</td>
                </tr>
              ))}
            </tbody>
            {totals !== undefined && (
              <tfoot>
                <tr>
                  <th scope="row">{t('allMonths')}</th>
                  <td colSpan={width} />
                  <td>{written(totals.unpaid)}</td>
                  <td>{written(totals.total)}</td>
                </tr>
              </tfoot>
            )}
          </table>
        </section>
      )}
      <div className={`${styles.keys} quiet`}>
        <span>{t('heatKey')}</span>
        {HEAT_STEPS.map((step, index) => (
          <span key={step}>
            <span className={styles.swatch} style={{ background: `var(--h${index})` }} aria-hidden />
            {index === 0
              ? t('heatUnder', { share: percent(String(HEAT_STEPS[1])) })
              : t('heatFrom', { share: percent(String(step)) })}
          </span>
        ))}
      </div>
    </Section>
  );
}
