-- Who asks is named in the transaction, as the tenant is: `poolbook.role`, and `poolbook.member` for those who act for one
-- member organisation. What a role may do is refused a second time here, whatever the program above forgot.
-- The operator is whoever runs the program on the machine itself, and the program's own work.

-- What a role may do with tables of a kind: reads 'all' rows, its 'own' member's, or 'none'; writes, or not.
-- A role or kind that is not in the list may do nothing.
CREATE FUNCTION poolbook.role_rights() RETURNS TABLE (role text, kind text, reads text, writes boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES
    ('operator', 'registry', 'all', true), ('operator', 'money', 'all', true), ('operator', 'coverage', 'all', true),
    ('operator', 'person', 'all', true), ('operator', 'payment', 'all', true), ('operator', 'claim', 'all', true),
    ('operator', 'governance', 'all', true), ('operator', 'trail', 'all', true), ('operator', 'key', 'all', true),
    ('administrator', 'registry', 'all', true), ('administrator', 'money', 'all', true), ('administrator', 'coverage', 'all', true),
    ('administrator', 'person', 'all', true), ('administrator', 'payment', 'all', true), ('administrator', 'claim', 'all', true),
    ('administrator', 'governance', 'all', true), ('administrator', 'trail', 'all', true), ('administrator', 'key', 'all', true),
    ('treasurer', 'registry', 'all', true), ('treasurer', 'money', 'all', true), ('treasurer', 'coverage', 'all', false),
    ('treasurer', 'person', 'all', false), ('treasurer', 'payment', 'all', false), ('treasurer', 'governance', 'all', true), ('treasurer', 'trail', 'none', true),
    ('director', 'registry', 'all', true), ('director', 'money', 'all', false), ('director', 'coverage', 'all', false),
    ('director', 'payment', 'all', false), ('director', 'governance', 'all', true), ('director', 'trail', 'none', true),
    ('member staff', 'registry', 'all', true), ('member staff', 'money', 'own', false), ('member staff', 'coverage', 'own', false),
    ('member staff', 'person', 'own', false), ('member staff', 'governance', 'all', false), ('member staff', 'trail', 'none', true),
    ('stop-loss carrier', 'registry', 'all', true), ('stop-loss carrier', 'coverage', 'all', false),
    ('stop-loss carrier', 'payment', 'all', false), ('stop-loss carrier', 'trail', 'none', true),
    ('coinsurer', 'registry', 'all', true), ('coinsurer', 'trail', 'none', true),
    ('actuary', 'registry', 'all', true), ('actuary', 'money', 'all', false), ('actuary', 'coverage', 'all', false),
    ('actuary', 'payment', 'all', false), ('actuary', 'claim', 'all', false), ('actuary', 'governance', 'all', false),
    ('actuary', 'trail', 'none', true),
    ('auditor', 'registry', 'all', true), ('auditor', 'money', 'all', false), ('auditor', 'coverage', 'all', false),
    ('auditor', 'person', 'all', false), ('auditor', 'payment', 'all', false), ('auditor', 'claim', 'all', false),
    ('auditor', 'governance', 'all', false), ('auditor', 'trail', 'all', true)
$$;

-- 'all', 'own' or 'none': the rows of a kind that whoever asks may read.
CREATE FUNCTION poolbook.reads(kind text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = poolbook, pg_temp
AS $$
  SELECT coalesce((SELECT r.reads FROM poolbook.role_rights() r
    WHERE r.role = current_setting('poolbook.role', true) AND r.kind = $1), 'none')
$$;

CREATE FUNCTION poolbook.writes(kind text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = poolbook, pg_temp
AS $$
  SELECT coalesce((SELECT r.writes FROM poolbook.role_rights() r
    WHERE r.role = current_setting('poolbook.role', true) AND r.kind = $1), false)
$$;

-- The member organisation that whoever asks acts for; null where there is none.
CREATE FUNCTION poolbook.own_member() RETURNS int8
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT nullif(current_setting('poolbook.member', true), '')::int8
$$;

-- Brings a table under the rule of tenants and roles, and grants what the program may do: read and add; with `changeable`
-- also change and delete. For the migrations that follow. Rows of a kind read as 'own' are those whose `member_id` is the
-- asker's; a table without that column then shows none.
CREATE FUNCTION poolbook.govern(name text, kind text, changeable boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
SET search_path = poolbook, pg_temp
AS $$
DECLARE
  columns text;
  own text := '';
BEGIN
  EXECUTE format('ALTER TABLE poolbook.%I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE poolbook.%I FORCE ROW LEVEL SECURITY', name);
  IF NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'poolbook' AND p.tablename = name AND p.policyname = 'tenant') THEN
    EXECUTE format('CREATE POLICY tenant ON poolbook.%I USING '
      '(consortium_id = nullif(current_setting(''poolbook.consortium'', true), '''')::int8)', name);
  END IF;
  IF EXISTS (SELECT FROM information_schema.columns c
      WHERE c.table_schema = 'poolbook' AND c.table_name = name AND c.column_name = 'member_id') THEN
    own := ' WHEN ''own'' THEN member_id = (SELECT poolbook.own_member())';
  END IF;
  -- A role is asked for once a statement, not once a row: that is what the SELECT around the function is for. And a CASE is
  -- taken for half of the rows; alternatives would be taken for one row in two hundred, and joined one by one.
  EXECUTE format('CREATE POLICY reader ON poolbook.%I AS RESTRICTIVE FOR SELECT USING '
    '(CASE (SELECT poolbook.reads(%L)) WHEN ''all'' THEN true%s ELSE false END)', name, kind, own);
  EXECUTE format('CREATE POLICY writer ON poolbook.%I AS RESTRICTIVE FOR INSERT WITH CHECK ((SELECT poolbook.writes(%L)))', name, kind);
  EXECUTE format('GRANT SELECT, INSERT ON poolbook.%I TO poolbook_app', name);
  IF changeable THEN
    EXECUTE format('CREATE POLICY changer ON poolbook.%I AS RESTRICTIVE FOR UPDATE USING ((SELECT poolbook.writes(%L)))', name, kind);
    EXECUTE format('CREATE POLICY remover ON poolbook.%I AS RESTRICTIVE FOR DELETE USING ((SELECT poolbook.writes(%L)))', name, kind);
    EXECUTE format('GRANT UPDATE, DELETE ON poolbook.%I TO poolbook_app', name);
  END IF;
  -- A restore fills every table, as 0003_restore.sql says.
  SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns FROM information_schema.columns c
  WHERE c.table_schema = 'poolbook' AND c.table_name = name AND c.column_name <> 'consortium_id';
  EXECUTE format('GRANT INSERT (%s) ON poolbook.%I TO poolbook_loader', columns, name);
END
$$;
REVOKE ALL ON FUNCTION poolbook.govern(text, text, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.role_rights() FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.reads(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.writes(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.own_member() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.role_rights() TO poolbook_app;
GRANT EXECUTE ON FUNCTION poolbook.reads(text) TO poolbook_app;
GRANT EXECUTE ON FUNCTION poolbook.writes(text) TO poolbook_app;
GRANT EXECUTE ON FUNCTION poolbook.own_member() TO poolbook_app;

DO $$
DECLARE
  changeable text[] := ARRAY['identifier_head', 'coverage_span', 'outbox', 'claim_head'];
  kinds jsonb := '{
    "registry": ["identifier_head", "consortium_document", "member", "plan", "batch", "period_close", "run", "run_cut", "run_partition", "outbox"],
    "money": ["import", "control_difference", "claim_rollup", "entry", "posting", "balance_delta", "monthly_charge", "receipt",
      "stop_loss_posting", "opening_lag", "period_balance", "period_reserve"],
    "coverage": ["enrolment", "coverage_span"],
    "payment": ["decision", "paid_claim", "accumulator_delta", "opening_accumulator", "opening_payment"],
    "claim": ["claim", "claim_line", "claim_chunk", "claim_head", "change"]}';
  kind text;
  name text;
BEGIN
  FOR kind IN SELECT jsonb_object_keys(kinds) LOOP
    FOR name IN SELECT jsonb_array_elements_text(kinds -> kind) LOOP
      PERFORM poolbook.govern(name, kind, name = ANY (changeable));
    END LOOP;
  END LOOP;
END
$$;

-- A person's name is seen by those who may see persons; a member's staff sees its own.
CREATE POLICY reader ON poolbook.person AS RESTRICTIVE FOR SELECT USING (
  CASE (SELECT poolbook.reads('person')) WHEN 'all' THEN true WHEN 'own' THEN EXISTS (
    SELECT FROM poolbook.coverage_span s WHERE s.consortium_id = person.consortium_id AND s.person_id = person.person_id
      AND s.member_id = (SELECT poolbook.own_member())) ELSE false END);
CREATE POLICY writer ON poolbook.person AS RESTRICTIVE FOR INSERT WITH CHECK ((SELECT poolbook.writes('person')));
