import { Button } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Failed, Loading } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { AssessmentPreview } from './AssessmentPreview.tsx';
import { ClosedMonths } from './ClosedMonths.tsx';
import { CloseMonth } from './CloseMonth.tsx';
import { Curves } from './Curves.tsx';
import { EstimateSteps, useStepsOpen } from './EstimateSteps.tsx';
import { Methods } from './Methods.tsx';
import { Months } from './Months.tsx';
import { Question } from './Question.tsx';
import { Requirement } from './Requirement.tsx';
import { METHODS, methodTotals, originsOf, type Reserve } from './reserve.ts';
import { Summary } from './Summary.tsx';
import { Triangle } from './Triangle.tsx';
import { useReserveWords } from './words.ts';

/** What claims incurred so far will still cost, and whether it is held: triangle, curves, methods, law, closes. */
export function Reserves() {
  const t = useReserveWords();
  const shared = useSharedWords();
  const { pool, path } = usePool();
  const [filters] = useFilters();
  const query = {
    ...(filters.asOf && { asOf: filters.asOf }),
    ...(filters.benefit && { benefit: filters.benefit }),
    ...(filters.member && { member: filters.member }),
    ...(METHODS.some((one) => one === filters.method) && { method: filters.method as Reserve['method'] }),
  };
  const reserve = useRead(['reserve', pool, query], () =>
    api.GET('/api/v1/consortia/{consortium}/reserve', { params: { path, query } }),
  );
  const { data, error, refetch } = reserve;
  const benefits = data?.benefits.map(({ benefit }) => benefit) ?? [];
  return (
    <>
      {data === undefined ? (
        <Answer>
          {error === null ? t('answerWaiting') : shared(error.status === 403 ? 'deniedTitle' : 'failedTitle')}
        </Answer>
      ) : (
        <Summary reserve={data} />
      )}
      <Question asOf={data?.asOf} benefits={benefits} />
      {error !== null && <Failed problem={error} again={() => void refetch()} />}
      {data !== undefined ? <Found reserve={data} /> : error === null && <Shape />}
    </>
  );
}

function Found({ reserve }: { readonly reserve: Reserve }) {
  const t = useReserveWords();
  const { may } = usePool();
  const [filters] = useFilters();
  const [, openSteps] = useStepsOpen();
  const { benefits, method } = reserve;
  const origins = originsOf(benefits);
  const isWhole = filters.benefit === undefined && filters.member === undefined;
  return (
    <Columns>
      <Triangle origins={origins} />
      <Curves benefits={benefits} origins={origins} />
      <Methods totals={methodTotals(benefits)} shown={method} isOne={benefits.length === 1} />
      <Requirement reserve={reserve} isWhole={isWhole} />
      <CloseMonth reserve={reserve} isWhole={isWhole} />
      <Months reserve={reserve} />
      {isWhole && <AssessmentPreview reserve={reserve} />}
      {may('closes.read') && <ClosedMonths />}
      <Section title={t('steps')}>
        <Button variant="default" onClick={openSteps}>
          {t('steps')}
        </Button>
        <EstimateSteps />
      </Section>
    </Columns>
  );
}

/** The page's shape while its figures are worked out. */
function Shape() {
  const t = useReserveWords();
  return (
    <Columns>
      <Section title={t('triangleTitle')}>
        <Loading lines={16} />
      </Section>
      <Section span={6} title={t('curvesLabel')} measure={t('curvesMeasure')}>
        <Loading lines={8} />
      </Section>
      <Section span={6} title={t('method')} measure={t('methodsMeasure')}>
        <Loading lines={8} />
      </Section>
      <Section span={6} title={t('requiredTitle')}>
        <Loading />
      </Section>
      <Section title={t('largeTitle')}>
        <Loading lines={12} />
      </Section>
    </Columns>
  );
}
