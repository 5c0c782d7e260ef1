import type { Month } from '../../core/calendar/month.ts';
import { type AdministrationCost, administrationCost } from '../../core/contributions/administration-cost.ts';
import { type Amount, amountOf } from '../../core/money/amount.ts';
import { ratioOf } from '../../core/money/ratio.ts';
import { productHalfUp, roundHalfUp } from '../../core/money/rounding.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { BooksStore } from '../ports/books.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LeavingStore } from '../ports/leaving.ts';
import { contributionsOf } from './contributions.ts';

/** What administration cost in some months, shared, and what each member was charged for it. */
export interface AdministrationShared extends AdministrationCost {
  readonly charged: ReadonlyMap<string, number>;
  readonly employees: ReadonlyMap<string, number>;
}

/**
 * The cost of administration of some months as it was charged, shared among members as the document says, beside what
 * standing alone would have cost each: by the administrator's schedule for a group of its size, or as the document gives it
 * for a year. A member's employees are its subscribers, on average over the months, rounded half up. Refused: what
 * the calculator refuses; `inconsistent` where the months end before they begin.
 */
export async function administrationShared(
  stores: { readonly books: BooksStore; readonly leaving: LeavingStore },
  consortium: Consortium,
  from: Month,
  through: Month,
): Promise<AdministrationShared | Refusal> {
  const contributing = await contributionsOf(stores, consortium, from, through);
  if (isRefusal(contributing)) return contributing;
  const { document, consortiumId } = consortium;
  const months = through - from + 1;
  const [units, charged] = [new Map<number, number>(), new Map<number, number>()];
  for (const charge of await stores.books.charges(consortiumId)) {
    if (charge.month < from || charge.month > through) continue;
    const [sums, figure] = charge.kind === 'contribution' ? [units, charge.units] : [charged, charge.amount];
    if (charge.kind !== 'stop-loss premium')
      sums.set(charge.memberId, amountOf((sums.get(charge.memberId) ?? 0) + figure));
  }
  const standalone = new Map(document.members.map((one) => [one.code, one.standaloneAdministrationPerYear]));
  const members = contributing.map(({ memberId, member, contributions }) => {
    const alone = standalone.get(member);
    return {
      ...{ member, contribution: contributions as Amount },
      employees: Number(roundHalfUp(BigInt(units.get(memberId) ?? 0), BigInt(months))),
      ...(alone !== undefined && {
        standaloneCost: Number(productHalfUp(alone, ratioOf(months, 12))) as Amount,
      }),
    };
  });
  const cost = amountOf([...charged.values()].reduce((sum, amount) => sum + amount, 0));
  const { basis, schedule } = document.administrationSharing;
  const shared = administrationCost({ cost, schedule, months, members, basis });
  if (isRefusal(shared)) return shared;
  return {
    ...shared,
    charged: new Map(contributing.map(({ member, memberId }) => [member, charged.get(memberId) ?? 0])),
    employees: new Map(members.map(({ member, employees }) => [member, employees])),
  };
}
