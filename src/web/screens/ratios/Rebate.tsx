import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { answerOf, api, type Problem } from '../../api/client.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed, Loading } from '../../parts/States.tsx';
import { useOpenCalculator } from '../calculators/useOpenCalculator.ts';
import { RebateFound } from './RebateFound.tsx';
import { lifeYearsOf, type YearRatios } from './ratio.ts';
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
  const covered = useQueries({
    queries: found.map(({ data }, index) => ({
      queryKey: ['members', pool, 'enrolment of', years[index]],
      enabled: data !== undefined,
      queryFn: () =>
        answerOf(
          api.GET('/api/v1/consortia/{consortium}/enrolment', {
            params: { path, query: { from: data!.from.slice(0, 7), through: data!.to.slice(0, 7) } },
          }),
        ),
    })),
  });
  const totals = found.flatMap(({ data }, index) => {
    const months = covered[index]?.data?.months;
    if (data === undefined || months === undefined || data.total.claims === null) return [];
    const lifeYears = lifeYearsOf(data.total.enrolmentMonths, months);
    return lifeYears === undefined
      ? []
      : [{ year: years[index]!, ...data.total, claims: data.total.claims, lifeYears }];
  });
  const reads = [...found, ...covered];
  const isPending = reads.some((one) => one.isPending);
  const problem = reads.find(({ error }) => error !== null)?.error as Problem | undefined;
  const document = {
    ...{ currency: currency as 'USD', market: 'large-group' as const, selfFunded: true },
    years: totals.map(({ year, claims, contributions, lifeYears }) => ({
      ...{ year: Number(year), claims, premium: contributions, lifeYears },
    })),
  };
  return (
    <Section title={t('mlrTitle')} measure={t('mlrMeasure', { years: years.join(', ') })}>
      {problem !== undefined && <Failed problem={problem} />}
      {isPending && problem === undefined && <Loading lines={years.length} />}
      {totals.map((one) => (
        <p key={one.year}>
          {t('mlrKnown', {
            ...{ claims: short(one.claims), premium: short(one.contributions), year: one.year },
            lifeYears: count(one.lifeYears),
          })}
        </p>
      ))}
      {totals.length > 0 && !isPending && <RebateFound document={document} />}
      <Button
        mt="sm"
        className="not-printed"
        variant="default"
        disabled={totals.length === 0 || isPending}
        onClick={() => void open('mlr-rebate', document)}
      >
        {t('mlrOpen')}
      </Button>
    </Section>
  );
}
