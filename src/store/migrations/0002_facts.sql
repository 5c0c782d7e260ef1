-- The facts of a consortium, and the little that is kept beside them because it is asked for often.
--
-- Facts are append-only: the application may add and read them, nobody may change or delete one. What is derived
-- (heads, spans, deltas) can be rebuilt from facts. The tenant leads every key. Days are dates, money is whole minor
-- units (int8), names are ordered by their bytes (COLLATE "C"), so that every server gives the same order.
-- Foreign keys stay within the tenant; bulk tables have none, because a check per row would cost more than the row.

-- Identifiers are handed out in blocks by kind: the next free one.
CREATE TABLE poolbook.identifier_head (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  kind text COLLATE "C" NOT NULL,
  next_id int8 NOT NULL,
  PRIMARY KEY (consortium_id, kind)
);

-- The documents that say how the consortium works (members, plans, rates, contracts), as they were given.
CREATE TABLE poolbook.consortium_document (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  version int4 NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  content text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, version)
);

CREATE TABLE poolbook.member (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  member_id int8 NOT NULL,
  code text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, member_id),
  UNIQUE (consortium_id, code)
);

CREATE TABLE poolbook.plan (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  plan_id int8 NOT NULL,
  code text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, plan_id),
  UNIQUE (consortium_id, code)
);

CREATE TABLE poolbook.person (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  person_id int8 NOT NULL,
  code text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, person_id),
  UNIQUE (consortium_id, code)
);

-- What posts to the ledger does so as one batch: a partition of a run, an import, a month's bills ...
CREATE TABLE poolbook.batch (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  batch_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, batch_id)
);

-- A file that was taken in, known by the hash of its bytes; `batch_id` where it posted.
CREATE TABLE poolbook.import (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  batch_id int8,
  rows_read int8 NOT NULL,
  rows_accepted int8 NOT NULL,
  rows_repeated int8 NOT NULL,
  rows_rejected int8 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, import_id),
  UNIQUE (consortium_id, kind, sha256)
);

-- A difference between a register and its funding request or bank draw that was accepted, with the reason given.
CREATE TABLE poolbook.control_difference (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  control text COLLATE "C" NOT NULL,
  funded_day date NOT NULL,
  register_cents int8 NOT NULL,
  control_cents int8 NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (consortium_id, import_id, control, funded_day),
  FOREIGN KEY (consortium_id, import_id) REFERENCES poolbook.import
);

-- Coverage of a person, as it was reported. A later report for the same first day takes the place of the earlier one.
CREATE TABLE poolbook.enrolment (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  enrolment_id int8 NOT NULL,
  import_id int8 NOT NULL,
  person_id int8 NOT NULL,
  subscriber_id int8 NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  tier text COLLATE "C" NOT NULL,
  relationship text COLLATE "C" NOT NULL,
  from_day date NOT NULL,
  to_day date,
  PRIMARY KEY (consortium_id, enrolment_id)
);

-- Derived: the coverage in force, one row per person and first day.
CREATE TABLE poolbook.coverage_span (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  person_id int8 NOT NULL,
  from_day date NOT NULL,
  to_day date,
  subscriber_id int8 NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  tier text COLLATE "C" NOT NULL,
  enrolment_id int8 NOT NULL,
  PRIMARY KEY (consortium_id, person_id, from_day)
);
CREATE INDEX coverage_span_by_subscriber ON poolbook.coverage_span (consortium_id, subscriber_id);

-- A claim as submitted. `subscriber_id` is the family whose accumulators it meets; `billing_hash` is equal for claims that
-- bill the same ('' without a provider).
CREATE TABLE poolbook.claim (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  claim_id int8 NOT NULL,
  version int4 NOT NULL,
  code text COLLATE "C" NOT NULL,
  import_id int8 NOT NULL,
  person_id int8 NOT NULL,
  subscriber_id int8 NOT NULL,
  received_day date NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  billing_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, claim_id, version),
  UNIQUE (consortium_id, code, version)
);
CREATE INDEX claim_by_subscriber ON poolbook.claim (consortium_id, subscriber_id, claim_id);

CREATE TABLE poolbook.claim_line (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  claim_id int8 NOT NULL,
  version int4 NOT NULL,
  line_number int4 NOT NULL,
  line_code text COLLATE "C" NOT NULL,
  service_day date NOT NULL,
  service text COLLATE "C" NOT NULL,
  network text COLLATE "C" NOT NULL,
  procedure text COLLATE "C" NOT NULL,
  charge_cents int8 NOT NULL,
  allowed_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, claim_id, version, line_number)
);

-- The claims of neighbouring subscribers as one import brought them, in the form that a run reads at once
-- (src/store/bulk/claim-chunk.ts). It says no more than `claim` and `claim_line` do. Not compressed: it is read as it is.
CREATE TABLE poolbook.claim_chunk (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  subscriber_block int8 NOT NULL,
  claim_from int8 NOT NULL,
  claim_to int8 NOT NULL,
  lines int8 NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (consortium_id, subscriber_block, claim_from)
);
ALTER TABLE poolbook.claim_chunk ALTER COLUMN content SET STORAGE EXTERNAL;

