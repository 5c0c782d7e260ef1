import { NativeSelect } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { AggregateCurve } from './AggregateCurve.tsx';
import { Bears } from './Bears.tsx';
import { ContractFigures } from './ContractFigures.tsx';
import { Owed } from './Owed.tsx';
import { Persons } from './Persons.tsx';
import { Recoverable } from './Recoverable.tsx';
import styles from './StopLoss.module.css';
import type { Contract, Contracts } from './types.ts';
import { Windows } from './Windows.tsx';
import { useStopLossWords } from './words.ts';

/** Where the pool stands against its stop-loss contracts: one at a time, chosen by year and name. */
export function StopLoss() {
  const { pool, path } = usePool();
  const contracts = useRead(['stop-loss', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/stop-loss-contracts', { params: { path } }),
  );
  return <Read of={contracts}>{(found) => <Chosen found={found} />}</Read>;
}

function Chosen({ found }: { readonly found: Contracts }) {
  const t = useStopLossWords();
  const [{ year, contract: name }] = useFilters();
  const inYear = found.contracts.filter((one) => year === undefined || one.incurred.from.startsWith(year));
  const chosen = inYear.find(({ contract }) => contract === name) ?? inYear.at(-1);
  if (found.withheld)
    return (
      <>
        <Answer>{t('answerWithheld')}</Answer>
        <Empty title={t('withheldNext')} />
      </>
    );
  if (chosen === undefined)
    return (
      <>
        <Answer>{t('answerNone')}</Answer>
        <Empty title={t('emptyTitle')}>{t('emptyNext')}</Empty>
      </>
    );
  return (
    <>
      <Head contract={chosen} />
      <Choice all={found.contracts} inYear={inYear} chosen={chosen} />
      <ContractFigures contract={chosen} owed={found.owed} />
      <Columns>
        <Bears contract={chosen} />
        <Windows contract={chosen} />
        {chosen.aggregate !== undefined && <AggregateCurve aggregate={chosen.aggregate} />}
        <Persons contract={chosen} />
        <Recoverable contracts={found.contracts} />
        <Owed />
      </Columns>
    </>
  );
}

/** The answer: who has passed the deductible, and how far the group is to the attachment. */
function Head({ contract }: { readonly contract: Contract }) {
  const t = useStopLossWords();
  const { money, percent, day } = useFigures();
  const { specific, aggregate } = contract;
  const over = specific?.over ?? 0;
  const persons =
    over === 0 ? t('answerNobody') : t('answerOver', { count: over, amount: money(specific!.reimbursement) });
  const isPast = aggregate !== undefined && lengthOf(aggregate.share) > 1;
  return (
    <Answer
      about={t('about', {
        ...{ contract: contract.contract, carrier: contract.carrier, basis: contract.basis },
        ...{ from: day(contract.incurred.from), to: day(contract.incurred.to) },
      })}
    >
      {persons} {aggregate && t(isPast ? 'answerPast' : 'answerRoom', { share: percent(aggregate.share) })}
    </Answer>
  );
}

/** Which contract is looked at. */
function Choice({
  all,
  inYear,
  chosen,
}: {
  readonly all: readonly Contract[];
  readonly inYear: readonly Contract[];
  readonly chosen: Contract;
}) {
  const t = useStopLossWords();
  const [{ year = '' }, setFilters] = useFilters();
  const years = [...new Set(all.map(({ incurred }) => incurred.from.slice(0, 4)))];
  return (
    <div className={`${styles.choice} not-printed`}>
      <NativeSelect
        label={t('year')}
        value={year}
        data={[{ value: '', label: t('allYears') }, ...years]}
        onChange={(event) =>
          setFilters({ year: event.currentTarget.value, contract: undefined }, { isStep: true })
        }
      />
      <NativeSelect
        label={t('contract')}
        value={chosen.contract}
        data={inYear.map(({ contract, carrier }) => ({ value: contract, label: `${contract}, ${carrier}` }))}
        onChange={(event) => setFilters({ contract: event.currentTarget.value }, { isStep: true })}
      />
    </div>
  );
}
