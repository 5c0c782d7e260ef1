import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Bar } from '../../parts/Bars.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { Read } from '../../parts/States.tsx';
import styles from './WhereItWent.module.css';
import { useClaimsWords } from './words.ts';

type Contract = Got<'/api/v1/consortia/{consortium}/claims/{claim}/stop-loss'>['contracts'][number];

/** What of a claim counts towards the stop-loss contracts: of its person's deductible, and of what all have together. */
export function UnderContracts({ claim }: { readonly claim: string }) {
  const t = useClaimsWords();
  const { pool, path } = usePool();
  // Below the key of the claim, so that what makes that anew makes this anew.
  const read = useRead(['claim', pool, claim, 'stop-loss'], () =>
    api.GET('/api/v1/consortia/{consortium}/claims/{claim}/stop-loss', {
      params: { path: { ...path, claim } },
    }),
  );
  return (
    <Read of={read} lines={3}>
      {({ contracts }) =>
        contracts.length === 0 ? (
          <p className="quiet">{t('stopLossNone')}</p>
        ) : (
          <div className={styles.uses}>
            {contracts.map((contract) => (
              <Under key={contract.contract} contract={contract} />
            ))}
          </div>
        )
      }
    </Read>
  );
}

function Under({ contract: { contract, carrier, specific, aggregate } }: { readonly contract: Contract }) {
  const t = useClaimsWords();
  const { money } = useFigures();
  const standing =
    specific?.before === undefined || specific.after === undefined
      ? undefined
      : { before: specific.before, after: specific.after };
  return (
    <div>
      <div className={styles.useHead}>
        <span>{contract}</span>
        <span className="quiet">{carrier}</span>
      </div>
      {specific && standing && (
        <Bar
          scale={Math.max(lengthOf(specific.deductible), lengthOf(standing.after)) * 1.02}
          parts={[
            { length: lengthOf(standing.before), kind: 'before' },
            { length: Math.max(0, lengthOf(standing.after) - lengthOf(standing.before)), kind: 'open' },
          ]}
          marks={[{ at: lengthOf(specific.deductible), kind: 'limit' }]}
          label={t('stopLossLabel', {
            ...{ contract, before: money(standing.before), after: money(standing.after) },
            deductible: money(specific.deductible),
          })}
        />
      )}
      {specific && (
        <p className="quiet">
          {t(standing ? 'stopLossSpecific' : 'stopLossFar', {
            ...{ amount: money(specific.counts), deductible: money(specific.deductible) },
            ...(standing && { before: money(standing.before), after: money(standing.after) }),
          })}{' '}
          {specific.above !== undefined &&
            signOf(specific.above) > 0 &&
            t('stopLossAbove', { amount: money(specific.above), carrier })}
        </p>
      )}
      {aggregate && <p className="quiet">{t('stopLossAggregate', { amount: money(aggregate.counts) })}</p>}
    </div>
  );
}
