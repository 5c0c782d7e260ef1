-- What the service keeps of those who use it: every request that changed something, in the transaction of its effect, and
-- who read what.

-- A change that was asked for over the API, and what was answered. The same key of the same asker again is answered with it;
-- so a request whose answer was lost can be sent again.
CREATE TABLE poolbook.request (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  actor text COLLATE "C" NOT NULL,
  idempotency_key text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  path text COLLATE "C" NOT NULL,
  request_sha256 text COLLATE "C" NOT NULL,
  status int4 NOT NULL,
  answer text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, actor, idempotency_key)
);
SELECT poolbook.govern('request', 'trail');
-- Whoever asked may see what was answered.
DROP POLICY reader ON poolbook.request;
CREATE POLICY reader ON poolbook.request AS RESTRICTIVE FOR SELECT USING (
  (SELECT poolbook.reads('trail')) = 'all' OR actor = current_setting('poolbook.actor', true));

-- What was read, or was asked for and refused: by whom, in which role.
CREATE TABLE poolbook.access (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  access_id int8 NOT NULL,
  actor text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  path text COLLATE "C" NOT NULL,
  status int4 NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (consortium_id, access_id)
);
SELECT poolbook.govern('access', 'trail');
