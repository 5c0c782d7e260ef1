-- What was decided can turn out otherwise: a claim is replaced or voided, coverage is reported late, a plan is amended.
-- A change is a fact; a run of changes decides again what it touches. Nothing is overwritten: a decision is reversed by
-- rows with its amounts negated, so that every sum over decisions stays a sum, and the next decision stands beside it.

-- A voided version says that the claim was submitted in error: nothing of it is to be decided.
ALTER TABLE poolbook.claim ADD COLUMN voided boolean NOT NULL DEFAULT false;

-- The decisions and reversals of one version of a claim are numbered together: each reversal is one more than what it
-- reverses, so that nothing is reversed twice. The decision in force is the last, unless that is a reversal. Both numbers
-- are small, so that the key is no larger than it was.
ALTER TABLE poolbook.decision
  ALTER COLUMN version TYPE int2,
  ADD COLUMN revision int2 NOT NULL DEFAULT 1,
  ADD COLUMN reversal boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT decision_pkey,
  ADD PRIMARY KEY (consortium_id, claim_id, version, revision, line_number);

ALTER TABLE poolbook.outbox
  ADD COLUMN revision int2 NOT NULL DEFAULT 1,
  DROP CONSTRAINT outbox_pkey,
  ADD PRIMARY KEY (consortium_id, kind, fact_id, version, revision);

-- What may make decisions of a family otherwise, and when it became known. `kind`: 'claim' (a version of one of its claims),
-- 'coverage' (of a person, on these days), 'plan' (its terms, on these days), 'accumulator' (what was used before, in the
-- plan year of these days). `person_id` and `plan_id` are 0 where all are meant, `to_day` null where there is no end.
CREATE TABLE poolbook.change (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  change_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subscriber_id int8 NOT NULL,
  person_id int8 NOT NULL,
  plan_id int8 NOT NULL,
  from_day date NOT NULL,
  to_day date,
  received_day date NOT NULL,
  import_id int8,
  document_version int4,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, change_id)
);
CREATE INDEX change_by_subscriber ON poolbook.change (consortium_id, subscriber_id, change_id);

-- A run takes claims or changes: of the two ranges one is empty (from = to + 1).
ALTER TABLE poolbook.run
  ADD COLUMN change_from int8 NOT NULL DEFAULT 1,
  ADD COLUMN change_to int8 NOT NULL DEFAULT 0;

-- By which version of the document its decisions were made. It is a partition's and not a run's: a run that is taken up
-- again goes on under the version that is in force then. (The owner, too, sees no row while row-level security is forced.)
ALTER TABLE poolbook.run_partition ADD COLUMN document_version int4;
ALTER TABLE poolbook.run_partition NO FORCE ROW LEVEL SECURITY;
ALTER TABLE poolbook.run NO FORCE ROW LEVEL SECURITY;
UPDATE poolbook.run_partition p SET document_version = r.document_version
FROM poolbook.run r WHERE r.consortium_id = p.consortium_id AND r.run_id = p.run_id;
ALTER TABLE poolbook.run_partition FORCE ROW LEVEL SECURITY, ALTER COLUMN document_version SET NOT NULL;
ALTER TABLE poolbook.run FORCE ROW LEVEL SECURITY, DROP COLUMN document_version;

-- Derived: the current version of each claim that has more than one. A claim that is not here is at its first.
CREATE TABLE poolbook.claim_head (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  claim_id int8 NOT NULL,
  version int4 NOT NULL,
  voided boolean NOT NULL,
  PRIMARY KEY (consortium_id, claim_id)
);

DO $$
DECLARE
  name text;
  columns text;
BEGIN
  FOREACH name IN ARRAY ARRAY['change', 'claim_head'] LOOP
    EXECUTE format('ALTER TABLE poolbook.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE poolbook.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON poolbook.%I USING '
      '(consortium_id = nullif(current_setting(''poolbook.consortium'', true), '''')::int8)', name);
    EXECUTE format('GRANT SELECT, INSERT ON poolbook.%I TO poolbook_app', name);
  END LOOP;
  -- Restores fill every table and column, as 0003_restore.sql says.
  FOREACH name IN ARRAY ARRAY['change', 'claim', 'claim_head', 'decision', 'outbox', 'run', 'run_partition'] LOOP
    SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns FROM information_schema.columns c
    WHERE c.table_schema = 'poolbook' AND c.table_name = name AND c.column_name <> 'consortium_id';
    EXECUTE format('GRANT INSERT (%s) ON poolbook.%I TO poolbook_loader', columns, name);
  END LOOP;
END
$$;
GRANT UPDATE, DELETE ON poolbook.claim_head TO poolbook_app;

-- Brings the heads of these claims up to their versions, of the tenant that the transaction names. The loader, who may
-- read nothing, needs it in the transaction in which it adds versions; it learns nothing from it.
CREATE FUNCTION poolbook.bring_claim_heads(claims int8[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
  INSERT INTO poolbook.claim_head (claim_id, version, voided)
  SELECT DISTINCT ON (claim_id) claim_id, version, voided FROM poolbook.claim
  WHERE consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8
    AND claim_id = ANY ($1) AND version > 1
  ORDER BY claim_id, version DESC
  ON CONFLICT (consortium_id, claim_id) DO UPDATE SET (version, voided) = (excluded.version, excluded.voided)
$$;
REVOKE ALL ON FUNCTION poolbook.bring_claim_heads(int8[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.bring_claim_heads(int8[]) TO poolbook_app, poolbook_loader;