-- A run adjudicates the claims of a range of numbers, cut by subscriber into partitions.
CREATE TABLE poolbook.run (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  run_id int8 NOT NULL,
  claim_from int8 NOT NULL,
  claim_to int8 NOT NULL,
  first_batch_id int8 NOT NULL,
  document_version int4 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, run_id)
);

-- The cut of a run, made once: partition n takes the subscribers of its range.
CREATE TABLE poolbook.run_cut (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  run_id int8 NOT NULL,
  partition int4 NOT NULL,
  subscriber_from int8 NOT NULL,
  subscriber_to int8 NOT NULL,
  lines int8 NOT NULL,
  PRIMARY KEY (consortium_id, run_id, partition),
  FOREIGN KEY (consortium_id, run_id) REFERENCES poolbook.run
);

-- What a run has done: the only truth of it. Written first in a partition's transaction, so that a repeat fails.
CREATE TABLE poolbook.run_partition (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  run_id int8 NOT NULL,
  partition int4 NOT NULL,
  batch_id int8 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, run_id, partition)
);

-- What was decided on a line. charge = copay + deductible + coinsurance + plan pays + not covered + write-off + balance bill.
-- The entries that post it are those of its batch, member and days.
CREATE TABLE poolbook.decision (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  claim_id int8 NOT NULL,
  version int4 NOT NULL,
  line_number int4 NOT NULL,
  batch_id int8 NOT NULL,
  person_id int8 NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  service_day date NOT NULL,
  decided_day date NOT NULL,
  paid_day date NOT NULL,
  charge_cents int8 NOT NULL,
  allowed_cents int8 NOT NULL,
  copay_cents int8 NOT NULL,
  deductible_cents int8 NOT NULL,
  coinsurance_cents int8 NOT NULL,
  plan_pays_cents int8 NOT NULL,
  not_covered_cents int8 NOT NULL,
  write_off_cents int8 NOT NULL,
  balance_bill_cents int8 NOT NULL,
  reason text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, claim_id, version, line_number)
);

-- A row of a register of claims paid elsewhere, as given. Refunds, recoveries and voids are negative and name what they reverse.
CREATE TABLE poolbook.paid_claim (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  paid_claim_id int8 NOT NULL,
  import_id int8 NOT NULL,
  batch_id int8 NOT NULL,
  claim_code text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  reverses text COLLATE "C" NOT NULL,
  person_id int8 NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  incurred_day date NOT NULL,
  paid_day date NOT NULL,
  funded_day date NOT NULL,
  charge_cents int8 NOT NULL,
  allowed_cents int8 NOT NULL,
  member_pays_cents int8 NOT NULL,
  plan_pays_cents int8 NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (consortium_id, paid_claim_id),
  UNIQUE (consortium_id, claim_code, reference, reverses)
);

-- Derived, a delta per batch: what persons used of their limits, under which subscriber: who changes to another starts anew. `service` is '' but where a service has an annual limit.
CREATE TABLE poolbook.accumulator_delta (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  subscriber_id int8 NOT NULL,
  person_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  plan_year int4 NOT NULL,
  network text COLLATE "C" NOT NULL,
  service text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  deductible_cents int8 NOT NULL,
  out_of_pocket_cents int8 NOT NULL,
  limit_used_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, subscriber_id, person_id, plan_id, plan_year, network, service, batch_id)
);

-- Derived, a delta per batch: claims by member, plan, benefit, month incurred and month paid (the lag triangle's cells).
CREATE TABLE poolbook.claim_rollup (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  batch_id int8 NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  incurred_month date NOT NULL,
  paid_month date NOT NULL,
  lines int8 NOT NULL,
  charge_cents int8 NOT NULL,
  allowed_cents int8 NOT NULL,
  member_pays_cents int8 NOT NULL,
  plan_pays_cents int8 NOT NULL,
  not_covered_cents int8 NOT NULL,
  write_off_cents int8 NOT NULL,
  balance_bill_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, batch_id, member_id, plan_id, benefit, incurred_month, paid_month)
);

-- The ledger. An entry is balanced; a debit is positive, a credit negative. Member 0 is the pool itself.
CREATE TABLE poolbook.entry (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  batch_id int8 NOT NULL,
  entry_number int4 NOT NULL,
  event text COLLATE "C" NOT NULL,
  accounting_month date NOT NULL,
  member_id int8 NOT NULL,
  PRIMARY KEY (consortium_id, batch_id, entry_number)
);

CREATE TABLE poolbook.posting (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  batch_id int8 NOT NULL,
  entry_number int4 NOT NULL,
  line_number int4 NOT NULL,
  account text COLLATE "C" NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, batch_id, entry_number, line_number)
);

