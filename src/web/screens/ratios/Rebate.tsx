import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { answerOf, api, type Problem } from '../../api/client.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed, Loading } from '../../parts/States.tsx';
import { useOpenCalculator } from '../calculators/useOpenCalculator.ts';
import { RebateFound } from './RebateFound.tsx';
import type { YearRatios } from './ratio.ts';
import { useRatioWords } from './words.ts';

/** The rebate of the medical loss ratio, with the form filled in where the pool knows the figures: three years at most. */
export function Rebate({ years }: { readonly years: readonly string[] }) {
  const t = useRatioWords();
  const { pool, path } = usePool();
  const { currency, short, count } = useFigures();
  const open = useOpenCalculator();
  const found = useQueries({
    queries: years.map((year) => ({
      queryKey: ['ratios', pool, year, { by: 'member' }],
      queryFn: () =>
        answerOf<YearRatios>(
          api.GET('/api/v1/consortia/{consortium}/ratios/{year}', {
            params: { path: { ...path, year }, query: { by: 'member' } },
          }),
        ),
    })),
  });
  const totals = found.flatMap(({ data }, index) =>
    data === undefined || data.total.claims === null
      ? []
      : [{ year: years[index]!, ...data.total, claims: data.total.claims }],
  );
  const problem = found.find(({ error }) => error !== null)?.error as Problem | undefined;
  const lifeYears = (months: number) => Math.round((months / 12) * 100) / 100;
  const document = {
    ...{ currency: currency as 'USD', market: 'large-group' as const, selfFunded: true },
    years: totals.map(({ year, claims, contributions, enrolmentMonths }) => ({
      ...{ year: Number(year), claims, premium: contributions, lifeYears: lifeYears(enrolmentMonths) },
    })),
  };
  return (
    <Section title={t('mlrTitle')} measure={t('mlrMeasure', { years: years.join(', ') })}>
      {problem !== undefined && <Failed problem={problem} />}
      {found.some(({ isPending }) => isPending) && <Loading lines={years.length} />}
      {totals.map((one) => (
        <p key={one.year}>
          {t('mlrKnown', {
            ...{ claims: short(one.claims), premium: short(one.contributions), year: one.year },
            lifeYears: count(lifeYears(one.enrolmentMonths)),
          })}
        </p>
      ))}
      {totals.length > 0 && !found.some(({ isPending }) => isPending) && <RebateFound document={document} />}
      <Button
        mt="sm"
        className="not-printed"
        variant="default"
        disabled={totals.length === 0}
        onClick={() => void open('mlr-rebate', document)}
      >
        {t('mlrOpen')}
      </Button>
    </Section>
  );
}
