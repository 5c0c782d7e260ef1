-- Why a witness does not sign: what came of the last try, since when none has worked, and when the next is. Whoever asks the
-- witnesses writes it, so that any server can say it.
CREATE TABLE poolbook.witness_trouble (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  key_name text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  message text NOT NULL,
  since timestamptz NOT NULL,
  next_try timestamptz,
  PRIMARY KEY (consortium_id, key_name)
);
SELECT poolbook.govern('witness_trouble', 'registry', true);
