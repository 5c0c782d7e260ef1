import { createHash } from 'node:crypto';
import type { WebhookStore } from '../ports/webhooks.ts';
import type { ContractPosition } from '../stop-loss.ts';

/**
 * Tells of each person who has come to half of a contract's specific deductible, once: that there is one more, and how many
 * there are. Who it is stays here; whoever may know finds it in the positions.
 */
export async function announceNotices(
  webhooks: WebhookStore,
  consortiumId: number,
  positions: readonly ContractPosition[],
): Promise<void> {
  for (const { contract, carrier, position } of positions)
    for (const { person } of position.notices) {
      const whose = createHash('sha256')
        .update(JSON.stringify([contract, person]))
        .digest('hex');
      const payload = { contract, carrier, persons: position.notices.length };
      await webhooks.announce(consortiumId, 'position.noticed', `${contract} ${whose}`, payload);
    }
}
