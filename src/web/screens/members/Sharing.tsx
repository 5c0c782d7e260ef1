import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { sumOf, useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import styles from './Members.module.css';
import { Payments } from './Payments.tsx';
import { membersKey } from './reads.ts';
import { Shares } from './Shares.tsx';
import { Assess, Distribute, DraftAssessment, DraftDistribution } from './SharingActions.tsx';
import { useMembersWords } from './words.ts';

/** What members are asked for beyond their contributions, and what is given back to them. */
export function Sharing() {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const { money, day, month } = useFigures();
  const assessments = useRead([...membersKey(pool), 'assessments'], () =>
    api.GET('/api/v1/consortia/{consortium}/assessments', { params: { path } }),
  );
  const distributions = useRead([...membersKey(pool), 'distributions'], () =>
    api.GET('/api/v1/consortia/{consortium}/distributions', { params: { path } }),
  );
  return (
    <Read of={assessments}>
      {({ assessments: asked }) => (
        <Read of={distributions}>
          {({ distributions: given }) => (
            <>
              <Answer>
                {asked.length + given.length === 0
                  ? t('sharingNone')
                  : t('sharingAnswer', {
                      asked: money(sumOf(asked.map(({ shortfall }) => shortfall))),
                      given: money(sumOf(given.map(({ amount }) => amount))),
                    })}
              </Answer>
              <div className={`${styles.verbs} not-printed`}>
                <DraftAssessment />
                <Assess />
                <DraftDistribution />
                <Distribute />
              </div>
              <Columns>
                {asked.length === 0 && (
                  <Section title={t('assessments')} span={6}>
                    <Empty title={t('assessmentsNone')}>{t('assessmentsNoneNext')}</Empty>
                  </Section>
                )}
                {asked.map((one) => (
                  <Section
                    key={`a${one.number}`}
                    title={t('assessmentTitle', { number: one.number, amount: money(one.shortfall) })}
                    measure={t('assessmentMeasure', {
                      ...{ ordered: day(one.ordered), payBy: day(one.payBy), years: one.lookBackYears },
                      ...{ from: month(one.from), through: month(one.through) },
                    })}
                  >
                    <Shares name={t('assessments')} shares={one.shares} />
                  </Section>
                ))}
                {given.length === 0 && (
                  <Section title={t('distributions')} span={6}>
                    <Empty title={t('distributionsNone')}>{t('distributionsNoneNext')}</Empty>
                  </Section>
                )}
                {given.map((one) => (
                  <Section
                    key={`d${one.number}`}
                    title={t('distributionTitle', { number: one.number, amount: money(one.amount) })}
                    measure={t('distributionMeasure', {
                      ...{ declared: day(one.declared), from: month(one.from), through: month(one.through) },
                    })}
                  >
                    <Shares name={t('distributions')} shares={one.shares} />
                  </Section>
                ))}
                <Payments />
              </Columns>
            </>
          )}
        </Read>
      )}
    </Read>
  );
}
