-- The shared record: every fact is a leaf of a Merkle tree that the parties can check (docs/record.md). A fact's own
-- transaction says so in the outbox; a sequencer takes it from there, numbers it and commits to it.

-- What a fact is called there: by its numbers, or by the texts of its key as a JSON array where it has others.
ALTER TABLE poolbook.outbox
  ADD COLUMN fact_key text COLLATE "C" NOT NULL DEFAULT '',
  DROP CONSTRAINT outbox_pkey,
  ADD PRIMARY KEY (consortium_id, kind, fact_id, version, revision, fact_key);
GRANT INSERT (fact_key) ON poolbook.outbox TO poolbook_loader;

-- A leaf: the fact by its name, its place in the log, and the commitment to it, which is the entry of the log.
CREATE TABLE poolbook.leaf (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  leaf_index int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  fact_id int8 NOT NULL,
  version int4 NOT NULL,
  revision int2 NOT NULL,
  fact_key text COLLATE "C" NOT NULL,
  commitment bytea NOT NULL,
  PRIMARY KEY (consortium_id, leaf_index),
  UNIQUE (consortium_id, kind, fact_id, version, revision, fact_key)
);

-- Derived: the tree's tiles (C2SP tlog-tiles). One that is not full is replaced as it grows.
CREATE TABLE poolbook.tile (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  level int2 NOT NULL,
  tile_index int8 NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (consortium_id, level, tile_index)
);

-- The log: its name in the world, and how many leaves it has. Whoever adds leaves moves the size on from what he found.
CREATE TABLE poolbook.log_head (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  origin text COLLATE "C" NOT NULL,
  size int8 NOT NULL,
  PRIMARY KEY (consortium_id)
);

-- What was signed, and by which witnesses too. Of checkpoints that nobody but the log signed the last is enough.
CREATE TABLE poolbook.checkpoint (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  size int8 NOT NULL,
  note text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (consortium_id, size)
);
CREATE TABLE poolbook.cosignature (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  size int8 NOT NULL,
  key_name text COLLATE "C" NOT NULL,
  line text NOT NULL,
  seconds int8 NOT NULL,
  PRIMARY KEY (consortium_id, size, key_name)
);

-- Facts about the record itself, leaves like all others: a key of the log that holds from now on (or, retired, no longer),
-- who has to witness it (a C2SP tlog-policy), the page by which anybody verifies, and a person who was forgotten.
CREATE TABLE poolbook.log_key (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  key_number int8 NOT NULL,
  state text COLLATE "C" NOT NULL,
  verifier_key text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, key_number)
);
CREATE TABLE poolbook.witness_policy (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  version int4 NOT NULL,
  content text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, version)
);
CREATE TABLE poolbook.verify_page (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  sha256 text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, sha256)
);
CREATE TABLE poolbook.erasure (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  erasure_id int8 NOT NULL,
  person_id int8 NOT NULL,
  reason text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, erasure_id)
);

-- What is left of a person who was forgotten: the digests of the group of the person, so that every leaf stands.
CREATE TABLE poolbook.erased_digest (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  leaf_index int8 NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (consortium_id, leaf_index)
);

SELECT poolbook.govern(name, 'registry', name IN ('tile', 'log_head', 'checkpoint'))
FROM unnest(ARRAY['leaf', 'tile', 'log_head', 'checkpoint', 'cosignature', 'log_key', 'witness_policy', 'verify_page', 'erasure', 'erased_digest']) AS name;
GRANT DELETE ON poolbook.cosignature TO poolbook_app;
CREATE POLICY remover ON poolbook.cosignature AS RESTRICTIVE FOR DELETE USING ((SELECT poolbook.writes('registry')));

-- Forgets a person: of the facts only the name is the person's own; the rest stands under a number that says nothing.
CREATE FUNCTION poolbook.forget_person(person int8) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
  UPDATE poolbook.person SET code = 'erased-' || person_id
  WHERE consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8 AND person_id = $1
    AND (SELECT poolbook.writes('person'))
