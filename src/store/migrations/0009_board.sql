-- The board: who is on it, when it meets, what it decides, and which decision has taken effect.
--
-- All of it is facts. What is said again (a term that ends, a vote that is changed, minutes that are corrected) is a later
-- version or a later row; the last one counts.

-- A term of office. `alternate_of` is the director in whose absence this person votes; 0 for a director.
CREATE TABLE poolbook.director (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  director_id int8 NOT NULL,
  version int4 NOT NULL,
  member_id int8 NOT NULL,
  name text NOT NULL,
  email text COLLATE "C" NOT NULL,
  alternate_of int8 NOT NULL,
  from_day date NOT NULL,
  to_day date,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, director_id, version)
);

-- The right to vote for another director, at one meeting (else `meeting_id` is 0) or on days; `holder_id` 0 takes it back.
CREATE TABLE poolbook.proxy (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  proxy_id int8 NOT NULL,
  director_id int8 NOT NULL,
  holder_id int8 NOT NULL,
  meeting_id int8 NOT NULL,
  from_day date NOT NULL,
  until_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, proxy_id)
);

CREATE TABLE poolbook.meeting (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  place text NOT NULL,
  called_day date NOT NULL,
  meeting_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id)
);

-- What became of a meeting: it was opened (and so held), adjourned or cancelled, each at most once.
CREATE TABLE poolbook.meeting_event (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  event text COLLATE "C" NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, event),
  FOREIGN KEY (consortium_id, meeting_id) REFERENCES poolbook.meeting
);

CREATE TABLE poolbook.attendance (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  director_id int8 NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, director_id),
  FOREIGN KEY (consortium_id, meeting_id) REFERENCES poolbook.meeting
);

-- A motion with the very content that it puts to the vote, as canonical JSON, so that what takes effect can be held to it.
CREATE TABLE poolbook.motion (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  motion_id int8 NOT NULL,
  kind text COLLATE "C" NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  content_sha256 text COLLATE "C" NOT NULL,
  moved_by int8 NOT NULL,
  moved_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, motion_id)
);

CREATE TABLE poolbook.motion_second (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  motion_id int8 NOT NULL,
  director_id int8 NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, motion_id),
  FOREIGN KEY (consortium_id, motion_id) REFERENCES poolbook.motion
);

-- `motion_id` is 0 for an item of information.
CREATE TABLE poolbook.agenda_item (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  marking text COLLATE "C" NOT NULL,
  title text NOT NULL,
  motion_id int8 NOT NULL,
  set_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, item_number),
  FOREIGN KEY (consortium_id, meeting_id) REFERENCES poolbook.meeting
);

-- An item that a director wants to be decided alone, and not with the others on consent.
CREATE TABLE poolbook.consent_pull (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  director_id int8 NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, item_number),
  FOREIGN KEY (consortium_id, meeting_id, item_number) REFERENCES poolbook.agenda_item
);

CREATE TABLE poolbook.recusal (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  director_id int8 NOT NULL,
  reason text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, item_number, director_id),
  FOREIGN KEY (consortium_id, meeting_id, item_number) REFERENCES poolbook.agenda_item
);

-- A vote for a director's seat, on an item or, as item 0, on all items on consent together. `cast_by` is the director, its
-- alternate, or who holds its proxy.
CREATE TABLE poolbook.vote (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  director_id int8 NOT NULL,
  version int4 NOT NULL,
  choice text COLLATE "C" NOT NULL,
  cast_by int8 NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, item_number, director_id, version),
  FOREIGN KEY (consortium_id, meeting_id) REFERENCES poolbook.meeting
);

-- How an item was closed, once: passed, failed, without a quorum, or tabled; with the count (JSON) and its explanation.
CREATE TABLE poolbook.item_close (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  count text NOT NULL,
  explanation text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, item_number),
  FOREIGN KEY (consortium_id, meeting_id, item_number) REFERENCES poolbook.agenda_item
);

-- What the board has decided on a motion: passed or failed, once.
CREATE TABLE poolbook.resolution (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  resolution_id int8 NOT NULL,
  motion_id int8 NOT NULL,
  meeting_id int8 NOT NULL,
  item_number int4 NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  decided_day date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, resolution_id),
  UNIQUE (consortium_id, motion_id),
  FOREIGN KEY (consortium_id, motion_id) REFERENCES poolbook.motion
);

-- What a resolution has brought about. Its key lets a resolution take effect once, whoever uses it at the same moment; it is
-- written in the transaction of the effect. `effect` names the kind of fact, `fact_id` the fact.
CREATE TABLE poolbook.resolution_effect (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  resolution_id int8 NOT NULL,
  effect text COLLATE "C" NOT NULL,
  fact_id int8 NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, resolution_id)
);

CREATE TABLE poolbook.minutes (
  consortium_id int8 NOT NULL DEFAULT nullif(current_setting('poolbook.consortium', true), '')::int8,
  meeting_id int8 NOT NULL,
  version int4 NOT NULL,
  content text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consortium_id, meeting_id, version),
  FOREIGN KEY (consortium_id, meeting_id) REFERENCES poolbook.meeting
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['director', 'proxy', 'meeting', 'meeting_event', 'attendance', 'motion', 'motion_second',
      'agenda_item', 'consent_pull', 'recusal', 'vote', 'item_close', 'resolution', 'resolution_effect', 'minutes'] LOOP
    PERFORM poolbook.govern(name, 'governance');
  END LOOP;
END
$$;
