/**
 * The kinds of leaves: which table's rows are a fact of each, with the rows of other tables that belong to it, and what of
 * them is a person's. Amounts are money wherever they stand; all else is the rest. Tables come with the keys and columns that
 * the catalogue has, so that a new column is committed to without being named here.
 */
export interface LeafKind {
  readonly kind: string;
  /** The table whose key names the fact. */
  readonly table: string;
  /** The part of that key that does, where one fact has several rows: a decision its lines. */
  readonly key?: readonly string[];
  /** Tables whose rows belong to the fact: they begin with the same key, and are written with it. */
  readonly parts: readonly string[];
  /** The columns of a person by their tables; what is committed of them is under that person's own key. */
  readonly personal: Readonly<Record<string, readonly string[]>>;
}

/** Facts of persons; of most, `person_id` says whose. */
const OF_PERSONS: readonly LeafKind[] = [
  kindOf('person', [], { person: ['code'] }),
  kindOf('enrolment', [], {
    enrolment: ['person_id', 'subscriber_id', 'tier', 'relationship', 'from_day', 'to_day'],
  }),
  kindOf('claim', ['claim_line'], {
    claim: ['code', 'person_id', 'subscriber_id', 'benefit', 'provider', 'content_hash', 'billing_hash'],
    claim_line: ['line_code', 'service_day', 'service', 'network', 'procedure'],
  }),
  {
    ...kindOf('decision', [], { decision: ['person_id', 'benefit', 'service_day', 'reason'] }),
    key: ['claim_id', 'version', 'revision'],
  },
  kindOf('paid_claim', [], {
    paid_claim: [
      ...['claim_code', 'reference', 'reverses', 'person_id', 'benefit', 'incurred_day', 'content_hash'],
    ],
  }),
  kindOf('change', [], { change: ['subscriber_id', 'person_id', 'from_day', 'to_day'] }),
  kindOf('opening_accumulator', [], { opening_accumulator: ['subscriber_id', 'person_id', 'network'] }),
  kindOf('opening_payment', [], { opening_payment: ['person_id', 'benefit', 'incurred_day'] }),
  kindOf('director', [], { director: ['name', 'email'] }),
];

const OF_THE_POOL: readonly LeafKind[] = [
  ...['consortium_document', 'member', 'plan', 'run_partition'],
  ...[
    'monthly_charge',
    'receipt',
    'stop_loss_posting',
    'stop_loss_reimbursement',
    'invoice',
    'opening_lag',
    'period_balance',
  ],
  ...[
    'proxy',
    'meeting',
    'meeting_event',
    'attendance',
    'motion',
    'motion_second',
    'agenda_item',
    'consent_pull',
  ],
  ...['recusal', 'vote', 'item_close', 'resolution', 'resolution_effect', 'minutes'],
  ...['withdrawal', 'run_out_posting', 'member_payment', 'bank_line', 'bank_match_undone', 'budget_line'],
  ...['log_key', 'witness_policy', 'verify_page', 'erasure'],
].map((table) => kindOf(table));

/** All kinds of leaves. */
export const LEAF_KINDS: readonly LeafKind[] = [
  ...OF_PERSONS,
  ...OF_THE_POOL,
  { kind: 'entries', table: 'batch', parts: ['entry', 'posting'], personal: {} },
  kindOf('import', ['control_difference']),
  kindOf('period_close', ['period_reserve']),
  kindOf('bill', ['bill_line']),
  kindOf('assessment', ['assessment_share']),
  kindOf('surplus_distribution', ['surplus_share']),
  kindOf('bank_match', ['bank_match_part']),
];

/** The tables that hold no fact of a consortium, and why not. */
export const NOT_FACTS: Readonly<Record<string, string>> = {
  ...derived(
    'coverage_span',
    'claim_head',
    'claim_rollup',
    'person_rollup',
    'accumulator_delta',
    'balance_delta',
    'claim_chunk',
  ),
  ...derived('tile'),
  ...ofTheRecord('leaf', 'log_head', 'checkpoint', 'cosignature', 'erased_digest', 'outbox'),
  ...ofTheMachine('identifier_head', 'run', 'run_cut', 'request', 'upload', 'job', 'job_event'),
  ...ofTheMachine('witness_trouble'),
  ...ofTheMachine('webhook', 'webhook_event', 'webhook_delivery', 'webhook_attempt'),
  access: 'who read and changed what: the trail of a service, which is kept for a time',
};

function kindOf(table: string, parts: readonly string[] = [], personal: LeafKind['personal'] = {}): LeafKind {
  return { kind: table.replaceAll('_', '-'), table, parts, personal };
}

function derived(...tables: readonly string[]): Record<string, string> {
  return because('derived from facts: `poolbook rebuild` works it out again', tables);
}

function ofTheRecord(...tables: readonly string[]): Record<string, string> {
  return because('the record itself', tables);
}

function ofTheMachine(...tables: readonly string[]): Record<string, string> {
  return because('how the program does its work', tables);
}

function because(reason: string, tables: readonly string[]): Record<string, string> {
  return Object.fromEntries(tables.map((table) => [table, reason]));
}