-- Derived, a delta per batch: what each account and member moved in a month.
CREATE TABLE poolbook.balance_delta (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  batch_id int8 NOT NULL,
  accounting_month date NOT NULL,
  account text COLLATE "C" NOT NULL,
  member_id int8 NOT NULL,
  debit_cents int8 NOT NULL,
  credit_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, batch_id, accounting_month, account, member_id)
);

-- Facts that no sequencer has taken into the record yet, written in their own transaction: a claim's decision (`fact_id` the
-- claim) or a batch's entries (the batch). Whoever records them takes them with DELETE ... RETURNING.
CREATE TABLE poolbook.outbox (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  kind text COLLATE "C" NOT NULL,
  fact_id int8 NOT NULL,
  version int4 NOT NULL,
  PRIMARY KEY (consortium_id, kind, fact_id, version)
);

-- A month's charges to a member by tier: contributions earned, and what the pool owes in turn for administration and stop-loss.
CREATE TABLE poolbook.monthly_charge (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  month date NOT NULL,
  member_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  tier text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  units int8 NOT NULL,
  rate_cents int8 NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, month, member_id, plan_id, kind, tier)
);

-- Money a member paid in.
CREATE TABLE poolbook.receipt (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  member_id int8 NOT NULL,
  reference text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  received_day date NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, member_id, reference)
);

-- What is recoverable under a stop-loss contract, as it was posted; the sum over batches is what stands in the books.
CREATE TABLE poolbook.stop_loss_posting (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  contract text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  member_id int8 NOT NULL,
  part text COLLATE "C" NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, contract, batch_id, member_id, part)
);

-- What a pool brings along when it starts in the middle of a year; its ledger balances are entries of the import's batch.
CREATE TABLE poolbook.opening_accumulator (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  subscriber_id int8 NOT NULL,
  person_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  plan_year int4 NOT NULL,
  network text COLLATE "C" NOT NULL,
  deductible_cents int8 NOT NULL,
  out_of_pocket_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, import_id, subscriber_id, person_id, plan_id, plan_year, network)
);

CREATE TABLE poolbook.opening_lag (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  member_id int8 NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  incurred_month date NOT NULL,
  paid_month date NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, import_id, member_id, benefit, incurred_month, paid_month)
);

-- Stop-loss to date: what was paid before for a person, by day incurred and day paid.
CREATE TABLE poolbook.opening_payment (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  row_number int8 NOT NULL,
  person_id int8 NOT NULL,
  member_id int8 NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  incurred_day date NOT NULL,
  paid_day date NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, import_id, row_number)
);

-- Tenancy and privileges, the same way for every table above.
DO $$
DECLARE
  heads text[] := ARRAY['identifier_head', 'coverage_span'];
  bulk text[] := ARRAY['batch', 'import', 'person', 'enrolment', 'claim', 'claim_line', 'claim_chunk', 'run_partition', 'decision',
    'paid_claim', 'accumulator_delta', 'claim_rollup', 'entry', 'posting', 'balance_delta', 'outbox', 'control_difference',
    'opening_accumulator', 'opening_lag', 'opening_payment', 'monthly_charge', 'receipt', 'stop_loss_posting'];
  name text;
  columns text;
BEGIN
  FOR name IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'poolbook' AND c.column_name = 'consortium_id' AND c.table_name <> 'consortium'
  LOOP
    EXECUTE format('ALTER TABLE poolbook.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE poolbook.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON poolbook.%I USING '
      '(consortium_id = nullif(current_setting(''poolbook.consortium'', true), '''')::int8)', name);
    EXECUTE format('GRANT SELECT, INSERT ON poolbook.%I TO poolbook_app', name);
    IF name = ANY (heads) THEN
      EXECUTE format('GRANT UPDATE, DELETE ON poolbook.%I TO poolbook_app', name);
    END IF;
    IF name = 'outbox' THEN
      EXECUTE format('GRANT DELETE ON poolbook.%I TO poolbook_app', name);
    END IF;
    IF name = ANY (bulk) THEN
      SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns FROM information_schema.columns c
      WHERE c.table_schema = 'poolbook' AND c.table_name = name AND c.column_name <> 'consortium_id';
      EXECUTE format('GRANT INSERT (%s) ON poolbook.%I TO poolbook_loader', columns, name);
    END IF;
  END LOOP;
END
$$;

-- After much has been loaded the planner knows nothing of it until the server looks by itself, a minute later at best:
-- the program asks for it. As the owner, because only who owns a table may have it looked at.
CREATE FUNCTION poolbook.refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  ANALYZE poolbook.person, poolbook.enrolment, poolbook.coverage_span, poolbook.claim, poolbook.claim_line,
    poolbook.decision, poolbook.paid_claim, poolbook.accumulator_delta, poolbook.claim_rollup, poolbook.entry,
    poolbook.posting, poolbook.balance_delta;
END
$$;
REVOKE ALL ON FUNCTION poolbook.refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.refresh_statistics() TO poolbook_app;
