/** What an error is to whoever called: input that is refused, or an environment that failed. A bug has no code. */
export type ErrorKind = 'refusal' | 'environment';

/** A stable error code with the exit status of the command line and the HTTP status of the API. */
export interface KnownError {
  readonly kind: ErrorKind;
  readonly exit: 1 | 2;
  readonly http: number;
}

const REFUSAL: KnownError = { kind: 'refusal', exit: 2, http: 422 };
const CONFLICT: KnownError = { kind: 'refusal', exit: 2, http: 409 };
const ENVIRONMENT: KnownError = { kind: 'environment', exit: 1, http: 503 };

/**
 * Every code there is, in the one table from which the command line and the API take their status.
 * docs/errors.md says what each means and what to do; tests/errors.test.ts holds this table, that page and the code together.
 */
export const ERRORS = {
  unknown_field: REFUSAL,
  missing_field: REFUSAL,
  wrong_type: REFUSAL,
  out_of_range: REFUSAL,
  too_precise: REFUSAL,
  too_large: REFUSAL,
  no_such_day: REFUSAL,
  unknown_reference: REFUSAL,
  inconsistent: REFUSAL,
  undefined_result: REFUSAL,
  empty_file: REFUSAL,
  missing_column: REFUSAL,
  wrong_field_count: REFUSAL,
  stray_quote: REFUSAL,
  torn_line: REFUSAL,
  too_long: REFUSAL,
  wrong_encoding: REFUSAL,
  not_enrolled: REFUSAL,
  missing_reversal: REFUSAL,
  duplicate_claim: CONFLICT,
  claims_wait: CONFLICT,
  missing_control_total: REFUSAL,
  control_total_differs: REFUSAL,
  funding_request_differs: REFUSAL,
  bank_draw_differs: REFUSAL,
  unbalanced: REFUSAL,
  busy: CONFLICT,
  damaged_backup: REFUSAL,
  unknown_format: REFUSAL,
  not_empty: CONFLICT,
  file_exists: CONFLICT,
  derived_differs: CONFLICT,
  closed_period_differs: CONFLICT,
  plan_vanished: CONFLICT,
  coverage_vanished: CONFLICT,
  not_signed_on: { kind: 'refusal', exit: 2, http: 401 },
  not_allowed: { kind: 'refusal', exit: 2, http: 403 },
  withheld: { kind: 'refusal', exit: 2, http: 403 },
  last_administrator: CONFLICT,
  not_found: { kind: 'refusal', exit: 2, http: 404 },
  version_differs: { kind: 'refusal', exit: 2, http: 412 },
  version_missing: { kind: 'refusal', exit: 2, http: 428 },
  body_too_large: { kind: 'refusal', exit: 2, http: 413 },
  wrong_media_type: { kind: 'refusal', exit: 2, http: 415 },
  too_many_requests: { kind: 'refusal', exit: 2, http: 429 },
  idempotency_conflict: CONFLICT,
  period_closed: CONFLICT,
  period_not_ready: CONFLICT,
  not_eligible: REFUSAL,
  notice_too_short: REFUSAL,
  out_of_order: CONFLICT,
  resolution_required: CONFLICT,
  resolution_used: CONFLICT,
  no_route: REFUSAL,
  not_canonical: REFUSAL,
  malformed_note: REFUSAL,
  malformed_key: REFUSAL,
  malformed_checkpoint: REFUSAL,
  malformed_proof: REFUSAL,
  malformed_bundle: REFUSAL,
  fact_differs: REFUSAL,
  group_withheld: REFUSAL,
  malformed_submission: REFUSAL,
  not_recorded: REFUSAL,
  not_signed: REFUSAL,
  bad_signature: REFUSAL,
  duplicate_signature: REFUSAL,
  malformed_receipt: REFUSAL,
  quorum_missing: REFUSAL,
  proof_fails: REFUSAL,
  wrong_tile: REFUSAL,
  record_shrinks: CONFLICT,
  record_forked: CONFLICT,
  record_rolled_back: CONFLICT,
  witness_silent: REFUSAL,
  network_not_allowed: REFUSAL,
  wrong_answer: REFUSAL,
  database_unreachable: ENVIRONMENT,
  database_refused: ENVIRONMENT,
  database_lost: ENVIRONMENT,
  database_too_old: ENVIRONMENT,
  schema_mismatch: ENVIRONMENT,
  overloaded: ENVIRONMENT,
  server_unreachable: ENVIRONMENT,
  server_failed: ENVIRONMENT,
  job_given_up: ENVIRONMENT,
  wrong_setting: ENVIRONMENT,
  disk_full: ENVIRONMENT,
  file_unreadable: ENVIRONMENT,
  file_unwritable: ENVIRONMENT,
  embedded_server_failed: ENVIRONMENT,
  embedded_server_missing: ENVIRONMENT,
  embedded_server_version: ENVIRONMENT,
  address_in_use: ENVIRONMENT,
  home_in_use: ENVIRONMENT,
  keys_missing: ENVIRONMENT,
} as const satisfies Record<string, KnownError>;

export type ErrorCode = keyof typeof ERRORS;

/** What is known of a code. A code that is not in the table is a bug, and throws. */
export function errorOf(code: string): KnownError {
  if (!Object.hasOwn(ERRORS, code)) throw new Error(`the error code ${code} is in no table`);
  return ERRORS[code as ErrorCode];
}
