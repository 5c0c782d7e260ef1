-- Members and their money: charges that are corrected, bills, receipts for what they pay, withdrawal and run-out, assessments
-- and surplus, the bank's lines matched with the books, and the budget. All of it facts: what is taken back or
-- corrected is a further row.

-- A charge is corrected by a further row: the units that are more or fewer, at the rate then, so that every sum over
-- charges stays a plain sum. `billed_month` is the month with whose bills a row is billed: a correction's is the next one.
ALTER TABLE poolbook.monthly_charge
  ADD COLUMN revision int2 NOT NULL DEFAULT 1,
  ADD COLUMN billed_month date,
  DROP CONSTRAINT monthly_charge_pkey,
  ADD PRIMARY KEY (consortium_id, month, member_id, plan_id, kind, tier, revision);
-- The owner, too, sees no row while row-level security is forced.
ALTER TABLE poolbook.monthly_charge NO FORCE ROW LEVEL SECURITY;
UPDATE poolbook.monthly_charge SET billed_month = month;
ALTER TABLE poolbook.monthly_charge FORCE ROW LEVEL SECURITY, ALTER COLUMN billed_month SET NOT NULL;
CREATE INDEX monthly_charge_by_bill ON poolbook.monthly_charge (consortium_id, billed_month);

-- What a member paid for, where it said so; else its oldest bills are paid first.
ALTER TABLE poolbook.receipt ADD COLUMN bill_month date, ADD COLUMN assessment_id int8,
  ADD COLUMN run_out boolean NOT NULL DEFAULT false;

-- What a member is asked for a month: the contributions charged with it, as the employer and its employees bear them.
CREATE TABLE poolbook.bill (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  month date NOT NULL,
  member_id int8 NOT NULL,
  document_version int4 NOT NULL,
  issued_day date NOT NULL,
  due_day date NOT NULL,
  amount_cents int8 NOT NULL,
  employer_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, month, member_id)
);
CREATE TABLE poolbook.bill_line (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  month date NOT NULL,
  member_id int8 NOT NULL,
  charged_month date NOT NULL,
  plan_id int8 NOT NULL,
  tier text COLLATE "C" NOT NULL,
  revision int2 NOT NULL,
  units int8 NOT NULL,
  rate_cents int8 NOT NULL,
  employer_rate_cents int8 NOT NULL,
  amount_cents int8 NOT NULL,
  employer_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, month, member_id, charged_month, plan_id, tier, revision)
);

-- A member that leaves: nothing of it is charged after `last_month`. `run_out` is who bears its claims that are paid later:
-- 'member' or 'pool', by the document as it was then.
CREATE TABLE poolbook.withdrawal (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  member_id int8 NOT NULL,
  notice_day date NOT NULL,
  last_month date NOT NULL,
  run_out text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, member_id)
);
-- What a member that left owes for its claims incurred before and paid after, as it was posted: what was paid by the end of
-- a closed month, what was still unpaid then by its share of the reserve, and the difference to what had been posted.
CREATE TABLE poolbook.run_out_posting (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  member_id int8 NOT NULL,
  batch_id int8 NOT NULL,
  closed_month date NOT NULL,
  paid_cents int8 NOT NULL,
  unpaid_cents int8 NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, member_id, batch_id)
);

-- A shortfall that members were ordered to pay, and each one's share.
CREATE TABLE poolbook.assessment (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  assessment_id int8 NOT NULL,
  batch_id int8 NOT NULL,
  shortfall_cents int8 NOT NULL,
  impaired_day date NOT NULL,
  ordered_day date NOT NULL,
  pay_by_day date NOT NULL,
  from_month date NOT NULL,
  through_month date NOT NULL,
  look_back_years int4 NOT NULL,
  PRIMARY KEY (consortium_id, assessment_id),
  UNIQUE (consortium_id, ordered_day, impaired_day)
);
CREATE TABLE poolbook.assessment_share (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  assessment_id int8 NOT NULL,
  member_id int8 NOT NULL,
  premium_equivalents_cents int8 NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, assessment_id, member_id)
);

-- Surplus that is given back, each member's share of it, and what was then paid to a member.
CREATE TABLE poolbook.surplus_distribution (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  distribution_id int8 NOT NULL,
  batch_id int8 NOT NULL,
  amount_cents int8 NOT NULL,
  declared_day date NOT NULL,
  from_month date NOT NULL,
  through_month date NOT NULL,
  PRIMARY KEY (consortium_id, distribution_id),
  UNIQUE (consortium_id, declared_day)
);
CREATE TABLE poolbook.surplus_share (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  distribution_id int8 NOT NULL,
  member_id int8 NOT NULL,
  contributions_cents int8 NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, distribution_id, member_id)
);
CREATE TABLE poolbook.member_payment (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  member_id int8 NOT NULL,
  reference text COLLATE "C" NOT NULL,
  batch_id int8 NOT NULL,
  paid_day date NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, member_id, reference)
);

-- A line of a bank account's statement, under the bank's own code for it: money in is positive, money out negative.
CREATE TABLE poolbook.bank_line (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  account text COLLATE "C" NOT NULL,
  line_code text COLLATE "C" NOT NULL,
  import_id int8 NOT NULL,
  booked_day date NOT NULL,
  amount_cents int8 NOT NULL,
  reference text NOT NULL,
  description text NOT NULL,
  PRIMARY KEY (consortium_id, account, line_code)
);
-- Lines of the bank and items of the books that are the same money: both sides sum to the same. A match can be undone.
CREATE TABLE poolbook.bank_match (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  match_id int8 NOT NULL,
  account text COLLATE "C" NOT NULL,
  how text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, match_id)
);
CREATE TABLE poolbook.bank_match_part (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  match_id int8 NOT NULL,
  side text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, match_id, side, code)
);
CREATE TABLE poolbook.bank_match_undone (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  match_id int8 NOT NULL,
  reason text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, match_id)
);

-- What an account was planned to move in a month, on its own side (income as credit, expense as debit). Of several files the last counts.
CREATE TABLE poolbook.budget_line (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  import_id int8 NOT NULL,
  accounting_month date NOT NULL,
  account text COLLATE "C" NOT NULL,
  amount_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, import_id, accounting_month, account)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bill', 'bill_line', 'withdrawal', 'run_out_posting', 'assessment', 'assessment_share',
    'surplus_distribution', 'surplus_share', 'member_payment', 'bank_line', 'bank_match', 'bank_match_part',
    'bank_match_undone', 'budget_line'] LOOP
    PERFORM poolbook.govern(name, 'money');
  END LOOP;
END
$$;
-- A restore fills every column, as 0003_restore.sql says.
GRANT INSERT (revision, billed_month) ON poolbook.monthly_charge TO poolbook_loader;
GRANT INSERT (bill_month, assessment_id, run_out) ON poolbook.receipt TO poolbook_loader;
