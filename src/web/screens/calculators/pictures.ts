import type { BarPart } from '../../parts/Bars.tsx';
import type { CalculationName } from './catalogue.ts';
import { type Fields, isFields, type Value } from './schema.ts';

/** A bar of a picture: its figure as it was answered, where it begins, and what it is held against. */
export interface BarOf {
  /** The field whose name it has, unless it has a label of its own. */
  readonly name: string;
  readonly label?: string;
  readonly text: string;
  readonly length: number;
  readonly before?: number;
  readonly kind: BarPart['kind'];
  readonly mark?: number;
  readonly band?: readonly [from: number, to: number];
  readonly point?: number;
  readonly isRatio?: boolean;
}

const fieldsOf = (value: Value): Fields => (isFields(value) ? value : {});
const rowsOf = (value: Value): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const textOf = (value: Value) => String(value ?? '0');
const length = (value: Value) => Math.max(0, Number(value ?? 0));

const bar = (name: string, value: Value, kind: BarPart['kind'] = 'settled'): BarOf => ({
  ...{ name, text: textOf(value), length: length(value), kind },
});

/** From a whole down by its parts: each bar ends where the one above it begins, the last begins at nothing. */
export function falling(whole: BarOf, parts: readonly BarOf[]): BarOf[] {
  let left = whole.length;
  const fallen = parts
    .filter((part) => part.length > 0)
    .map((part) => {
      left -= part.length;
      return { ...part, before: Math.max(0, left) };
    });
  return [whole, ...fallen];
}

/** A band with a point in it, and no bar. */
const banded = (band: readonly [number, number], point: number) => ({
  ...{ band, point, length: 0, kind: 'settled' as const },
});

/** The bars of a calculation, from what was asked and what came out; none where its picture is another. */
export function barsOf(name: CalculationName, document: Fields, found: Fields): BarOf[] {
  switch (name) {
    case 'cost-sharing': {
      const { charge, writeOff, balanceBill, notCovered, memberPays, planPays } = fieldsOf(found.totals);
      return falling(bar('charge', charge, 'before'), [
        bar('writeOff', writeOff, 'before'),
        bar('balanceBill', balanceBill, 'person'),
        bar('notCovered', notCovered, 'person'),
        bar('memberPays', memberPays, 'person'),
        bar('planPays', planPays),
      ]);
    }
    case 'coordination':
      return falling(bar('charge', document.charge, 'before'), [
        bar('writeOff', found.writeOff, 'before'),
        bar('paid', fieldsOf(document.primary).paid, 'carrier'),
        bar('memberPays', found.memberPays, 'person'),
        bar('secondaryPays', found.secondaryPays),
      ]);
    case 'coinsurance-clause':
      return falling(bar('loss', document.loss, 'before'), [
        bar('insuredBears', found.insuredBears, 'person'),
        bar('payment', found.payment),
      ]);
    case 'administration-cost':
    case 'assessment':
      return rowsOf(found.shares).map(({ member, amount, standalone }) => ({
        ...bar('amount', amount),
        ...{ label: textOf(member), ...(standalone !== undefined && { mark: length(standalone) }) },
      }));
    case 'renewal':
      return [
        bar('current', fieldsOf(document.current).perMemberPerMonth, 'before'),
        bar('experiencePerMemberPerMonth', found.experiencePerMemberPerMonth),
        ...['trended', 'blended', 'required'].map((one) => bar(one, found[one])),
      ];
    case 'stop-loss':
      return rowsOf(fieldsOf(found.specific).persons).map(({ person, eligible, deductible, excess }) => ({
        ...bar('eligible', eligible, length(excess) > 0 ? 'over' : 'settled'),
        ...{ label: textOf(person), mark: length(deductible) },
      }));
    case 'reserve-requirement':
      return rowsOf(found.items).map(({ name: item, held, required, shortfall }) => ({
        ...bar('held', held, length(shortfall) > 0 ? 'over' : 'settled'),
        ...{ label: textOf(item), mark: length(required) },
      }));
    case 'loss-ratio':
      return ['lossRatio', 'netLossRatio', 'expenseRatio', 'combinedRatio'].flatMap((one) =>
        found[one] === undefined ? [] : [{ ...bar(one, found[one]), mark: 1, isRatio: true }],
      );
    case 'mlr-rebate':
      return ['preliminaryMlr', 'mlr'].map((one) => ({
        ...{ ...bar(one, found[one]), mark: length(found.standard), isRatio: true },
      }));
    case 'values':
      return rowsOf(found.locations).map((one) => ({
        ...bar('insured', one.insured, length(one.gap) > 0 ? 'over' : 'settled'),
        ...{ label: textOf(one.name ?? one.location), mark: length(one.required) },
      }));
    case 'comparison':
      return rowsOf(found.bids).map(({ name: bid, years }) => {
        const [good, expected, worst] = ['good', 'expected', 'worst'].map(
          (one) => fieldsOf(fieldsOf(years)[one]).total,
        );
        const band = [length(good), length(worst)] as const;
        return {
          name: 'total',
          label: textOf(bid),
          text: textOf(expected),
          ...banded(band, length(expected)),
        };
      });
    default:
      return [];
  }
}
