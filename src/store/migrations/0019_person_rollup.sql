-- What the overview asks of claims without reading all of them: whose years may be large, and what crosses the end of a month.

-- Derived, a delta per batch: what the plan paid for a person, by the calendar year incurred. What is taken back later by a
-- reversal or a refund is not taken off, so that no sum, as of whatever day, is more than this: whoever looks for persons above
-- an amount looks at the claims of those alone who come to it here. Person and year lead the key, so that sums need no sorting.
CREATE TABLE poolbook.person_rollup (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  person_id int8 NOT NULL,
  incurred_year int4 NOT NULL,
  batch_id int8 NOT NULL,
  paid_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, person_id, incurred_year, batch_id)
);

-- (The owner, too, sees no row while row-level security is forced.)
ALTER TABLE poolbook.decision NO FORCE ROW LEVEL SECURITY;
ALTER TABLE poolbook.paid_claim NO FORCE ROW LEVEL SECURITY;
INSERT INTO poolbook.person_rollup (consortium_id, person_id, incurred_year, batch_id, paid_cents)
SELECT consortium_id, person_id, extract(year FROM incurred_day)::int4, batch_id, sum(plan_pays_cents)
FROM (
  SELECT consortium_id, person_id, service_day AS incurred_day, batch_id, plan_pays_cents FROM poolbook.decision
  UNION ALL
  SELECT consortium_id, person_id, incurred_day, batch_id, plan_pays_cents FROM poolbook.paid_claim) lines
WHERE plan_pays_cents > 0 GROUP BY 1, 2, 3, 4;
ALTER TABLE poolbook.decision FORCE ROW LEVEL SECURITY;
ALTER TABLE poolbook.paid_claim FORCE ROW LEVEL SECURITY;

SELECT poolbook.govern('person_rollup', 'payment', true);

-- The payments of a person. Of bulk loads they come person by person, so that the key is small and filled in order.
CREATE INDEX decision_by_person ON poolbook.decision (consortium_id, person_id) WHERE plan_pays_cents <> 0;
CREATE INDEX paid_claim_by_person ON poolbook.paid_claim (consortium_id, person_id) WHERE plan_pays_cents <> 0;

-- What was decided in one month and is paid in another, and what was paid elsewhere in one and drawn in another.
CREATE INDEX decision_across_months ON poolbook.decision (consortium_id, paid_day)
  WHERE plan_pays_cents <> 0 AND date_trunc('month', paid_day::timestamp) <> date_trunc('month', decided_day::timestamp);
CREATE INDEX paid_claim_across_months ON poolbook.paid_claim (consortium_id, greatest(paid_day, funded_day))
  WHERE date_trunc('month', paid_day::timestamp) <> date_trunc('month', funded_day::timestamp);
