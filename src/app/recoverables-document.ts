import { formatDay } from '../core/calendar/day.ts';
import type { Age } from '../core/contributions/settlement.ts';
import { formatAmount } from '../core/money/amount.ts';
import type { Consortium } from './ports/consortium.ts';
import type { ReimbursementShare, ReimbursementStore } from './ports/reimbursements.ts';
import { agesOf, owedBy, type RecoverableAccount, recoverableAccounts } from './recoverables.ts';
import type { Viewer } from './viewer.ts';

/**
 * What carriers owe on a day, by contract, part and member, with its age and what came for it, as one document. A carrier
 * sees its own contracts.
 */
export async function recoverablesDocument(
  viewer: Viewer,
  store: ReimbursementStore,
  { consortiumId, document, members }: Consortium,
  onDay: number,
) {
  const onRecord = await store.recoverables(consortiumId);
  const accounts = recoverableAccounts(onRecord, onDay);
  const carriers = new Map(document.stopLoss.map(({ contract, carrier }) => [contract, carrier]));
  const codes = new Map([...members].map(([code, id]) => [id, code]));
  const write = (minor: number) => formatAmount(minor, document.currency);
  const figures = (of: readonly RecoverableAccount[]) => ({
    posted: write(of.reduce((sum, { posted }) => sum + posted, 0)),
    received: write(of.reduce((sum, { received }) => sum + received, 0)),
    owed: write(owedBy(of)),
    daysPastDue: Object.fromEntries(
      Object.entries(agesOf(of, onDay)).map(([age, amount]) => [age, write(amount)]),
    ) as Record<Age, string>,
    credit: write(of.reduce((sum, { credit }) => sum + credit, 0)),
  });
  const isSeen = (contract: string) =>
    viewer.role !== 'stop-loss carrier' || carriers.get(contract) === viewer.party;
  const named = (memberId: number) => memberId !== 0 && { member: codes.get(memberId)! };
  const contracts = [...new Set([...carriers.keys(), ...accounts.map(({ contract }) => contract)])];
  const came = Map.groupBy(
    onRecord.received.filter(({ receivedDay }) => receivedDay <= onDay),
    ({ contract }) => contract,
  );
  return {
    on: formatDay(onDay),
    contracts: contracts.filter(isSeen).map((contract) => {
      const own = accounts.filter((account) => account.contract === contract);
      const carrier = carriers.get(contract);
      return {
        ...{ contract, ...(carrier !== undefined && { carrier }), ...figures(own) },
        parts: own.map((account) => ({
          ...{ part: account.part, ...named(account.memberId), ...figures([account]) },
        })),
        receipts: receiptsOf(came.get(contract) ?? []).map(([{ reference, receivedDay }, shares]) => ({
          ...{ reference, day: formatDay(receivedDay) },
          amount: write(shares.reduce((sum, { amount }) => sum + amount, 0)),
          shares: shares.map(({ part, memberId, amount }) => ({
            ...{ part, ...named(memberId), amount: write(amount) },
          })),
        })),
      };
    }),
  };
}

/** The document of what carriers owe. */
export type RecoverablesDocument = Awaited<ReturnType<typeof recoverablesDocument>>;

/** Each payment with its shares, the latest first. */
function receiptsOf(received: readonly ReimbursementShare[]) {
  return [...Map.groupBy(received, ({ reference }) => reference).values()]
    .map((shares) => [shares[0]!, shares] as const)
    .reverse();
}
