import type { Asked, Got } from '../../api/answers.ts';
import type { Given } from '../../parts/Action.tsx';
import type { Field } from '../../parts/FieldInput.tsx';
import { useSettingsWords } from './words.ts';

export const WEBHOOKS = '/api/v1/consortia/{consortium}/webhooks';
export type Webhook = Got<typeof WEBHOOKS>['webhooks'][number];
export type EventKind = Asked<typeof WEBHOOKS>['kinds'][number];

/** What an endpoint can be told of. */
const KINDS: readonly EventKind[] = [
  ...(['job.ended', 'month.closed', 'position.noticed', 'receipt.recorded', 'webhook.disabled'] as const),
];

/** The kinds of events in words. */
export function useKindChoices() {
  const t = useSettingsWords();
  const words: Record<EventKind, string> = {
    'job.ended': t('jobEnded'),
    'month.closed': t('monthClosed'),
    'position.noticed': t('positionNoticed'),
    'receipt.recorded': t('receiptRecorded'),
    'webhook.disabled': t('webhookDisabled'),
  };
  return KINDS.map((value) => ({ value, label: words[value] }));
}

export const kindsOf = ({ kinds = '' }: Given): EventKind[] =>
  kinds.split(',').filter((kind) => kind !== '') as EventKind[];

/** What is asked for of an endpoint. */
export const addressFields = (
  labels: { readonly url: string; readonly kinds: string },
  choices: Field['choices'],
  now?: Webhook,
): Field[] => [
  { name: 'url', label: labels.url, kind: 'address', initial: now?.url ?? '' },
  { name: 'kinds', label: labels.kinds, kind: 'several', choices, initial: now?.kinds.join(',') ?? '' },
];
