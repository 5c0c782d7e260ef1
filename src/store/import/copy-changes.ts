import type { Change } from '../../app/ports/import-store.ts';
import { dayText } from '../bulk/rows.ts';
import type { Copying } from './copying.ts';

const CHANGE = [
  ...['change_id', 'kind', 'subscriber_id', 'person_id', 'plan_id', 'from_day', 'to_day', 'received_day'],
  'import_id',
];

/** Copies what a run has to look at again, numbered from `firstId` on. */
export function copyChanges(
  copying: Copying,
  importId: number,
  firstId: number,
  changes: readonly Change[],
): Promise<void> {
  for (const [index, { kind, subscriberId, personId, planId, from, to, receivedDay }] of changes.entries()) {
    copying.add('change', CHANGE, [
      ...[firstId + index, kind, subscriberId, personId, planId, dayText(from)],
      ...[to === undefined ? null : dayText(to), dayText(receivedDay), importId],
    ]);
  }
  return copying.copyIfMany();
}