$$;
REVOKE ALL ON FUNCTION poolbook.forget_person(int8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.forget_person(int8) TO poolbook_app;

-- Facts go to the outbox as they are added, whoever adds them: no writer can forget it. The arguments are the kind and the
-- columns of the key. Decisions and entries, which come by the million, are written there by their writers themselves.
CREATE FUNCTION poolbook.named_tenant() RETURNS text LANGUAGE sql STABLE
AS $$
  -- The loader may not name a tenant, and its transaction always does; the owner, who mends something by hand, need not.
  SELECT CASE WHEN nullif(current_setting('poolbook.consortium', true), '') IS NULL THEN 'consortium_id,' ELSE '' END
$$;
CREATE FUNCTION poolbook.note_numbered() RETURNS trigger LANGUAGE plpgsql
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  IF poolbook.is_restoring() THEN RETURN NULL; END IF;
  EXECUTE format('INSERT INTO poolbook.outbox (%1$s kind, fact_id, version) SELECT %1$s %2$L, %3$I, %4$s FROM added',
    poolbook.named_tenant(), TG_ARGV[0], TG_ARGV[1], CASE WHEN TG_NARGS > 2 THEN quote_ident(TG_ARGV[2]) ELSE '1' END);
  RETURN NULL;
END
$$;
CREATE FUNCTION poolbook.note_keyed() RETURNS trigger LANGUAGE plpgsql
SET search_path = poolbook, pg_temp
AS $$
DECLARE
  columns text;
BEGIN
  IF poolbook.is_restoring() THEN RETURN NULL; END IF;
  SELECT string_agg(quote_ident(name) || '::text', ', ') INTO columns FROM unnest(TG_ARGV[1:]) AS name;
  EXECUTE format('INSERT INTO poolbook.outbox (%1$s kind, fact_id, version, fact_key) '
    'SELECT %1$s %2$L, 0, 1, array_to_json(ARRAY[%3$s])::text FROM added', poolbook.named_tenant(), TG_ARGV[0], columns);
  RETURN NULL;
END
$$;

-- Has facts of a table noted from now on, by its key, and those that are there already. Each migration that adds a table of
-- facts calls it; src/store/record/kinds.ts says what of a kind is money and what a person's.
CREATE FUNCTION poolbook.record(kind text, facts text) RETURNS void LANGUAGE plpgsql
SET search_path = poolbook, pg_temp
AS $$
DECLARE
  key text[];
  is_numbered boolean;
  columns text;
  was_forced boolean;
BEGIN
  SELECT array_agg(a.attname::text ORDER BY k.place), bool_and(format_type(a.atttypid, NULL) IN ('bigint', 'integer', 'smallint'))
    INTO key, is_numbered
  FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  WHERE i.indrelid = ('poolbook.' || quote_ident(facts))::regclass AND i.indisprimary AND a.attname <> 'consortium_id';
  is_numbered := is_numbered AND array_length(key, 1) <= 2;
  SELECT string_agg(quote_literal(word), ', ') INTO columns FROM unnest(kind || key) AS word;
  EXECUTE format('CREATE TRIGGER record AFTER INSERT ON poolbook.%I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION poolbook.%I(%s)',
    facts, CASE WHEN is_numbered THEN 'note_numbered' ELSE 'note_keyed' END, columns);
  EXECUTE format('ALTER TABLE poolbook.%I NO FORCE ROW LEVEL SECURITY', facts);
  IF is_numbered THEN
    EXECUTE format('INSERT INTO poolbook.outbox (consortium_id, kind, fact_id, version) SELECT consortium_id, %L, %I, %s FROM poolbook.%I',
      kind, key[1], CASE WHEN array_length(key, 1) = 2 THEN quote_ident(key[2]) ELSE '1' END, facts);
  ELSE
    SELECT string_agg(quote_ident(name) || '::text', ', ') INTO columns FROM unnest(key) AS name;
    EXECUTE format('INSERT INTO poolbook.outbox (consortium_id, kind, fact_id, version, fact_key) '
      'SELECT consortium_id, %L, 0, 1, array_to_json(ARRAY[%s])::text FROM poolbook.%I', kind, columns, facts);
  END IF;
  EXECUTE format('ALTER TABLE poolbook.%I FORCE ROW LEVEL SECURITY', facts);
END
$$;
REVOKE ALL ON FUNCTION poolbook.record(text, text) FROM PUBLIC;

ALTER TABLE poolbook.outbox NO FORCE ROW LEVEL SECURITY;
DELETE FROM poolbook.outbox WHERE kind NOT IN ('decision', 'entries');
SELECT poolbook.record(replace(facts, '_', '-'), facts) FROM unnest(ARRAY[
  'consortium_document', 'member', 'plan', 'person', 'import', 'enrolment', 'claim', 'paid_claim', 'change', 'run_partition',
  'monthly_charge', 'receipt', 'stop_loss_posting', 'stop_loss_reimbursement', 'invoice', 'opening_accumulator', 'opening_lag', 'opening_payment',
  'period_close', 'period_balance',
  'director', 'proxy', 'meeting', 'meeting_event', 'attendance', 'motion', 'motion_second', 'agenda_item', 'consent_pull',
  'recusal', 'vote', 'item_close', 'resolution', 'resolution_effect', 'minutes',
  'bill', 'withdrawal', 'run_out_posting', 'assessment', 'surplus_distribution', 'member_payment', 'bank_line', 'bank_match',
  'bank_match_undone', 'budget_line',
  'log_key', 'witness_policy', 'verify_page', 'erasure']) AS facts;
ALTER TABLE poolbook.outbox FORCE ROW LEVEL SECURITY;

-- The keys under which facts are salted, one for each person and one (person 0) for the rest of a consortium, and the
-- secrets by which its log signs. They lie apart, under a role of their own, and in a backup of their own: who deletes a
-- person's key makes what was committed of that person unknowable, and no backup of the facts brings it back.
CREATE SCHEMA salts;
REVOKE ALL ON SCHEMA salts FROM PUBLIC;
GRANT USAGE ON SCHEMA salts TO poolbook_salts;
CREATE TABLE salts.salt_key (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  person_id int8 NOT NULL,
  key bytea NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (consortium_id, person_id)
);
CREATE TABLE salts.log_secret (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  key_number int8 NOT NULL,
  secret bytea NOT NULL,
  PRIMARY KEY (consortium_id, key_number)
);
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['salt_key', 'log_secret'] LOOP
    EXECUTE format('ALTER TABLE salts.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE salts.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON salts.%I USING '
      '(consortium_id = nullif(current_setting(''poolbook.consortium'', true), '''')::int8)', name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON salts.%I TO poolbook_salts', name);
  END LOOP;
END
$$;
