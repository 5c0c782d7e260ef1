/** What can be told as it happens. */
export const EVENT_KINDS = [
  'job.ended',
  'month.closed',
  'position.noticed',
  'receipt.recorded',
  'webhook.disabled',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** What is sent to an endpoint that is tried out, and to no other. */
export const TEST_KIND = 'webhook.test';
