-- What carriers paid under stop-loss contracts, as it settles what was posted as recoverable: a row for each member (0: the
-- pool) and part that a payment is for. A carrier's reference is known once.
CREATE TABLE poolbook.stop_loss_reimbursement (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  contract text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  member_id int8 NOT NULL,
  part text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  received_day date NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, contract, reference, member_id, part)
);

-- Invoices of the administrator and of carriers, as they came, with what enrolment said of them when they were kept.
CREATE TABLE poolbook.invoice (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  invoice_id int8 NOT NULL,
  charge text COLLATE "C" NOT NULL,
  invoiced_month date NOT NULL,
  total_cents int8 NOT NULL,
  expected_cents int8 NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  content text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, invoice_id),
  UNIQUE (consortium_id, sha256)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['stop_loss_reimbursement', 'invoice'] LOOP
    PERFORM poolbook.govern(name, 'money');
  END LOOP;
END
$$;

-- Rows of a register are listed by it. Registers come one after the other, so that the index grows at one end.
CREATE INDEX paid_claim_by_import ON poolbook.paid_claim (consortium_id, import_id, paid_claim_id);
