-- What is told to others as it happens: events, written in the transaction of what happened, and where they are sent.

-- An endpoint of somebody's, as a further version each time it is changed: `state` is active, disabled or removed, `reason`
-- says why. The secret signs what is sent; the one before it too, for a day (both: the convention of Standard Webhooks).
CREATE TABLE poolbook.webhook (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  webhook_id int8 NOT NULL,
  version int4 NOT NULL,
  url text NOT NULL,
  kinds text NOT NULL,
  state text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  secret text NOT NULL,
  earlier_secret text,
  earlier_until timestamptz,
  actor text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, webhook_id, version)
);
SELECT poolbook.govern('webhook', 'key');

-- What happened: numbers and figures as JSON. The subject names it within its kind, so that nothing is told twice.
CREATE TABLE poolbook.webhook_event (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  event_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  payload text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, event_id),
  UNIQUE (consortium_id, kind, subject)
);
SELECT poolbook.govern('webhook_event', 'trail');

-- An event that is to reach an endpoint: occasion 0 is the event's own, 1, 2, ... are asked for by hand.
CREATE TABLE poolbook.webhook_delivery (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  delivery_id int8 NOT NULL,
  webhook_id int8 NOT NULL,
  event_id int8 NOT NULL,
  occasion int4 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, delivery_id),
  UNIQUE (consortium_id, webhook_id, event_id, occasion),
  FOREIGN KEY (consortium_id, event_id) REFERENCES poolbook.webhook_event
);
SELECT poolbook.govern('webhook_delivery', 'key');

-- A try to deliver: the status of the answer (0: there was none), and when to try again, where it is to be.
CREATE TABLE poolbook.webhook_attempt (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  delivery_id int8 NOT NULL,
  attempt int4 NOT NULL,
  status int4 NOT NULL,
  milliseconds int4 NOT NULL,
  error text NOT NULL,
  retry_at timestamptz,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, delivery_id, attempt),
  FOREIGN KEY (consortium_id, delivery_id) REFERENCES poolbook.webhook_delivery
);
SELECT poolbook.govern('webhook_attempt', 'key');

-- While a restore fills the tables nothing is told: it was, when it happened.
CREATE FUNCTION poolbook.is_restoring() RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(current_setting('poolbook.restoring', true), '') = 'on'
$$;

-- Tells what happens in this transaction, once for a kind and subject. For the program and for triggers on facts: a further
-- kind of event takes one trigger that calls it, and a row in src/app/webhooks/kinds.ts.
CREATE FUNCTION poolbook.announce(kind text, subject text, payload jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = poolbook, pg_temp
AS $$
DECLARE
  number int8;
BEGIN
  IF poolbook.is_restoring() OR EXISTS (
    SELECT FROM poolbook.webhook_event e WHERE e.consortium_id = nullif(current_setting('poolbook.consortium', true), '')::int8
      AND e.kind = announce.kind AND e.subject = announce.subject) THEN RETURN; END IF;
  INSERT INTO poolbook.identifier_head (kind, next_id) VALUES ('webhook event', 2)
    ON CONFLICT ON CONSTRAINT identifier_head_pkey DO UPDATE SET next_id = identifier_head.next_id + 1
    RETURNING next_id - 1 INTO number;
  INSERT INTO poolbook.webhook_event (event_id, kind, subject, payload)
    VALUES (number, announce.kind, announce.subject, announce.payload::text) ON CONFLICT DO NOTHING;
END
$$;
REVOKE ALL ON FUNCTION poolbook.announce(text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION poolbook.announce(text, text, jsonb) TO poolbook_app;

CREATE FUNCTION poolbook.announce_job_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = poolbook, pg_temp
AS $$
BEGIN
  PERFORM poolbook.announce('job.ended', NEW.job_id::text, jsonb_build_object('job', NEW.job_id, 'state', NEW.kind));
  RETURN NULL;
END
$$;
CREATE TRIGGER announce AFTER INSERT ON poolbook.job_event FOR EACH ROW
  WHEN (NEW.kind IN ('done', 'refused', 'failed')) EXECUTE FUNCTION poolbook.announce_job_end();

CREATE FUNCTION poolbook.announce_close() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = poolbook, pg_temp
AS $$
BEGIN
  PERFORM poolbook.announce('month.closed', to_char(NEW.accounting_month, 'YYYY-MM'),
    jsonb_build_object('month', to_char(NEW.accounting_month, 'YYYY-MM')));
  RETURN NULL;
END
$$;
CREATE TRIGGER announce AFTER INSERT ON poolbook.period_close FOR EACH ROW EXECUTE FUNCTION poolbook.announce_close();

CREATE FUNCTION poolbook.announce_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = poolbook, pg_temp
AS $$
BEGIN
  PERFORM poolbook.announce('receipt.recorded', NEW.member_id || ' ' || NEW.reference, jsonb_build_object(
    'member', NEW.member_id, 'reference', NEW.reference, 'day', NEW.received_day, 'amount', NEW.amount_cents));
  RETURN NULL;
END
$$;
CREATE TRIGGER announce AFTER INSERT ON poolbook.receipt FOR EACH ROW EXECUTE FUNCTION poolbook.announce_receipt();

-- To the queue: an event, to be sent to whoever wants it; a delivery, to be tried; a try that failed, to be tried again.
CREATE FUNCTION poolbook.enqueue_webhook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = poolbook, pg_temp
AS $$
BEGIN
  IF poolbook.is_restoring() THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'webhook_event' THEN
    PERFORM poolbook.enqueue('delivery', jsonb_build_object('consortium', NEW.consortium_id, 'event', NEW.event_id));
  ELSIF TG_TABLE_NAME = 'webhook_delivery' THEN
    PERFORM poolbook.enqueue('delivery',
      jsonb_build_object('consortium', NEW.consortium_id, 'delivery', NEW.delivery_id, 'attempt', 1));
  ELSIF NEW.retry_at IS NOT NULL THEN
    PERFORM poolbook.enqueue('delivery',
      jsonb_build_object('consortium', NEW.consortium_id, 'delivery', NEW.delivery_id, 'attempt', NEW.attempt + 1), NEW.retry_at);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER enqueue AFTER INSERT ON poolbook.webhook_event FOR EACH ROW EXECUTE FUNCTION poolbook.enqueue_webhook();
CREATE TRIGGER enqueue AFTER INSERT ON poolbook.webhook_delivery FOR EACH ROW EXECUTE FUNCTION poolbook.enqueue_webhook();
CREATE TRIGGER enqueue AFTER INSERT ON poolbook.webhook_attempt FOR EACH ROW EXECUTE FUNCTION poolbook.enqueue_webhook();
REVOKE ALL ON FUNCTION poolbook.announce_job_end() FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.announce_close() FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.announce_receipt() FROM PUBLIC;
REVOKE ALL ON FUNCTION poolbook.enqueue_webhook() FROM PUBLIC;
