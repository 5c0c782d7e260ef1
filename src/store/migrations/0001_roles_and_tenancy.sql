-- The schema, what each role may do in it, the ledger of migrations, and the consortia.
--
-- The user who connects to migrate owns everything in the schema. The roles poolbook_app and poolbook_loader exist
-- already (src/store/roles.ts makes them: roles belong to the server, and a migration to one database).

CREATE SCHEMA poolbook;
REVOKE ALL ON SCHEMA poolbook FROM PUBLIC;
GRANT USAGE ON SCHEMA poolbook TO poolbook_app, poolbook_loader;

-- The migrations that were applied. Not a fact of a consortium: no tenant, and neither role sees it.
CREATE TABLE poolbook.migration (
  version int PRIMARY KEY,
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- One row per tenant. A currency is an ISO 4217 code; a fiscal year starts on a "MM-DD".
CREATE TABLE poolbook.consortium (
  consortium_id int8 PRIMARY KEY,
  code text COLLATE "C" NOT NULL UNIQUE,
  name text NOT NULL,
  currency text NOT NULL,
  fiscal_year_start text NOT NULL,
  document_hash text
);

ALTER TABLE poolbook.consortium ENABLE ROW LEVEL SECURITY;
ALTER TABLE poolbook.consortium FORCE ROW LEVEL SECURITY;

-- After a commit the setting is empty, not null: no tenant, no rows.
CREATE POLICY tenant ON poolbook.consortium
  USING (consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8);

-- The three functions below run as the owner, because a consortium has to be found by its code before the tenant is
-- known. FORCE holds the owner to the policy above too unless it is a superuser, which on an outside server it need
-- not be: this second policy (policies are joined by OR) lets the owner, and nobody else, see and write every row of
-- this one table. It is of use only inside these functions and while migrating; the program never works as the owner.
CREATE POLICY owner_of_the_registry ON poolbook.consortium TO CURRENT_USER USING (true) WITH CHECK (true);

GRANT SELECT, UPDATE (name, fiscal_year_start, document_hash) ON poolbook.consortium TO poolbook_app;

-- The id of the consortium with this code; null where there is none.
CREATE FUNCTION poolbook.consortium_of(code text) RETURNS int8
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
  SELECT consortium_id FROM poolbook.consortium WHERE consortium.code = $1
$$;

-- All codes, in order.
CREATE FUNCTION poolbook.consortium_codes() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
  SELECT code FROM poolbook.consortium ORDER BY code
$$;

-- Opens a consortium and returns its id: 1, 2, ... A code that is taken violates consortium_code_key.
CREATE FUNCTION poolbook.open_consortium(
  code text, name text, currency text, fiscal_year_start text, document_hash text
) RETURNS int8
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
DECLARE
  opened int8;
BEGIN
  -- One at a time, until the transaction ends: max + 1 must see the one before. The number is the text 'open'.
  PERFORM pg_advisory_xact_lock(1869636974);
  INSERT INTO poolbook.consortium (consortium_id, code, name, currency, fiscal_year_start, document_hash)
  SELECT coalesce(max(known.consortium_id), 0) + 1, $1, $2, $3, $4, $5 FROM poolbook.consortium AS known
  RETURNING consortium_id INTO opened;
  RETURN opened;
END
$$;

REVOKE ALL ON FUNCTION poolbook.consortium_of(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.consortium_codes() FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.open_consortium(text, text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.consortium_of(text) TO poolbook_app;
GRANT EXECUTE ON FUNCTION poolbook.consortium_codes() TO poolbook_app;
GRANT EXECUTE ON FUNCTION poolbook.open_consortium(text, text, text, text, text) TO poolbook_app;
