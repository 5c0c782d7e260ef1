import { formatAmount } from '../../core/money/amount.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { WebhookEvent } from '../ports/webhooks.ts';

/**
 * An event as it is sent: `{ type, timestamp, data }`, after the convention. The same bytes at every try: members by their
 * codes, amounts as decimal texts of the currency.
 */
export function messageOf({ document, members }: Consortium, { kind, payload, at }: WebhookEvent): string {
  const data = JSON.parse(payload) as Record<string, unknown>;
  const { member, amount } = data;
  const code = [...members].find(([, memberId]) => memberId === member)?.[0];
  return JSON.stringify({
    type: kind,
    timestamp: new Date(at).toISOString(),
    data: {
      consortium: document.code,
      ...data,
      ...(member !== undefined && { member: code }),
      ...(typeof amount === 'number' && {
        amount: formatAmount(amount, document.currency),
        currency: document.currency.code,
      }),
    },
  });
}

/** The name of a message, the same at every try and on every occasion: so that whoever has it already can tell. */
export function messageId({ document }: Consortium, { eventId }: WebhookEvent): string {
  return `msg_${document.code}_${eventId}`;
}
