-- Months of the ledger are closed in order. What is posted later for a closed month takes the first open one; it keeps its
-- own days, so that triangles and payments stay as they were.

-- A month that is closed, and with it all before; the batch of its accruals.
CREATE TABLE poolbook.period_close (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  accounting_month date NOT NULL,
  batch_id int8 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, accounting_month)
);

-- What every account of every member held when the month was closed, so that a balance can be proved as it was.
CREATE TABLE poolbook.period_balance (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  accounting_month date NOT NULL,
  account text COLLATE "C" NOT NULL,
  member_id int8 NOT NULL,
  balance_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, accounting_month, account, member_id)
);

-- What claims incurred by the end of a closed month will still cost, as it was estimated, by benefit.
CREATE TABLE poolbook.period_reserve (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  accounting_month date NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  paid_cents int8 NOT NULL,
  unpaid_cents int8 NOT NULL,
  PRIMARY KEY (consortium_id, accounting_month, benefit)
);

DO $$
DECLARE
  name text;
  columns text;
BEGIN
  FOREACH name IN ARRAY ARRAY['period_close', 'period_balance', 'period_reserve'] LOOP
    EXECUTE format('ALTER TABLE poolbook.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE poolbook.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON poolbook.%I USING '
      '(consortium_id = nullif(current_setting(''poolbook.consortium'', true), '''')::int8)', name);
    EXECUTE format('GRANT SELECT, INSERT ON poolbook.%I TO poolbook_app', name);
    SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns FROM information_schema.columns c
    WHERE c.table_schema = 'poolbook' AND c.table_name = name AND c.column_name <> 'consortium_id';
    EXECUTE format('GRANT INSERT (%s) ON poolbook.%I TO poolbook_loader', columns, name);
  END LOOP;
END
$$;

-- The first month that is open, of the tenant that the transaction names; null where none was ever closed. Whoever posts
-- asks for it, the loader too, who may read nothing else; it is asked in a statement of its own, after the lock of the
-- period is held, because a statement sees only what was committed before it began.
CREATE FUNCTION poolbook.first_open_month() RETURNS date
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
  SELECT (max(accounting_month) + interval '1 month')::date FROM poolbook.period_close
  WHERE consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8
$$;
REVOKE ALL ON FUNCTION poolbook.first_open_month() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.first_open_month() TO poolbook_app, poolbook_loader;
