import { sumOf } from '../../parts/amounts.ts';
import { useFigures } from '../../parts/figures.ts';
import type { CalculationName } from './catalogue.ts';
import { type Fields, isFields, type Value } from './schema.ts';
import { useCalculatorWords } from './words.ts';

const fieldsOf = (value: Value): Fields => (isFields(value) ? value : {});
const rowsOf = (value: Value): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const sumIn = (rows: readonly Fields[], name: string) => sumOf(rows.map((row) => String(row[name] ?? '0')));

/** What came out in one sentence; undefined before anything has. */
export function useSentence(name: CalculationName, document: Fields, found: Fields): string | undefined {
  const t = useCalculatorWords();
  const { money, count, percent, day } = useFigures(
    typeof document.currency === 'string' ? document.currency : undefined,
  );
  if (Object.keys(found).length === 0) return undefined;
  const amount = (value: Value) => money(String(value ?? '0'));
  const ratio = (value: Value) => percent(String(value ?? '0'));
  switch (name) {
    case 'cost-sharing': {
      const { planPays, charge, memberOwes } = fieldsOf(found.totals);
      return t('costSharingFound', {
        ...{ plan: amount(planPays), charge: amount(charge), person: amount(memberOwes) },
      });
    }
    case 'coordination':
      return t('coordinationFound', {
        second: amount(found.secondaryPays),
        person: amount(found.memberPays),
      });
    case 'stop-loss':
      return t('stopLossFound', {
        specific: amount(fieldsOf(found.specific).reimbursement),
        aggregate: amount(fieldsOf(found.aggregate).reimbursement),
        net: amount(found.netToPlan),
      });
    case 'programme':
      return t('programmeFound', {
        insurers: amount(sumIn(rowsOf(found.insurers), 'losses')),
        insured: amount(found.insured),
      });
    case 'coinsurance-clause':
      return t('coinsuranceFound', { payment: amount(found.payment), loss: amount(document.loss) });
    case 'values':
      return t(Number(fieldsOf(found.total).gap) > 0 ? 'valuesFound' : 'valuesMet', {
        gap: amount(fieldsOf(found.total).gap),
      });
    case 'administration-cost':
      return t(found.saving === undefined ? 'administrationFound' : 'administrationSaves', {
        ...{ cost: amount(found.cost), saving: amount(found.saving) },
      });
    case 'loss-ratio':
      return t('lossRatioFound', { ratio: ratio(found.lossRatio), net: ratio(found.netLossRatio) });
    case 'mlr-rebate': {
      const isOwed = Number(found.rebate) > 0;
      return t(found.applies === false ? 'rebateNotAsked' : isOwed ? 'rebateFound' : 'rebateNone', {
        ...{ rebate: amount(found.rebate), ratio: ratio(found.mlr), standard: ratio(found.standard) },
      });
    }
    case 'reserve': {
      const { ibnr, ultimate } = fieldsOf(found.total);
      return t('reserveFound', { unpaid: count(Number(ibnr)), ultimate: count(Number(ultimate)) });
    }
    case 'reserve-requirement':
      return t(found.adequate === true ? 'requirementKept' : 'requirementShort', {
        shortfall: amount(sumIn(rowsOf(found.items), 'shortfall')),
      });
    case 'assessment':
      return t('assessmentFound', { orderBy: day(String(found.orderBy)), payBy: day(String(found.payBy)) });
    case 'renewal': {
      const change = String(found.change ?? '0');
      return t(change.startsWith('-') ? 'renewalDown' : 'renewalUp', {
        ...{ change: ratio(change.replace('-', '')), required: amount(found.required) },
      });
    }
    case 'aggregate-loss':
    case 'simulation': {
      const { mean, percentiles } = name === 'simulation' ? fieldsOf(found.simulated) : found;
      return t('aggregateFound', {
        ...{ mean: count(Number(mean)), high: count(Number(fieldsOf(percentiles)['0.99'])) },
      });
    }
    case 'comparison':
      return t('comparisonFound', { ...fieldsOf(found.lowest) });
    case 'contract-check':
      return t(found.isKept === true ? 'kept' : 'notKept');
  }
}
