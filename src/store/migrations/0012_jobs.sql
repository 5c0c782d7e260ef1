-- Work that takes long: what was asked for, what came of it, and files that were sent in for it. The queue (pg-boss, in the
-- schema `queue`) only says to workers what to look at next; what is done is said by these facts and those of the work.

-- Puts the numbers of what is to be done in a queue, for the triggers on the facts that ask for it: so a fact and its message
-- are one transaction, whoever records it, and a restored fact is taken up again. Messages carry numbers and nothing else.
-- As pg-boss itself inserts: limits are those of the queue.
CREATE FUNCTION poolbook.enqueue(queue_name text, message jsonb, not_before timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  INSERT INTO queue.job (name, data, start_after, keep_until, policy, retry_limit, retry_delay, retry_backoff,
    retry_delay_max, expire_seconds, deletion_seconds, dead_letter, heartbeat_seconds)
  SELECT q.name, message, not_before, not_before + q.retention_seconds * interval '1 second', q.policy, q.retry_limit,
    q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.dead_letter, q.heartbeat_seconds
  FROM queue.queue q WHERE q.name = queue_name;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no queue %', queue_name; END IF;
END
$$;
REVOKE ALL ON FUNCTION poolbook.enqueue(text, jsonb, timestamptz) FROM PUBLIC;

-- A file that was sent in, by the hash of its bytes, which lie in the folder of uploads.
CREATE TABLE poolbook.upload (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  sha256 text COLLATE "C" NOT NULL,
  bytes int8 NOT NULL,
  name text NOT NULL,
  actor text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, sha256)
);
SELECT poolbook.govern('upload', 'trail');

-- Work that was asked for: its kind, by whom in which role, and with what, as a JSON text.
CREATE TABLE poolbook.job (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  job_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  actor text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  input text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, job_id)
);
SELECT poolbook.govern('job', 'trail');
-- Whoever asked may see it.
DROP POLICY reader ON poolbook.job;
CREATE POLICY reader ON poolbook.job AS RESTRICTIVE FOR SELECT USING (
  (SELECT poolbook.reads('trail')) = 'all' OR actor = current_setting('poolbook.actor', true));

-- What came of it, in order: `begun`, `progress`, and one end: `done`, `refused` or `failed`, each with a JSON text.
CREATE TABLE poolbook.job_event (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  job_id int8 NOT NULL,
  event_number int4 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  document text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consortium_id, job_id, event_number),
  FOREIGN KEY (consortium_id, job_id) REFERENCES poolbook.job
);
CREATE UNIQUE INDEX job_event_end ON poolbook.job_event (consortium_id, job_id) WHERE kind IN ('done', 'refused', 'failed');
SELECT poolbook.govern('job_event', 'trail');
DROP POLICY reader ON poolbook.job_event;
CREATE POLICY reader ON poolbook.job_event AS RESTRICTIVE FOR SELECT USING (
  (SELECT poolbook.reads('trail')) = 'all' OR EXISTS (
    SELECT FROM poolbook.job j WHERE j.consortium_id = job_event.consortium_id AND j.job_id = job_event.job_id));

CREATE FUNCTION poolbook.enqueue_job() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
BEGIN
  PERFORM poolbook.enqueue('job', jsonb_build_object('consortium', NEW.consortium_id, 'job', NEW.job_id));
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION poolbook.enqueue_job() FROM PUBLIC;
CREATE TRIGGER enqueue AFTER INSERT ON poolbook.job FOR EACH ROW EXECUTE FUNCTION poolbook.enqueue_job();
